//! Mail addresses: one rule for every door, so that what is taken can be mailed and what is stored is found again. The form
//! that is stored is folded, its domain in ASCII (IDNA, RFC 5891), its local part without needless quotation marks. Japanese
//! carriers once gave out addresses whose dots RFC 5321 allows between quotation marks alone: they are stored as people
//! write them, and mailed in quotes.

use crate::{fold, mail};
use app::contacts::messages as m;
use app::error::Refusals;
use app::text::Text;

/// Whose addresses may have dots beside each other and at the ends.
const CARRIERS: [&str; 4] = ["docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "vodafone.ne.jp"];
/// RFC 5321, 4.5.3.1, and the longest path that leaves room for both.
const LOCAL: usize = 64;
const WHOLE: usize = 254;

/// As it is stored and looked up, whatever was typed: nothing is refused.
pub fn folded(typed: &str) -> String {
    let email = fold::email(typed);
    match email.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{}", unquoted(local), ascii(domain)),
        None => email,
    }
}

/// As it is stored, if mails can be sent to it; else what is wrong with it.
pub fn read(typed: &str) -> Result<String, Text> {
    spelled(typed).and_then(|email| if mail::can_go_to(&email) { Ok(email) } else { Err(m::EMAIL_WRONG) })
}

/// As [`read`], at the field of a form: what is wrong with it stands among the refusals.
pub fn required(typed: &str, refusals: &mut Refusals) -> String {
    if typed.trim().is_empty() {
        refusals.add("email", m::EMAIL_MISSING);
        return String::new();
    }
    read(typed).unwrap_or_else(|words| {
        refusals.add("email", words);
        String::new()
    })
}

/// As [`read`], without making out a mail to try it: for files with a million addresses.
pub fn spelled(typed: &str) -> Result<String, Text> {
    if typed.trim().chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(m::EMAIL_SPACE);
    }
    let email = folded(typed);
    let (local, domain) = email.rsplit_once('@').ok_or(m::EMAIL_WRONG)?;
    check_domain(domain)?;
    check_local(local, domain)?;
    if email.len() > WHOLE { Err(m::EMAIL_WRONG) } else { Ok(email) }
}

/// As a server is told (RFC 5321): in quotes where dots stand as only they allow.
pub fn on_the_wire(email: &str) -> String {
    match email.rsplit_once('@') {
        Some((local, domain)) if has_odd_dots(local) => format!("\"{local}\"@{domain}"),
        _ => email.to_owned(),
    }
}

fn check_domain(domain: &str) -> Result<(), Text> {
    if domain.starts_with('[') || domain.parse::<std::net::IpAddr>().is_ok() {
        return Err(m::EMAIL_LITERAL);
    }
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    let named = top.bytes().any(|b| b.is_ascii_alphabetic());
    let good = domain.contains('.') && named && domain.split('.').all(label);
    if good { Ok(()) } else { Err(m::EMAIL_WRONG) }
}

fn check_local(local: &str, domain: &str) -> Result<(), Text> {
    if !local.is_ascii() {
        return Err(m::EMAIL_LOCAL);
    }
    if local.starts_with('"') {
        return Err(m::EMAIL_QUOTED);
    }
    if !(1..=LOCAL).contains(&local.len()) || !local.chars().all(is_plain) {
        return Err(m::EMAIL_WRONG);
    }
    if has_odd_dots(local) && !CARRIERS.contains(&domain) {
        return Err(m::EMAIL_DOTS);
    }
    Ok(())
}

/// What stands in a local part without quotes (RFC 5322, `atext`), and dots.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

fn has_odd_dots(local: &str) -> bool {
    local.starts_with('.') || local.ends_with('.') || local.contains("..")
}

/// Without quotation marks that say nothing, so that one mailbox is one address.
pub fn unquoted(local: &str) -> &str {
    let inner = local.strip_prefix('"').and_then(|local| local.strip_suffix('"'));
    inner.filter(|inner| !inner.is_empty() && inner.chars().all(is_plain)).unwrap_or(local)
}

fn ascii(domain: &str) -> String {
    if domain.is_ascii() {
        return domain.to_owned();
    }
    idna::domain_to_ascii_strict(domain).unwrap_or_else(|_| domain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mailbox_is_stored_in_one_form() {
        for (typed, stored) in [
            (" Taro.Yamada@Example.JP ", "taro.yamada@example.jp"),
            ("ｔａｒｏ＠example.jp", "taro@example.jp"),
            ("taro..yamada@docomo.ne.jp", "taro..yamada@docomo.ne.jp"),
            ("\"taro..yamada\"@docomo.ne.jp", "taro..yamada@docomo.ne.jp"),
            ("hanako.@ezweb.ne.jp", "hanako.@ezweb.ne.jp"),
            ("\"taro\"@example.jp", "taro@example.jp"),
            ("user@例え.jp", "user@xn--r8jz45g.jp"),
            ("user@xn--r8jz45g.jp", "user@xn--r8jz45g.jp"),
            ("o'brien+x@example.co.jp", "o'brien+x@example.co.jp"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(stored), "{typed}");
            assert_eq!(folded(typed), stored);
        }
    }

    #[test]
    fn what_cannot_be_mailed_is_refused() {
        for bad in [
            "",
            "nobody",
            "@example.jp",
            "a@",
            "x@y",
            "a@b@c.jp",
            "x@example.jp.",
            "x@.jp",
            "x@exam_ple.jp",
            "x@-a.jp",
            "a b@example.jp",
            "a@exa mple.jp",
            "a\u{3000}b@example.jp",
            "a@example.jp\r\nBcc: b@example.jp",
            "user@[192.0.2.1]",
            "user@192.0.2.1",
            "user@[IPv6:2001:db8::1]",
            "ユーザー@example.jp",
            "taro..yamada@example.jp",
            ".a@example.jp",
            "\"a b\"@docomo.ne.jp",
            "\"a\\\"b\"@docomo.ne.jp",
            "a,b@example.jp",
            "a@example.123",
        ] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
        assert!(read(&format!("{}@example.jp", "a".repeat(65))).is_err());
        assert!(read(&format!("a@{}.jp", "a".repeat(64))).is_err());
    }

    #[test]
    fn carriers_addresses_go_out_in_quotes() {
        assert_eq!(on_the_wire("taro..yamada@docomo.ne.jp"), "\"taro..yamada\"@docomo.ne.jp");
        assert_eq!(on_the_wire("a.b@example.jp"), "a.b@example.jp");
    }
}
