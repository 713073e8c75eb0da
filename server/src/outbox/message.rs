//! Builds the outgoing mail (RFC 5322): text and HTML of one letter. Addresses and subject use the types of the mail
//! library, so that no value can end a header early (ASVS 1.3.11).

use super::letter::{Footer, Letter};
use crate::base::address;
use app::text::{Lang, Text};
use chrono::{DateTime, Utc};
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use uuid::Uuid;

/// The parts of a mail.
pub struct MailParts<'a> {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub from: &'a Mailbox,
    pub to: &'a str,
    pub lang: Lang,
    pub letter: &'a Letter,
    pub footer: &'a Footer,
}

/// The `Message-ID`. It is the same at each try.
pub fn id(mail: Uuid, from: &Mailbox) -> String {
    format!("<{mail}@{}>", from.email.domain())
}

/// The subject, with the name of the service before it: people see from whom it is before they open it.
fn subject(parts: &MailParts<'_>) -> String {
    const OF_SERVICE: Text = Text::new("【{service}】{subject}", "[{service}] {subject}");
    let subject = parts.letter.subject.of(parts.lang);
    OF_SERVICE.with(&[("service", &parts.footer.service), ("subject", &subject)]).of(parts.lang).to_owned()
}

/// Builds the mail. Returns `None` if the address is not a mail address.
pub fn build(parts: &MailParts<'_>) -> Option<Message> {
    let to: Address = address::on_the_wire(parts.to).parse().ok()?;
    // The envelope is set here, because the library misreads a quoted local part of a header.
    let envelope = Envelope::new(Some(parts.from.email.clone()), vec![to.clone()]).ok()?;
    let id = id(parts.id, parts.from);
    let body = MultiPart::alternative_plain_html(
        parts.letter.plain(parts.lang, parts.footer),
        parts.letter.html(parts.lang, parts.footer),
    );
    let header = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    Message::builder()
        .envelope(envelope)
        .from(parts.from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject(parts))
        .date(parts.at.into())
        .message_id(Some(id))
        // Asks for no out-of-office answers (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", parts.lang.tag()))
        .multipart(body)
        .ok()
}

/// True if a mail can be addressed to it. Checked once when the address is typed, so that no mail fails later.
pub fn can_go_to(address: &str) -> bool {
    let letter = Letter::new(Text::new("", ""));
    let footer = Footer { service: String::new(), console: String::new(), support: None };
    let Ok(from) = "no-reply@example.jp".parse() else { return false };
    let (id, at) = (Uuid::nil(), DateTime::UNIX_EPOCH);
    build(&MailParts { id, at, from: &from, to: address, lang: Lang::Ja, letter: &letter, footer: &footer }).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::text::Words;

    fn written(to: &str, subject: Words) -> Option<String> {
        let mut letter = Letter::new(Text::new("", "")).text(Text::new("本文", "Text"));
        letter.subject = subject;
        let footer = Footer { service: "関所".into(), console: "https://console.example.jp".into(), support: None };
        let from = "Sekisho <no-reply@example.jp>".parse().unwrap();
        let at = "2026-11-24T00:00:00Z".parse().unwrap();
        let parts =
            MailParts { id: Uuid::nil(), at, from: &from, to, lang: Lang::Ja, letter: &letter, footer: &footer };
        build(&parts).map(|message| String::from_utf8(message.formatted()).unwrap())
    }

    #[test]
    fn nothing_ends_a_header() {
        let text = written("a@example.jp", Words::same("hello\r\nBcc: evil@example.org\r\n\r\nbody")).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap();
        assert!(!head.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{head}");
        for bad in ["a@example.jp\r\nBcc: evil@example.org", "a@example.jp, evil@example.org", "a", "a@\n"] {
            assert_eq!(written(bad, Words::same("x")), None, "{bad:?}");
        }
    }

    #[test]
    fn the_subject_names_the_service() {
        let text = written("a@example.jp", Words::same("件名")).unwrap();
        let mail = mail_parser::MessageParser::default().parse(text.as_bytes()).unwrap();
        assert_eq!(mail.subject(), Some("【関所】件名"));
    }

    #[test]
    fn carriers_addresses_go_out_in_quotes() {
        let text = written("taro..yamada@docomo.ne.jp", Words::same("x")).unwrap();
        assert!(text.contains("To: \"taro..yamada\"@docomo.ne.jp\r\n"), "{text}");
        for bad in ["user@[192.0.2.1]\r\n", "ユーザー@", "a b@example.jp"] {
            assert!(!can_go_to(bad), "{bad}");
        }
    }

    #[test]
    fn the_id_is_the_same_at_each_try() {
        let line = |text: String| text.lines().find(|l| l.starts_with("Message-ID")).map(ToOwned::to_owned);
        let both = [(); 2].map(|()| line(written("a@example.jp", Words::same("件名")).unwrap()));
        assert_eq!(both[0], both[1]);
        assert_eq!(both[0].as_deref(), Some("Message-ID: <00000000-0000-0000-0000-000000000000@example.jp>"));
    }
}
