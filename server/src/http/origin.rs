//! Prevents cross-site requests (ASVS 3.5.1): only the console's own pages can change something.

use super::answer;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Request, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Refuses a change unless `Origin` is the console's or, if the browser leaves it out, `Sec-Fetch-Site` is same-origin.
pub async fn check(State(app): State<Arc<AppState>>, request: Request<Body>, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if !safe && !is_ours(request.headers(), &app.config.origin()) {
        return answer::bare(403, "cross_site");
    }
    next.run(request).await
}

fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    let site = text("sec-fetch-site");
    if site.is_some_and(|s| s != "same-origin") {
        return false;
    }
    match text(header::ORIGIN.as_str()) {
        Some(sent) => same_origin(sent, origin),
        None => site == Some("same-origin"),
    }
}

/// True for the same scheme, host and port. On this machine `localhost` and `127.0.0.1` count as one host.
fn same_origin(sent: &str, ours: &str) -> bool {
    let plain = |o: &str| o.replacen("http://localhost", "http://127.0.0.1", 1);
    plain(sent) == plain(ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        let ours = "https://console.example.jp";
        let ok = |pairs: &[(&'static str, &'static str)]| is_ours(&headers(pairs), ours);
        assert!(ok(&[("origin", ours)]));
        assert!(ok(&[("sec-fetch-site", "same-origin")]));
        assert!(!ok(&[]));
        assert!(!ok(&[("origin", "null")]));
        assert!(!ok(&[("origin", "https://evil.example")]));
        assert!(!ok(&[("origin", "https://console.example.jp.evil.example")]));
        assert!(!ok(&[("origin", ours), ("sec-fetch-site", "cross-site")]));
        assert!(!ok(&[("sec-fetch-site", "same-site")]));
    }
}
