//! Answers pages: check, load, render, in one go.

use super::knock::Knock;
use super::{answer, respond};
use crate::door::Call;
use crate::door::detour;
use app::error::AppError;
use app::lead::page_path;
use app::page::{FormState, PageCx};
use app::tables::{self, Route};
use axum::extract::RawQuery;
use axum::http::Method;
use axum::response::Response;

/// Answers one page of the table.
pub async fn answer(route: &'static Route, mut knock: Knock, RawQuery(query): RawQuery) -> Response {
    let _place = knock.place().await;
    if let Some(elsewhere) = elsewhere(route, &knock) {
        return respond::see_other(elsewhere, &knock);
    }
    let mut query: Vec<(String, String)> =
        serde_html_form::from_str(query.as_deref().unwrap_or_default()).unwrap_or_default();
    // A page gets only the parameters that its row of the table lists. No filter needs NUL, and PostgreSQL cannot
    // compare it.
    let asked = query.len();
    query.retain(|(name, value)| route.reads.contains(&name.as_str()) && !value.contains('\0'));
    if query.len() < asked {
        knock.call.here = address(&knock.call.here, &query);
    }
    match load(route, &knock, query, FormState::default()).await {
        Ok(response) => response,
        Err(error) => turn_away(&error, &knock, &knock.call.here).await,
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
pub async fn turn_away(error: &AppError, knock: &Knock, from: &str) -> Response {
    let first = matches!(error, AppError::PasswordChangeFirst | AppError::EnrolFirst);
    match if first { detour::begin(&knock.session, from).await } else { Ok(()) } {
        Ok(()) => respond::error(error, knock),
        Err(fault) => respond::error(&fault.into_app(&knock.marks.request_id), knock),
    }
}

/// Opens a one-time link: moves it from the address into the session, so that neither the history nor a referrer
/// contains it. Stores nothing for an unknown or expired link.
pub async fn open_link(route: &'static Route, knock: Knock) -> Response {
    let _place = knock.place().await;
    let Call { request, method, .. } = &knock.call;
    match request.open_link(route.path, knock.call.param("token"), *method == Method::GET).await {
        Ok(()) => respond::see_other(route.path, &knock),
        Err(fault) => respond::error(&fault.into_app(&knock.marks.request_id), &knock),
    }
}

/// The redirect from pages that do not apply to the user: signing in twice, a company's home for staff.
fn elsewhere(route: &Route, knock: &Knock) -> Option<&'static str> {
    let me = knock.call.request.signed_in().ok()?;
    match route.path {
        "/sign-in" | "/sign-in/verify" => Some("/"),
        "/" if me.role.is_staff() => Some("/support"),
        _ => None,
    }
}

/// Renders a page, fresh or with a refused form.
pub async fn render(route: &Route, knock: &Knock, query: Vec<(String, String)>, form: FormState) -> Response {
    match load(route, knock, query, form).await {
        Ok(response) => response,
        Err(error) => respond::error(&error, knock),
    }
}

async fn load(
    route: &Route,
    knock: &Knock,
    query: Vec<(String, String)>,
    form: FormState,
) -> Result<Response, AppError> {
    knock.enter(route.access).await?;
    let flash = knock.take_flash().await;
    let came_back = form.is_refused();
    let mut cx = PageCx { frame: knock.frame(flash), query, params: knock.call.params.clone(), form, return_to: None };
    cx.return_to = cx.asked_return().and_then(page_path).map(ToOwned::to_owned);
    let page = (route.page)(&cx, &knock.call.request).await?;
    let refused = came_back || page.refused;
    let status = if refused { 422 } else { 200 };
    Ok(answer::page(status, cx.frame, page, refused))
}

/// Answers all other addresses. Strangers learn only that the page does not exist. A page's address with an extra slash
/// leads to the page.
pub async fn not_found(knock: Knock) -> Response {
    if matches!(knock.call.method, Method::GET | Method::HEAD)
        && let Some(page) = without_slash(&knock.call.here)
    {
        return respond::see_other(&page, &knock);
    }
    let _place = knock.place().await;
    respond::error(&AppError::NotFound, &knock)
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
pub async fn method_not_allowed(knock: Knock) -> Response {
    let _place = knock.place().await;
    let mut response = respond::error(&AppError::BadRequest("method"), &knock);
    *response.status_mut() = axum::http::StatusCode::METHOD_NOT_ALLOWED;
    response
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
