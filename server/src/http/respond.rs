//! Responses: pages, errors, redirects. An error says what to do and shows a number to quote, but not the cause.

use super::answer::{bare, page};
use super::incoming::Incoming;
use crate::outbox::recipients;
use app::account::api::OWN_ACCOUNT;
use app::error::AppError;
use app::paths::page_path;
use app::shell;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, State};
use axum::http::{HeaderValue, Request, Response as HttpResponse, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::time::Duration;

/// An error as a page. Users who must sign in, change their password or set up a second step are redirected there.
pub async fn error(error: &AppError, incoming: &Incoming) -> Response {
    let here = incoming.call.here.as_str();
    let page = page_of(here);
    error_from(error, incoming, Some(page.as_str()).filter(|page| *page != here)).await
}

/// An error as a page, with the page that led to it, such as that of a form. If a record is altered, that page says what can
/// be done with it.
pub async fn error_from(error: &AppError, incoming: &Incoming, page_before: Option<&str>) -> Response {
    match error {
        AppError::SignedOut => return sign_in_first(&incoming.call.here, incoming.session_ended(), incoming),
        AppError::PasswordChangeFirst => return see_other("/account/password", incoming),
        AppError::EnrolFirst => return see_other("/account/two-step", incoming),
        AppError::ProveFirst => return prove_first(&incoming.call.here, incoming),
        _ => {}
    }
    let signed_in =
        incoming.call.request.signed_in().is_ok_and(|me| !me.must_change_password() && !me.must_enrol && !me.elsewhere);
    let frame = incoming.frame(None).await;
    let is_altered = signed_in && matches!(error, AppError::Altered | AppError::Unreadable);
    let before = page_before.and_then(page_path).filter(|_| is_altered);
    let id = &incoming.context.request_id;
    let view = match owners(error, incoming).await {
        Some(owners) if signed_in => shell::forbidden_page(id, owners),
        _ => shell::error_page(error, id, signed_in, before),
    };
    let mut response = page(error.status(), frame, view, false);
    if let AppError::TooMany { retry_after } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*retry_after));
    }
    if *error == AppError::NoRoom {
        incoming.call.request.app.storage.room.ran_out(incoming.call.request.app.clock.now());
    }
    if *error == AppError::Busy {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(5));
    }
    response
}

/// The names of the owners of the member's own company, if a permission is missing: they can give it. If they cannot be
/// read, the page does without them.
async fn owners(error: &AppError, incoming: &Incoming) -> Option<Vec<String>> {
    let request = &incoming.call.request;
    let is_member = *error == AppError::Forbidden && request.signed_in().is_ok_and(|me| !me.role.is_staff());
    let read = if is_member { request.read(OWN_ACCOUNT).await.ok()? } else { return None };
    let owners = recipients::owners(&read, read.tenant()).await.ok()?;
    Some(owners.into_iter().map(|owner| owner.name).collect())
}

/// Redirects to the sign-in page, and after sign-in back to a page. Tells a user whose session has ended.
pub fn sign_in_first(return_to: &str, ended: bool, incoming: &Incoming) -> Response {
    let (page, mut query) = (page_of(return_to), Vec::new());
    if let Some(page) = page_path(&page).filter(|page| *page != "/") {
        query.push(("return_to", page.to_owned()));
    }
    if ended {
        query.push(("ended", incoming.call.request.ended()));
    }
    let query = serde_html_form::to_string(query).unwrap_or_default();
    let to = if query.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?{query}") };
    see_other(&to, incoming)
}

/// Redirects to step-up, and from there back. For a file it returns to the page of the file, because a file is not a
/// page.
fn prove_first(return_to: &str, incoming: &Incoming) -> Response {
    let query = serde_html_form::to_string([("return_to", page_of(return_to))]).unwrap_or_default();
    see_other(&format!("/account/prove?{query}"), incoming)
}

/// The page that offers a file, with the same filter.
fn page_of(address: &str) -> String {
    let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
    let page = path.strip_suffix("/file").or(path.strip_suffix("/manifest")).unwrap_or(path);
    query.map_or_else(|| page.to_owned(), |query| format!("{page}?{query}"))
}

/// Redirects after a post (303).
pub fn see_other(to: &str, incoming: &Incoming) -> Response {
    let location = app::error::local_path(to).and_then(|p| HeaderValue::from_str(p).ok());
    let location = location.unwrap_or_else(|| HeaderValue::from_static("/"));
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, location);
    with_cookies(response, incoming)
}

/// Adds the cookies that the use case and its answer set, each once.
pub fn with_cookies(mut response: Response, incoming: &Incoming) -> Response {
    for cookie in incoming.take_cookies() {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// Handles a panic: the process goes on, and the user gets a number to quote.
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> HttpResponse<Body> {
    let cause = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
    tracing::error!(cause = cause.unwrap_or("unknown"), "a handler panicked");
    bare(500, "internal")
}

/// Reads the whole body before the request is handled. So a running request waits only for the console, and a client
/// that does not send what it announced soon gets a response.
pub async fn read_body(State(longest): State<Duration>, request: Request<Body>, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let whole = Bytes::from_request(Request::from_parts(head.clone(), body), &());
    match tokio::time::timeout(longest, whole).await {
        Ok(Ok(body)) => next.run(Request::from_parts(head, Body::from(body))).await,
        Ok(Err(refused)) => bare(refused.status().as_u16(), "body"),
        Err(_) => bare(408, "body"),
    }
}

/// Ends a request that takes too long. Long work belongs in a job.
pub async fn limit_time(request: Request<Body>, next: Next) -> Response {
    const LONGEST: Duration = Duration::from_secs(30);
    let answer = tokio::time::timeout(LONGEST, next.run(request)).await;
    answer.unwrap_or_else(|_| bare(503, "timeout"))
}
