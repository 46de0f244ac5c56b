package io.tillwatch.notify;

import io.tillwatch.contracts.watch.Notification;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Mail over SMTP. The same message has the same Message-ID, so that a mailbox that saw it can tell. */
final class MailChannel implements Channel {
    private static final String TIMEOUT_MILLIS = "10000";

    private final Address.Mail address;
    private final Wording wording;
    private final Session session;

    MailChannel(Address.Mail address, Wording wording) {
        this.address = address;
        this.wording = wording;
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", address.host());
        settings.setProperty("mail.smtp.port", Integer.toString(address.port()));
        settings.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        settings.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        settings.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        if (address.startTls()) {
            settings.setProperty("mail.smtp.starttls.enable", "true");
            settings.setProperty("mail.smtp.starttls.required", "true");
            settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        }
        Address.Login login = address.login();
        if (login != null) {
            settings.setProperty("mail.smtp.auth", "true");
        }
        this.session = Session.getInstance(settings, login == null ? null : authenticator(login));
    }

    private static Authenticator authenticator(Address.Login login) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(login.user(), login.password().reveal());
            }
        };
    }

    @Override
    public void send(Notification one) {
        try {
            MimeMessage mail = new KnownMessage(session, one.key());
            mail.setFrom(new InternetAddress(address.from()));
            for (String to : address.to()) {
                mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to));
            }
            mail.setSubject(oneLine(wording.headline(one)), StandardCharsets.UTF_8.name());
            mail.setHeader(
                    "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(one.at().atOffset(ZoneOffset.UTC)));
            mail.setHeader("Auto-Submitted", "auto-generated");
            thread(mail, one);
            mail.setText(String.join("\r\n", wording.lines(one)) + "\r\n", StandardCharsets.UTF_8.name());
            Transport.send(mail);
        } catch (SendFailedException e) {
            throw failed(e);
        } catch (MessagingException e) {
            throw new NotDelivered(
                    "the mail server does not take it: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Addresses that the server will never know hold up nobody; what it defers or fails to say may pass later. */
    private static NotDelivered failed(SendFailedException e) {
        boolean unknown = e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
        String says = "the mail server refuses its addresses";
        return unknown ? new NotDelivered.ForGood(says, e) : new NotDelivered(says, e);
    }

    /** All mails about an incident stand together in a mailbox. */
    private static void thread(MimeMessage mail, Notification one) throws MessagingException {
        if (one.facts() != null) {
            String root = "<" + one.facts().incident() + "@tillwatch>";
            mail.setHeader("In-Reply-To", root);
            mail.setHeader("References", root);
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** Keeps its own Message-ID, where the library would make a new one for each attempt. */
    private static final class KnownMessage extends MimeMessage {
        private final String id;

        KnownMessage(@Nullable Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@tillwatch>");
        }
    }
}
