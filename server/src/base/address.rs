//! Mail addresses: one rule for every door, so that what is stored is found again. The form
//! that is stored is folded, its domain in ASCII (IDNA, RFC 5891), its local part without needless quotation marks. Japanese
//! carriers once gave out addresses whose dots RFC 5321 allows between quotation marks alone: they are stored as people
//! write them, and mailed in quotes.

use crate::base::fold;
use app::contacts::messages as m;
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

/// As it is stored, or what is wrong with it. Whether a mail can be made out to it is not tried: files have a million of them.
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
    fn carriers_addresses_go_out_in_quotes() {
        assert_eq!(on_the_wire("taro..yamada@docomo.ne.jp"), "\"taro..yamada\"@docomo.ne.jp");
        assert_eq!(on_the_wire("a.b@example.jp"), "a.b@example.jp");
    }
}
