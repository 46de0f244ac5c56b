package io.tillwatch.notify;

import io.tillwatch.contracts.watch.Notification;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks the language of one kind of receiver. Used by one thread. */
interface Channel {
    /**
     * Returns when the receiver has taken the message.
     *
     * @throws NotDelivered when it has not
     */
    void send(Notification notification);

    /** How often the receiver must hear of what is still open; null when it remembers by itself. */
    default @Nullable Duration remindEvery() {
        return null;
    }

    /**
     * Tells once more what is open.
     *
     * @throws NotDelivered when the receiver does not listen
     */
    default void remind(List<Notification> open) {}

    /** The channel of an address. */
    static Channel to(Address address, Wording wording) {
        if (address instanceof Address.Webhook webhook) {
            return new WebhookChannel(webhook, wording);
        }
        if (address instanceof Address.Slack slack) {
            return new SlackChannel(slack, wording);
        }
        if (address instanceof Address.PagerDuty pagerDuty) {
            return new PagerDutyChannel(pagerDuty, wording);
        }
        if (address instanceof Address.Alertmanager alertmanager) {
            return new AlertmanagerChannel(alertmanager, wording);
        }
        if (address instanceof Address.Mail mail) {
            return new MailChannel(mail, wording);
        }
        throw new IllegalArgumentException("no channel leads to a " + address.type());
    }
}
