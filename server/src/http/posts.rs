//! Answers posts: checks, acts, then redirects; or shows the form again with everything typed.

use super::knock::Knock;
use super::{answer, pages, respond};
use crate::door::fault::Fault;
use crate::features::proof;
use crate::identity::kept_act::{self, Fields, Keeping};
use crate::state::refused::WHOLE_FORM;
use app::error::{AppError, FieldError, Next};
use app::page::FormState;
use app::permission::Access;
use app::proof::messages::GONE;
use app::tables::{self, Post};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{StatusCode, header};
use axum::response::Response;

/// The step-up page.
const PROVE: &str = "/account/prove";

/// Answers one post of the table.
pub async fn answer(route: &'static Post, knock: Knock, body: Result<Bytes, BytesRejection>) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(refused) => return answer::bare(refused.status().as_u16(), "body"),
    };
    let fields = match fields(&knock, &body) {
        Ok(fields) => fields,
        Err(error) => {
            count_refused(route, &knock, &error);
            return respond::error(&error, &knock);
        }
    };
    run(route, knock, fields).await
}

async fn run(route: &'static Post, mut knock: Knock, fields: Fields) -> Response {
    let done = act(route, &knock, &fields).await;
    if let Err(fault) = note_order(route, &knock, &done).await {
        return respond::error(&fault.into_app(&knock.marks.request_id), &knock);
    }
    match done {
        Ok(Next { act: Some(act), to, .. }) => go_on(&act, Next::to(to).warning(GONE), knock).await,
        Ok(next) => lead_on(next, &knock).await,
        Err(error) => {
            count_refused(route, &knock, &error);
            let _place = knock.place().await;
            turn_down(error, route, &mut knock, fields).await
        }
    }
}

/// Counts what was refused of the input (DS-12): the fields, or the whole form if it cannot be read.
fn count_refused(route: &Post, knock: &Knock, error: &AppError) {
    let request = &knock.call.request;
    match error {
        AppError::Invalid(errors) => request.count_refused(route.page, errors.iter().map(|error| error.field)),
        AppError::BadRequest(_) => request.count_refused(route.page, std::iter::once(WHOLE_FORM)),
        _ => {}
    }
}

async fn turn_down(error: AppError, route: &'static Post, knock: &mut Knock, fields: Fields) -> Response {
    match error {
        AppError::ProveFirst => ask_for_proof(route, knock, &fields).await,
        // The person had a page, so their session has ended. Signing in leads to that page, because the post's own
        // address has none.
        AppError::SignedOut => respond::sign_in_first(&route.page_of(&fields), true, knock),
        AppError::Preview => give_back(route, knock, fields, Vec::new()).await,
        AppError::Invalid(errors) => give_back(route, knock, fields, errors).await,
        error => pages::turn_away(&error, knock, &route.page_of(&fields)).await,
    }
}

/// Logs a post that skips a required step (F16).
async fn note_order(route: &Post, knock: &Knock, done: &Result<Next, AppError>) -> Result<(), Fault> {
    let request = &knock.call.request;
    match done {
        Err(AppError::PasswordChangeFirst | AppError::EnrolFirst) => request.refuse(route.path).await,
        // A session that was ended just now, for too many wrong guesses, is logged already.
        Err(AppError::SignedOut) if route.access == Access::HalfWay || request.signed_in().is_err() => {
            request.refuse(route.path).await
        }
        Err(AppError::LinkOver) => request.refuse_link(route.path).await,
        _ => Ok(()),
    }
}

fn fields(knock: &Knock, body: &[u8]) -> Result<Fields, AppError> {
    let kind = knock.call.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/x-www-form-urlencoded") && !body.is_empty() {
        return Err(AppError::BadRequest("content_type"));
    }
    read(body).ok_or(AppError::BadRequest("form_unreadable"))
}

/// Reads the fields. No field needs NUL, and PostgreSQL cannot store it.
fn read(form: &[u8]) -> Option<Fields> {
    let fields: Fields = serde_html_form::from_bytes(form).ok()?;
    let whole = !fields.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'));
    whole.then_some(fields)
}

async fn act(route: &Post, knock: &Knock, fields: &[(String, String)]) -> Result<Next, AppError> {
    knock.enter(route.access).await?;
    match (route.run)(&knock.call.request, fields).await {
        Err(AppError::Declined(next)) => Ok(*next),
        done => done,
    }
}

async fn lead_on(next: Next, knock: &Knock) -> Response {
    knock.name_who_came_in().await;
    if let Some(flash) = next.flash {
        knock.say(flash).await;
    }
    respond::see_other(&next.to, knock)
}

/// Asks for step-up in the middle of an action. The fields wait in the session, and the page says what will be done
/// with them, so that nothing has to be typed again and nothing happens unseen.
async fn ask_for_proof(route: &'static Post, knock: &mut Knock, fields: &Fields) -> Response {
    let page = tables::pages().find(|page| page.path == PROVE && route.act.is_some());
    let Some(page) = page else { return respond::error(&AppError::ProveFirst, knock) };
    let back = vec![("return_to".to_owned(), route.page_of(fields)), ("large".to_owned(), String::new())];
    let typed = match proof::keep(&knock.call.request, route, fields).await {
        Ok(Keeping::Kept) => Vec::new(),
        Ok(Keeping::TooLarge) => back,
        Err(fault) => return respond::error(&fault.into_app(&knock.marks.request_id), knock),
    };
    PROVE.clone_into(&mut knock.call.here);
    let form = FormState { errors: Vec::new(), typed };
    let mut response = pages::render(page, knock, Vec::new(), form).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::FORBIDDEN;
    }
    response
}

/// Runs the action that waited for step-up, with all its own checks. Returns `nothing` if it is gone.
async fn go_on(act: &str, nothing: Next, mut knock: Knock) -> Response {
    let taken = match knock.look_again().await {
        Ok(()) => kept_act::take(&knock.call.request, act).await,
        Err(fault) => Err(fault),
    };
    match taken {
        Ok(Some(waiting)) => Box::pin(run(waiting.post, knock, waiting.fields)).await,
        Ok(None) => lead_on(nothing, &knock).await,
        Err(fault) => respond::error(&fault.into_app(&knock.marks.request_id), &knock),
    }
}

/// Shows the form again with its errors and everything typed, except secrets.
async fn give_back(route: &Post, knock: &mut Knock, fields: Fields, errors: Vec<FieldError>) -> Response {
    let Some(page) = tables::pages().find(|p| p.path == route.page) else {
        return respond::error(&AppError::Invalid(errors), knock);
    };
    knock.call.params.clone_from(&fields);
    knock.call.here = route.page_of(&fields);
    let typed: Fields = fields.into_iter().filter(|(k, _)| !route.secrets.contains(&k.as_str())).collect();
    let form = FormState { errors, typed: typed.clone() };
    pages::render(page, knock, typed, form).await
}
