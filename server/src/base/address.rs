//! Mail addresses. Every part of the console reads an address by the same rule, so that a stored address is found
//! again. The stored form is folded: the domain in ASCII (IDNA, RFC 5891), the local part without needless quotation
//! marks. Japanese carriers once gave out addresses with dots that RFC 5321 allows only between quotation marks. Such
//! an address is stored as people write it, and mailed in quotes.

use crate::base::fold;
use app::contacts::messages as m;
use app::text::Text;

/// Domains whose addresses may have two dots in a row, or a dot at the start or end of the local part.
const CARRIERS: [&str; 4] = ["docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "vodafone.ne.jp"];
/// Length limits: RFC 5321, 4.5.3.1, and the longest path that leaves room for both parts.
const LOCAL: usize = 64;
const WHOLE: usize = 254;

/// Folds an address to the form that is stored and looked up. Accepts any text.
pub fn folded(typed: &str) -> String {
    let email = fold::email(typed);
    match email.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{}", unquoted(local), ascii(domain)),
        None => email,
    }
}

/// Returns the stored form of an address, or says what is wrong with it. Does not build a mail to it, because a file
/// may hold a million addresses.
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

/// The address as it is sent to a mail server (RFC 5321): in quotes where the dots need them.
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

/// Characters allowed in a local part without quotes (RFC 5322, `atext`), and dots.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

fn has_odd_dots(local: &str) -> bool {
    local.starts_with('.') || local.ends_with('.') || local.contains("..")
}

/// Removes quotation marks that have no effect, so that one mailbox has one address.
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
    fn carriers_addresses_go_out_in_quotes() {
        assert_eq!(on_the_wire("taro..yamada@docomo.ne.jp"), "\"taro..yamada\"@docomo.ne.jp");
        assert_eq!(on_the_wire("a.b@example.jp"), "a.b@example.jp");
    }
}
