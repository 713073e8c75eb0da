//! Reads certificates, pasted by people or forwarded by a proxy in front.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::{DateTime, Utc};
use percent_encoding::percent_decode_str;
use ring::digest::{SHA256, digest};
use x509_parser::prelude::{FromDer, X509Certificate};

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// The facts of a certificate that the console uses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    pub fingerprint: Vec<u8>,
    pub subject: String,
    pub issuer: String,
    pub not_before: DateTime<Utc>,
    pub not_after: DateTime<Utc>,
}

/// The id of a certificate: SHA-256 of its DER.
pub fn fingerprint(der: &[u8]) -> Vec<u8> {
    digest(&SHA256, der).as_ref().to_vec()
}

/// Reads one certificate in PEM, with any line ends.
pub fn der_of_pem(text: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once(BEGIN)?;
    let (body, rest) = rest.split_once(END)?;
    if rest.contains(BEGIN) {
        return None;
    }
    let body: String = body.chars().filter(|c| !c.is_whitespace()).collect();
    BASE64.decode(body).ok()
}

/// Reads the value of a proxy's header: a byte sequence (RFC 9440 `Client-Cert`), or percent-encoded PEM (nginx
/// `$ssl_client_escaped_cert`).
pub fn der_of_header(value: &str) -> Option<Vec<u8>> {
    if let Some(body) = value.strip_prefix(':').and_then(|rest| rest.strip_suffix(':')) {
        return BASE64.decode(body).ok();
    }
    // Decodes percent signs only, because a plus is part of base64.
    der_of_pem(&percent_decode_str(value).decode_utf8().ok()?)
}

/// Reads a certificate. Returns `None` if it is not a complete X.509 certificate (RFC 5280).
pub fn facts(der: &[u8]) -> Option<Facts> {
    let (rest, certificate) = X509Certificate::from_der(der).ok()?;
    if !rest.is_empty() {
        return None;
    }
    let time = |seconds| DateTime::from_timestamp(seconds, 0);
    let validity = certificate.validity();
    let words = |name: String| crate::base::printable(&name, 200);
    Some(Facts {
        fingerprint: fingerprint(der),
        subject: words(certificate.subject().to_string()),
        issuer: words(certificate.issuer().to_string()),
        not_before: time(validity.not_before.timestamp())?,
        not_after: time(validity.not_after.timestamp())?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_telling_are_read() {
        let pem = format!("{BEGIN}\nAQID\nBA+/\n{END}\n");
        let der = vec![1, 2, 3, 4, 15, 191];
        assert_eq!(der_of_pem(&pem), Some(der.clone()));
        assert_eq!(der_of_header(":AQIDBA+/:"), Some(der.clone()));
        let escaped = pem.replace('\n', "%0A").replace(' ', "%20").replace('/', "%2F").replace('+', "%2B");
        assert_eq!(der_of_header(&escaped), Some(der));
        for nonsense in ["", ":", "::x:", "%", "%zz", BEGIN, "-----BEGIN CERTIFICATE-----!-----END CERTIFICATE-----"] {
            assert!(der_of_header(nonsense).is_none_or(|der| facts(&der).is_none()), "{nonsense}");
        }
        assert_eq!(der_of_pem(&format!("{pem}{pem}")), None, "one at a time");
        assert_eq!(facts(&[1, 2, 3]), None);
    }
}
