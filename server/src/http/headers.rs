//! Headers of every response: what the browser may load, store and send. They contain no product names or versions
//! (SL-19).

use super::bare;
use super::context::RequestContext;
use crate::state::AppState;
use app::page::Assets;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::sync::Arc;

/// What the headers are made from.
#[derive(Clone)]
pub struct HeaderState {
    pub app: Arc<AppState>,
    pub assets: Arc<Assets>,
}

/// Gives the request an id and a nonce, and adds the headers to its response.
pub async fn add(State(state): State<HeaderState>, mut request: Request<Body>, next: Next) -> Response {
    let HeaderState { app, assets } = state;
    let mut random = [0; 28];
    app.rng.fill(&mut random);
    let (request_id, nonce) = (URL_SAFE_NO_PAD.encode(&random[..12]), STANDARD.encode(&random[12..]));
    let context = RequestContext { request_id, nonce, assets, ..RequestContext::default() };
    let asset = request.uri().path().starts_with("/assets/");
    request.extensions_mut().insert(context.clone());
    let person = bare::asks_for_a_page(request.headers());
    let mut response = next.run(request).await;
    if person {
        response = bare::replace_by_page(response, &context);
    }
    let found = response.status().is_success() || response.status().as_u16() == 304;
    let hsts = app.config.is_https().then(|| app.transport().hsts_days);
    set(response.headers_mut(), &context, asset && found, hsts);
    response
}

fn set(headers: &mut HeaderMap, context: &RequestContext, asset: bool, hsts_days: Option<u32>) {
    // A file runs nothing. A nonce in a response that browsers cache for a year would protect nothing.
    let file = "default-src 'none'; frame-ancestors 'none'";
    let page = format!(
        "default-src 'none'; script-src 'nonce-{}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; object-src 'none'",
        context.nonce
    );
    put_new(headers, header::CONTENT_SECURITY_POLICY, if asset { file } else { &page });
    put(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(headers, HeaderName::from_static("x-request-id"), &context.request_id);
    if !asset {
        set_for_pages(headers);
    }
    if let Some(days) = hsts_days {
        let seconds = u64::from(days) * 24 * 3600;
        put(headers, header::STRICT_TRANSPORT_SECURITY, &format!("max-age={seconds}; includeSubDomains"));
    }
    if asset {
        put(headers, header::CACHE_CONTROL, "public, max-age=31536000, immutable");
        put(headers, header::VARY, "accept-encoding");
    } else {
        put(headers, header::CACHE_CONTROL, "no-store");
        put(headers, header::VARY, "accept-language, cookie, sec-ch-ua-mobile, user-agent");
    }
    headers.remove(header::SERVER);
}

/// Headers for responses that are displayed, follow links or use devices.
fn set_for_pages(headers: &mut HeaderMap) {
    put(headers, header::X_FRAME_OPTIONS, "DENY");
    // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
    put(headers, header::REFERRER_POLICY, "same-origin");
    put(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(headers, HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Sets a header unless it is set already; a download sets a stricter policy itself.
fn put_new(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if !headers.contains_key(&name) {
        put(headers, name, value);
    }
}
