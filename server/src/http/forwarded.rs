//! Reads what proxies in front say about the client, in the formats that proxies use: bare addresses, addresses with a
//! port (Azure, IIS), in brackets, in quotes.

use crate::state::config::Config;
use axum::http::{HeaderMap, HeaderName};
use std::net::{IpAddr, SocketAddr};

/// The client as a trusted proxy names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ForwardedFor {
    /// The nearest address in the chain that is not a trusted proxy, or the furthest one if all are trusted. The client
    /// may have forged the addresses beyond it.
    Address(IpAddr),
    /// The proxy forwards no address, so the proxy itself is the client.
    Nothing,
    /// A trusted proxy wrote something that is not an address.
    Unreadable(String),
}

pub fn client(config: &Config, headers: &HeaderMap) -> ForwardedFor {
    let mut nearest = ForwardedFor::Nothing;
    for part in parts(headers, "x-forwarded-for").into_iter().rev() {
        let Some(ip) = address(&part) else { return ForwardedFor::Unreadable(part) };
        nearest = ForwardedFor::Address(ip);
        if !config.trusts(ip) {
            break;
        }
    }
    nearest
}

/// The scheme that the nearest proxy reports for the client's connection.
pub fn scheme(headers: &HeaderMap) -> Option<String> {
    parts(headers, "x-forwarded-proto").pop()
}

fn address(part: &str) -> Option<IpAddr> {
    let plain = part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(part);
    let bare = || plain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(plain).parse::<IpAddr>();
    let ip = bare().or_else(|_| plain.parse::<SocketAddr>().map(|with_port| with_port.ip()));
    ip.ok().map(|ip| ip.to_canonical())
}

/// The parts of a list (RFC 9110, 5.6.1), without empty ones.
fn parts(headers: &HeaderMap, name: &'static str) -> Vec<String> {
    let values = headers.get_all(HeaderName::from_static(name)).iter().map(|v| String::from_utf8_lossy(v.as_bytes()));
    let parts: Vec<String> =
        values.flat_map(|v| v.split(',').map(|p| p.trim().to_owned()).collect::<Vec<_>>()).collect();
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn seen(forwarded: &[&str]) -> ForwardedFor {
        let config = Config { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()], ..Config::default() };
        let value = |v: &&str| HeaderValue::from_bytes(v.as_bytes()).unwrap();
        let headers = forwarded.iter().map(|v| (HeaderName::from_static("x-forwarded-for"), value(v))).collect();
        client(&config, &headers)
    }

    fn is(ip: &str) -> ForwardedFor {
        ForwardedFor::Address(ip.parse().unwrap())
    }

    #[test]
    fn a_spoofed_forwarding_header_changes_nothing() {
        assert_eq!(seen(&[]), ForwardedFor::Nothing);
        assert_eq!(seen(&["203.0.113.5"]), is("203.0.113.5"));
        assert_eq!(
            seen(&["192.0.2.66, 203.0.113.5"]),
            is("203.0.113.5"),
            "the first one is the client's own invention"
        );
        assert_eq!(seen(&["192.0.2.66", "203.0.113.5, 10.0.0.2"]), is("203.0.113.5"));
        assert_eq!(seen(&["nonsense, 203.0.113.5:99, 10.0.0.2:5"]), is("203.0.113.5"));
        assert_eq!(seen(&["10.0.0.7"]), is("10.0.0.7"), "a proxy behind a proxy asks for itself");
    }

    #[test]
    fn every_shape_of_an_address_is_read() {
        for shape in ["203.0.113.5:51234", "\"203.0.113.5\"", "\"203.0.113.5:80\"", "203.0.113.5,", " 203.0.113.5 , ,"]
        {
            assert_eq!(seen(&[shape]), is("203.0.113.5"), "{shape}");
        }
        for shape in ["2001:db8::7", "[2001:db8::7]", "[2001:db8::7]:8080", "\"[2001:db8::7]:8080\"", "2001:DB8:0::7"] {
            assert_eq!(seen(&[shape]), is("2001:db8::7"), "{shape}");
        }
        assert_eq!(seen(&["[::ffff:203.0.113.5]:9"]), is("203.0.113.5"));
    }

    #[test]
    fn what_is_no_address_is_nobodys() {
        for shape in ["unknown", "_hidden", "203.0.113.5:", "203.0.113.5:x", "[2001:db8::7", "203.0.113", "山", "a b"]
        {
            assert_eq!(seen(&[shape]), ForwardedFor::Unreadable(shape.into()), "{shape}");
            assert_eq!(
                seen(&["192.0.2.66", &format!("{shape}, 10.0.0.2")]),
                ForwardedFor::Unreadable(shape.into()),
                "{shape}"
            );
        }
    }
}
