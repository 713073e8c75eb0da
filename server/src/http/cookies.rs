//! Cookies that are not ours. Another application on a parent domain may set one in any encoding; it stands in the same
//! header as our own, and must not take them with it.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use axum::middleware::Next;
use axum::response::Response;

/// Takes out what no program can read (RFC 6265, 4.1.1: a cookie is plain ASCII), before anybody looks for a session.
pub async fn drop_unreadable(mut request: Request<Body>, next: Next) -> Response {
    clean(request.headers_mut());
    next.run(request).await
}

fn clean(headers: &mut HeaderMap) {
    let readable = |value: &HeaderValue| value.to_str().is_ok();
    if headers.get_all(header::COOKIE).iter().all(readable) {
        return;
    }
    let sent: Vec<HeaderValue> = headers.get_all(header::COOKIE).iter().cloned().collect();
    headers.remove(header::COOKIE);
    for value in sent {
        let pairs = value.as_bytes().split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
        let pairs: Vec<&[u8]> = pairs.filter(|pair| pair.is_ascii()).collect();
        if let Ok(value) = HeaderValue::from_bytes(&pairs.join(&b"; "[..])) {
            headers.append(header::COOKIE, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(values: &[&[u8]]) -> Vec<String> {
        let value = |v: &&[u8]| HeaderValue::from_bytes(v).unwrap();
        let mut headers: HeaderMap = values.iter().map(|v| (header::COOKIE, value(v))).collect();
        clean(&mut headers);
        headers.get_all(header::COOKIE).iter().map(|v| v.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn only_the_unreadable_pair_goes() {
        // 山田 in CP932, é in Latin-1, 山 in UTF-8.
        assert_eq!(cleaned(&[b"user=\x8eR\x93c; sekisho=abc; x=\xe9"]), ["sekisho=abc"]);
        assert_eq!(cleaned(&[b"user=\x8eR\x93c", b"sekisho=abc; lang=en"]), ["", "sekisho=abc; lang=en"]);
        assert_eq!(cleaned(&["a=山;sekisho=abc".as_bytes()]), ["sekisho=abc"]);
        assert_eq!(cleaned(&[b"a={\"b\":1}; c; =d"]), ["a={\"b\":1}; c; =d"], "what can be read stays as it is");
    }
}
