//! Refuses malformed requests: headers that are too large, or an unclear host.
//!
//! A request with both `Transfer-Encoding` and `Content-Length` never gets here. hyper reads it by the former, drops
//! the latter and closes the connection after the response, as RFC 9112 (6.1) allows, so a second request cannot hide
//! in it.

use super::answer;
use axum::body::Body;
use axum::http::uri::Authority;
use axum::http::{HeaderValue, Method, Request, Version, header};
use axum::middleware::Next;
use axum::response::Response;

/// The longest accepted address.
const LONGEST_URI: usize = 8 * 1024;
/// More than any browser sends, including the method's name.
const MOST: usize = 32 * 1024;
/// The longest name of a method that is registered (`UPDATEREDIRECTREF`, RFC 9110 16.1) has 17 letters.
const LONGEST_METHOD: usize = 24;

/// Refuses requests with more header text than any browser sends (431), or with an invalid method (501).
pub async fn limit_headers(request: Request<Body>, next: Next) -> Response {
    let method = request.method().as_str().len();
    let headers: usize = request.headers().iter().map(|(k, v)| k.as_str().len() + v.len()).sum();
    if headers + method > MOST || request.uri().path_and_query().is_some_and(|p| p.as_str().len() > LONGEST_URI) {
        return answer::bare(431, "headers_too_large");
    }
    if method > LONGEST_METHOD {
        return answer::bare(501, "method");
    }
    next.run(request).await
}

/// Requires exactly one host, otherwise 400 (RFC 9112, 3.2; RFC 9113, 8.3.1): two programs may read a request with
/// several hosts differently.
pub async fn one_host(request: Request<Body>, next: Next) -> Response {
    if names_one_host(&request) { next.run(request).await } else { answer::bare(400, "host") }
}

fn names_one_host<T>(request: &Request<T>) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (first, second) = (hosts.next(), hosts.next());
    let named = first.map(read);
    // HTTP/2 sends the host in `:authority`, and HTTP/1.0 had no host.
    let authority = request.uri().authority().filter(|_| request.version() >= Version::HTTP_2);
    match (named, authority) {
        _ if second.is_some() => false,
        (Some(None), _) => false,
        (Some(Some(named)), Some(authority)) => named == *authority,
        (Some(Some(_)), None) | (None, Some(_)) => true,
        (None, None) => request.version() < Version::HTTP_11,
    }
}

fn read(value: &HeaderValue) -> Option<Authority> {
    let host: Authority = value.to_str().ok()?.parse().ok()?;
    (!host.as_str().contains('@')).then_some(host)
}

/// The method's name for the access log. It never contains a name made up by a stranger.
pub fn known(method: &Method) -> &str {
    const KNOWN: [Method; 9] = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
        Method::CONNECT,
    ];
    if KNOWN.contains(method) { method.as_str() } else { "other" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(version: Version, uri: &str, hosts: &[&str]) -> bool {
        let mut request = Request::builder().version(version).uri(uri);
        for host in hosts {
            request = request.header(header::HOST, *host);
        }
        names_one_host(&request.body(()).unwrap())
    }

    #[test]
    fn a_request_is_for_one_host() {
        let (h10, h11, h2) = (Version::HTTP_10, Version::HTTP_11, Version::HTTP_2);
        assert!(one(h11, "/", &["console.example.jp"]) && one(h11, "/", &["[::1]:3000"]) && one(h10, "/", &[]));
        assert!(
            !one(h11, "/", &[])
                && !one(h11, "/", &["a", "b"])
                && !one(h11, "/", &["a", "a"])
                && !one(h10, "/", &["a", "a"])
        );
        assert!(
            !one(h11, "/", &[""]) && !one(h11, "/", &["a b"]) && !one(h11, "/", &["u@a"]) && !one(h11, "/", &["a/b"])
        );
        assert!(one(h2, "https://a/", &[]) && one(h2, "https://a/", &["a"]) && one(h2, "/", &["a"]));
        assert!(!one(h2, "https://a/", &["b"]) && !one(h2, "/", &[]));
    }

    #[test]
    fn made_up_methods_have_no_name() {
        assert_eq!(known(&Method::GET), "GET");
        assert_eq!(known(&Method::from_bytes(b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap()), "other");
    }
}
