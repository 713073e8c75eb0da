//! Answers pages: check, load, render, in one go.

use super::incoming::Incoming;
use super::{answer, language, respond};
use crate::door::Call;
use crate::door::detour;
use crate::identity::kept_form::{self, CameBack};
use app::error::{AppError, Flash};
use app::page::{FormState, PageCx};
use app::paths::page_path;
use app::sessions::messages::RESTORED;
use app::tables::{self, ConsoleRoute};
use axum::extract::RawQuery;
use axum::http::Method;
use axum::response::Response;

/// Answers one page of the table.
pub async fn answer(route: &'static ConsoleRoute, mut incoming: Incoming, RawQuery(query): RawQuery) -> Response {
    if let Some(elsewhere) = elsewhere(route, &incoming) {
        return respond::see_other(elsewhere, &incoming);
    }
    let mut query: Vec<(String, String)> =
        serde_html_form::from_str(query.as_deref().unwrap_or_default()).unwrap_or_default();
    // A page gets only the parameters that its row of the table lists. No filter needs NUL, and PostgreSQL cannot
    // compare it.
    let asked = query.len();
    query.retain(|(name, value)| route.reads.contains(&name.as_str()) && !value.contains('\0'));
    if query.len() < asked {
        incoming.call.here = address(&incoming.call.here, &query);
    }
    match load(route, &incoming, query, FormState::default()).await {
        Ok(response) => response,
        Err(error) => leave_page(&error, &incoming, &incoming.call.here).await,
    }
}

/// The address of a page with the remaining query. It does not repeat parameters that the page does not read.
fn address(here: &str, query: &[(String, String)]) -> String {
    let path = here.split('?').next().unwrap_or("/");
    let query = serde_html_form::to_string(query).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Redirects or shows an error before a page. A person who must first set a password or a second step comes back to the
/// page later.
pub async fn leave_page(error: &AppError, incoming: &Incoming, from: &str) -> Response {
    let first = matches!(error, AppError::PasswordChangeFirst | AppError::EnrolFirst);
    match if first { detour::begin(&incoming.session, from).await } else { Ok(()) } {
        Ok(()) => respond::error(error, incoming).await,
        Err(fault) => respond::error(&fault.into_app(&incoming.context.request_id), incoming).await,
    }
}

/// Opens a one-time link: moves it from the address into the session, so that neither the history nor a referrer
/// contains it. Stores nothing for an unknown or expired link.
pub async fn open_link(route: &'static ConsoleRoute, incoming: Incoming) -> Response {
    let Call { request, method, .. } = &incoming.call;
    match request.open_link(route.path, incoming.call.param("token"), *method == Method::GET).await {
        Ok(()) => respond::see_other(route.path, &incoming),
        Err(fault) => respond::error(&fault.into_app(&incoming.context.request_id), &incoming).await,
    }
}

/// The redirect from pages that do not apply to the user: signing in twice, a company's home for staff.
fn elsewhere(route: &ConsoleRoute, incoming: &Incoming) -> Option<&'static str> {
    let me = incoming.call.request.signed_in().ok()?;
    match route.path {
        "/sign-in" | "/sign-in/verify" => Some("/"),
        "/" if me.role.is_staff() => Some("/support"),
        _ => None,
    }
}

/// Renders a page, fresh or with a refused form.
pub async fn render(
    route: &ConsoleRoute,
    incoming: &Incoming,
    query: Vec<(String, String)>,
    form: FormState,
) -> Response {
    match load(route, incoming, query, form).await {
        Ok(response) => response,
        Err(error) => respond::error(&error, incoming).await,
    }
}

async fn load(
    route: &ConsoleRoute,
    incoming: &Incoming,
    mut query: Vec<(String, String)>,
    form: FormState,
) -> Result<Response, AppError> {
    incoming.enter(route.access).await?;
    let mut flash = incoming.take_flash().await;
    let came_back = form.is_refused();
    let (mut form, mut sent) = (form, None);
    if let Some(CameBack { post, fields: typed }) = restored(incoming, &form).await? {
        // As after a refused post, a page may read its form from either, and the language switch brings it along.
        query.splice(..0, typed.iter().cloned());
        flash = flash.or(Some(Flash { words: RESTORED.into(), warns: true }));
        sent = language::carried(incoming, post, &typed, &[]);
        form = FormState { errors: Vec::new(), typed };
    }
    let mut cx = PageCx {
        frame: incoming.frame(flash).await,
        query,
        params: incoming.call.params.clone(),
        form,
        return_to: None,
    };
    cx.frame.sent = sent.or(cx.frame.sent);
    cx.return_to = cx.asked_return().and_then(page_path).map(ToOwned::to_owned);
    let page = match (route.page)(&cx, &incoming.call.request).await {
        Ok(page) => page,
        Err(error) => return Err(keep_flash(incoming, cx.frame.flash, error).await),
    };
    let refused = came_back || page.refused;
    let status = if refused { 422 } else { 200 };
    Ok(answer::page(status, cx.frame, page, refused))
}

/// The message stays for the page to which an error leads, such as the one where a second step is set up.
async fn keep_flash(incoming: &Incoming, flash: Option<Flash>, error: AppError) -> AppError {
    if let Some(flash) = flash {
        incoming.store_flash(flash).await;
    }
    error
}

/// What a person had typed on this page when their session ended, or before they cancelled. Not if the page answers a post.
async fn restored(incoming: &Incoming, form: &FormState) -> Result<Option<CameBack>, AppError> {
    if incoming.call.method != Method::GET || !form.typed.is_empty() {
        return Ok(None);
    }
    let path = incoming.call.here.split('?').next().unwrap_or("/");
    let found = kept_form::take(&incoming.call.request, path).await;
    found.map_err(|fault| fault.into_app(&incoming.context.request_id))
}

/// Answers all other addresses. Strangers learn only that the page does not exist. A page's address with an extra slash
/// leads to the page.
pub async fn not_found(incoming: Incoming) -> Response {
    if matches!(incoming.call.method, Method::GET | Method::HEAD)
        && let Some(page) = without_slash(&incoming.call.here)
    {
        return respond::see_other(&page, &incoming);
    }
    respond::error(&AppError::NotFound, &incoming).await
}

/// The page's address without the slash at the end; the query stays.
fn without_slash(here: &str) -> Option<String> {
    let (path, query) = here.split_once('?').map_or((here, None), |(path, query)| (path, Some(query)));
    let path = path.strip_suffix('/')?;
    let fits = |pattern: &str| {
        let (wanted, given): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        let part = |(wanted, given): (&&str, &&str)| wanted == given || (wanted.starts_with('{') && !given.is_empty());
        wanted.len() == given.len() && wanted.iter().zip(&given).all(part)
    };
    let found = tables::pages().any(|page| fits(page.path));
    found.then(|| query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
}

/// Answers a known address with a method it does not have.
pub async fn method_not_allowed(incoming: Incoming) -> Response {
    respond::error(&AppError::Method, &incoming).await
}

#[cfg(test)]
mod tests {
    use super::without_slash;

    #[test]
    fn a_slash_too_many_leads_to_the_page() {
        assert_eq!(without_slash("/sign-in/").as_deref(), Some("/sign-in"));
        assert_eq!(without_slash("/exports/7/?after=1").as_deref(), Some("/exports/7?after=1"));
        for other in ["/", "/nothing/", "//evil.example/", "/sign-in", "/sign-in//", "/exports//"] {
            assert_eq!(without_slash(other), None, "{other}");
        }
    }
}
