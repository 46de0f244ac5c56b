package io.tillwatch.notify;

import io.tillwatch.contracts.watch.Notification;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The body that Slack's incoming webhooks take, and those of Mattermost and Rocket.Chat as well. */
final class SlackChannel implements Channel {
    /** Slack refuses a section above 3,000 characters. */
    private static final int LONGEST = 2_900;

    private final URI url;
    private final Wording wording;
    private final HttpPost http = new HttpPost();

    private record Body(String text, List<Block> blocks) {}

    private record Block(String type, Text text) {}

    private record Text(String type, String text) {}

    SlackChannel(Address.Slack address, Wording wording) {
        this.url = Address.url(address.url());
        this.wording = wording;
    }

    @Override
    public void send(Notification one) {
        String headline = escaped(wording.headline(one));
        String body = escaped(String.join("\n", wording.lines(one)));
        String text = "*" + headline + "*\n" + body;
        String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n(more in the console)";
        http.send(
                url,
                // Slack knows no idempotency key; those who put a proxy in between may use ours.
                Map.of("Idempotency-Key", one.key()),
                new Body(headline, List.of(new Block("section", new Text("mrkdwn", shortened)))));
    }

    /** The three characters that Slack gives a meaning to; a title may hold what a till typed. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
