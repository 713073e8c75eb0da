//! Determines the client of a request. Forwarding headers count only from configured proxies. If the console is reached
//! over TLS, a request without TLS gets no content (SL-17, ASVS 4.1.3). If a proxy forwards something that is not an
//! address, the request is refused: otherwise its client would share the proxy's address, with its limits, its networks
//! and its log entries.

use super::answer;
use super::context::RequestContext;
use super::forwarded::{self, ForwardedFor};
use super::listen::{ClientTls, Clients};
use crate::base::printable;
use crate::seal::x509;
use crate::state::AppState;
use crate::state::config::Config;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The client's address.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub IpAddr);

/// The client's certificate (DER), as checked by the TLS server: the proxy in front, or the console itself.
#[derive(Clone, Debug)]
pub struct PeerCertificate(pub Vec<u8>);

/// Identifies the client. Refuses requests that did not use TLS, and clients with too many parallel requests.
pub async fn identify(State(app): State<Arc<AppState>>, mut request: Request<Body>, next: Next) -> Response {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>().copied() else {
        return (StatusCode::INTERNAL_SERVER_ERROR, "internal").into_response();
    };
    let context = request.extensions().get::<RequestContext>().cloned().unwrap_or_default();
    let tls = request.extensions().get::<Arc<ClientTls>>().cloned();
    let trusted = app.config.trusts(peer.ip());
    let client = match if trusted { forwarded::client(&app.config, request.headers()) } else { ForwardedFor::Nothing } {
        ForwardedFor::Address(client) => client,
        ForwardedFor::Nothing => peer.ip().to_canonical(),
        ForwardedFor::Unreadable(text) => {
            static WARNED: AtomicBool = AtomicBool::new(false);
            let _ = context.from.set(peer.ip().to_canonical());
            warn_once(&WARNED, peer.ip(), &text, "names no address: such requests are refused");
            return answer::bare(400, "forwarded_for_unreadable");
        }
    };
    let _ = context.from.set(client);
    let said = if trusted { forwarded::scheme(request.headers()) } else { None };
    if said.is_some() && client == peer.ip().to_canonical() {
        static WARNED: AtomicBool = AtomicBool::new(false);
        warn_once(&WARNED, peer.ip(), "", "is not there: everybody who comes through the proxy counts as the proxy");
    }
    if app.config.is_https() && !said.map_or(tls.is_some(), |scheme| scheme.eq_ignore_ascii_case("https")) {
        return (StatusCode::FORBIDDEN, "https_required").into_response();
    }
    let clients = request.extensions().get::<Clients>().filter(|_| trusted && !app.config.trusts(client));
    let under_way = clients.map(|clients| clients.enter(client));
    if matches!(under_way, Some(None)) {
        return answer::bare(429, "too_many_at_once");
    }
    request.extensions_mut().insert(Client(client));
    if let Some(certificate) = certificate(&app.config, trusted, request.headers(), tls.as_deref()) {
        request.extensions_mut().insert(certificate);
    }
    next.run(request).await
}

/// The client's certificate. The proxy overwrites the header on each request, so a second value means tampering. A
/// direct client has shown its certificate in the handshake and proved its key.
fn certificate(
    config: &Config,
    trusted: bool,
    headers: &HeaderMap,
    tls: Option<&ClientTls>,
) -> Option<PeerCertificate> {
    let Some(name) = config.client_certificate_header.as_deref().filter(|_| trusted) else {
        return tls?.peer_certificates.first().map(|shown| PeerCertificate(shown.to_vec()));
    };
    let mut values = headers.get_all(name).iter();
    let value = values.next().filter(|_| values.next().is_none())?;
    x509::der_of_header(value.to_str().ok()?).map(PeerCertificate)
}

/// Warns once instead of on each request: the cause is a setting of the proxy, and strangers can trigger it.
fn warn_once(warned: &AtomicBool, proxy: IpAddr, said: &str, what: &str) {
    if !warned.swap(true, Ordering::Relaxed) {
        let said = printable(said, 100);
        tracing::warn!(%proxy, said, "X-Forwarded-For of a trusted proxy {what}");
    }
}
