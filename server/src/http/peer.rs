//! Where a request really comes from. What a forwarding header says counts only from a proxy that the configuration
//! names; where the console is reached over TLS, nothing else gets any content (SL-17, ASVS 4.1.3).

use super::knock::RequestMarks;
use crate::app_state::App;
use crate::certificates::read;
use crate::config::Config;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_server::tls::TlsInfo;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// The client's address, for everything that looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub IpAddr);

/// The client's certificate (DER), as whoever speaks TLS has seen it: the proxy in front, or the console itself.
#[derive(Clone, Debug)]
pub struct Certificate(pub Vec<u8>);

/// Finds out who the client is, and refuses what did not come over TLS.
pub async fn identify(State(app): State<Arc<App>>, mut request: Request<Body>, next: Next) -> Response {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>().copied() else {
        return (StatusCode::INTERNAL_SERVER_ERROR, "internal").into_response();
    };
    let marks = request.extensions().get::<RequestMarks>().cloned().unwrap_or_default();
    let tls = request.extensions().get::<Arc<TlsInfo>>().cloned();
    let trusted = app.config.trusts(peer.ip());
    let client = if trusted { client(&app.config, peer.ip(), request.headers()) } else { peer.ip() };
    let client = client.to_canonical();
    let _ = marks.from.set(client);
    let said = if trusted { said_scheme(request.headers()) } else { None };
    if app.config.is_https() && !said.map_or(tls.is_some(), |scheme| scheme.eq_ignore_ascii_case("https")) {
        return (StatusCode::FORBIDDEN, "https_required").into_response();
    }
    request.extensions_mut().insert(Client(client));
    if let Some(certificate) = certificate(&app.config, trusted, request.headers(), tls.as_deref()) {
        request.extensions_mut().insert(certificate);
    }
    next.run(request).await
}

/// The proxy writes the header anew for each request, so what stands there is its own; more than one is somebody's doing.
/// Whoever comes directly has shown their certificate in the handshake, and proved its key.
fn certificate(config: &Config, trusted: bool, headers: &HeaderMap, tls: Option<&TlsInfo>) -> Option<Certificate> {
    let Some(name) = config.client_certificate_header.as_deref().filter(|_| trusted) else {
        return tls?.peer_certificates.first().cloned().map(Certificate);
    };
    let mut values = headers.get_all(name).iter();
    let value = values.next().filter(|_| values.next().is_none())?;
    read::der_of_header(value.to_str().ok()?).map(Certificate)
}

/// What the nearest proxy says of its own client's connection.
fn said_scheme(headers: &HeaderMap) -> Option<String> {
    last(headers, "x-forwarded-proto")
}

/// The nearest address of the chain that is none of our proxies: what stands further away, the client may have written.
fn client(config: &Config, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let mut nearest = peer;
    for part in parts(headers, "x-forwarded-for").into_iter().rev() {
        let Ok(ip) = part.parse::<IpAddr>() else { return nearest };
        nearest = ip;
        if !config.trusts(ip) {
            break;
        }
    }
    nearest
}

fn last(headers: &HeaderMap, name: &str) -> Option<String> {
    parts(headers, name).pop()
}

fn parts(headers: &HeaderMap, name: &str) -> Vec<String> {
    let values = headers.get_all(name).iter().filter_map(|v| v.to_str().ok());
    values.flat_map(|v| v.split(',')).map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spoofed_forwarding_header_changes_nothing() {
        let config = Config { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()], ..Config::default() };
        let seen = |forwarded: &[&str]| {
            let headers = forwarded.iter().map(|v| ("x-forwarded-for".parse().unwrap(), v.parse().unwrap())).collect();
            client(&config, "10.0.0.1".parse().unwrap(), &headers).to_string()
        };
        assert_eq!(seen(&[]), "10.0.0.1");
        assert_eq!(seen(&["203.0.113.5"]), "203.0.113.5");
        assert_eq!(seen(&["192.0.2.66, 203.0.113.5"]), "203.0.113.5", "the first one is the client's own invention");
        assert_eq!(seen(&["192.0.2.66", "203.0.113.5, 10.0.0.2"]), "203.0.113.5");
        assert_eq!(seen(&["192.0.2.66, nonsense"]), "10.0.0.1");
    }
}
