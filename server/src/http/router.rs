//! The whole console: the three tables as routes, and the layers around them in order.

use super::cookies::session_cookie;
use super::{
    access_log, assets, cookies, endpoints, headers, health, origin, pages, peer, posts, respond, shape, turns,
};
use crate::base::share::Asker;
use crate::features::{AFTER_EACH_REQUEST, ENDPOINTS};
use crate::state::AppState;
use app::permission::Access;
use app::tables;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

/// The largest body of a form. Routes that accept files have their own limits.
const BODY_LIMIT: usize = 64 * 1024;

/// The three tables, as routes.
fn routes() -> Router<Arc<AppState>> {
    let mut paths: BTreeMap<&'static str, MethodRouter<Arc<AppState>>> = BTreeMap::new();
    for route in tables::pages() {
        let handler = get(move |incoming, query| pages::answer(route, incoming, query));
        paths.insert(route.path, handler);
    }
    for route in tables::posts() {
        let handler = post(move |incoming, body| posts::answer(route, incoming, body));
        let method = paths.remove(route.path).unwrap_or_default().merge(handler);
        paths.insert(route.path, method);
    }
    let mut router = Router::new();
    for (path, method) in paths {
        router = router.route(path, method);
    }
    for page in tables::pages().filter(|page| page.access == Access::Link) {
        router =
            router.route(&format!("{}/{{token}}", page.path), get(move |incoming| pages::open_link(page, incoming)));
    }
    for endpoint in ENDPOINTS.iter().copied() {
        router = router.route(endpoint.path, get(move |incoming| endpoints::answer(endpoint, incoming)));
    }
    router
}

/// The whole console. Layers run from the last to the first, so every response gets the headers, even one made by a
/// layer. A client may take `for_body` to send the body of a request.
pub fn router(app: &Arc<AppState>, for_body: Duration) -> Router {
    let state =
        headers::HeaderState { app: app.clone(), assets: Arc::new(assets::load(app.config.site_dir.as_deref())) };
    routes()
        .fallback(pages::not_found)
        .method_not_allowed_fallback(pages::method_not_allowed)
        // Compression cannot leak a secret of a page by its length: pages contain no token, and the nonce changes with
        // each response.
        .layer(compress_pages())
        .layer(from_fn_with_state(app.clone(), turns::wait))
        .layer(from_fn_with_state(app.clone(), cookies::send_new_id))
        .layer(session_layer(app))
        .layer(from_fn_with_state(app.clone(), cookies::choose_session))
        .layer(from_fn_with_state(for_body, respond::read_body))
        .layer(from_fn_with_state(app.clone(), follow_up))
        .layer(from_fn(begin_as_stranger))
        .layer(from_fn(cookies::drop_unreadable))
        .layer(from_fn_with_state(app.clone(), origin::check))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(respond::limit_time))
        .nest_service("/assets", assets::service(app))
        .route_service("/favicon.ico", assets::favicon(app))
        .layer(from_fn_with_state(app.clone(), peer::identify))
        // Load balancers request these directly.
        .merge(health::router())
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(respond::panicked))
        .layer(from_fn(shape::one_host))
        .layer(from_fn(shape::limit_headers))
        .layer(from_fn_with_state(app.clone(), access_log::note))
        .layer(from_fn_with_state(state, headers::add))
        .with_state(app.clone())
}

/// A request counts as a stranger's until the user is recognised.
async fn begin_as_stranger(request: Request, next: Next) -> Response {
    Asker::default().does(next.run(request)).await
}

/// Runs what follows each request, before the request is answered.
async fn follow_up(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    for job in AFTER_EACH_REQUEST {
        if let Err(fault) = (job.run)(&app).await {
            tracing::error!(what = job.what, %fault, "what follows a request failed, and is tried again each minute");
        }
    }
    response
}

/// The level at which a page of 15 kB takes a third of a millisecond; the next ones take twice the time for 4 % less.
const LEVEL: CompressionLevel = CompressionLevel::Precise(5);

/// Compresses pages. Files are compressed ahead of time; downloads and streams are sent as they are.
fn compress_pages() -> CompressionLayer<impl Predicate> {
    let page = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    };
    CompressionLayer::new().quality(LEVEL).compress_when(SizeAbove::new(1024).and(page))
}

fn session_layer(app: &Arc<AppState>) -> SessionManagerLayer<crate::state::sessions::Sessions> {
    let https = app.config.is_https();
    SessionManagerLayer::new(app.sessions.clone())
        .with_name(session_cookie(app))
        .with_secure(https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd)
}
