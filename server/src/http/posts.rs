//! Answers posts: checks, acts, then redirects; or shows the form again with everything typed.

use super::incoming::Incoming;
use super::language::SentBack;
use super::{answer, language, pages, respond};
use crate::door::fault::Fault;
use crate::features::STEP_UP;
use crate::identity::kept_form;
use crate::identity::waiting_act::{self, FormFields, KeepResult};
use crate::state::refused::WHOLE_FORM;
use app::error::{AppError, FieldError, Next};
use app::page::FormState;
use app::permission::Access;
use app::proof::messages::GONE;
use app::sign_in::refusal::waits;
use app::tables::{self, ConsolePost};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

/// Answers one post of the table.
pub async fn answer(route: &'static ConsolePost, incoming: Incoming, body: Result<Bytes, BytesRejection>) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(refused) => return answer::bare(refused.status().as_u16(), "body"),
    };
    let fields = match fields(&incoming, &body) {
        Ok(fields) => fields,
        Err(error) => {
            count_refused(route, &incoming, &error);
            return respond::error(&error, &incoming).await;
        }
    };
    run(route, incoming, fields).await
}

async fn run(route: &'static ConsolePost, mut incoming: Incoming, fields: FormFields) -> Response {
    // The act may wait, for a password's hash or to write.
    incoming.turn.give_back();
    let done = act(route, &incoming, &fields).await;
    if let Err(fault) = log_skipped_step(route, &incoming, &done).await {
        return respond::error(&fault.into_app(&incoming.context.request_id), &incoming).await;
    }
    match done {
        Ok(Next { act: Some(act), to, .. }) => resume(&act, Next::to(to).warning(GONE), incoming).await,
        Ok(next) => match language::brought_back(&incoming, route, &fields) {
            Some(form) => show_in_language(form, incoming, &fields).await,
            None => redirect(next, &incoming).await,
        },
        Err(error) => {
            count_refused(route, &incoming, &error);
            incoming.turn.take().await;
            answer_error(error, route, &mut incoming, fields).await
        }
    }
}

/// Counts what was refused of the input (DS-12): the fields, or the whole form if it cannot be read.
fn count_refused(route: &ConsolePost, incoming: &Incoming, error: &AppError) {
    let request = &incoming.call.request;
    match error {
        AppError::Invalid(errors) => request.count_refused(route.page, errors.iter().filter_map(FieldError::name)),
        AppError::BadRequest(_) => request.count_refused(route.page, std::iter::once(WHOLE_FORM)),
        _ => {}
    }
}

async fn answer_error(
    error: AppError,
    route: &'static ConsolePost,
    incoming: &mut Incoming,
    fields: FormFields,
) -> Response {
    match error {
        AppError::ProveFirst => ask_for_proof(route, incoming, &fields).await,
        // The person had a page, so their session has ended. Signing in leads to that page, because the post's own
        // address has none.
        AppError::SignedOut => {
            keep_typed(route, incoming, &fields).await;
            respond::sign_in_first(&route.page_of(&fields), true, incoming)
        }
        AppError::Preview => show_again(route, incoming, fields, Vec::new()).await,
        AppError::Invalid(errors) => show_again(route, incoming, fields, errors).await,
        AppError::TooMany { retry_after } if route.path == SIGN_IN => wait(retry_after, route, incoming, fields).await,
        AppError::Altered | AppError::Unreadable => {
            respond::error_from(&error, incoming, Some(route.page_of(&fields).as_str())).await
        }
        error => pages::leave_page(&error, incoming, &route.page_of(&fields)).await,
    }
}

/// The post of the form that is shown again to a device that has to wait.
const SIGN_IN: &str = "/sign-in";

/// Shows the sign-in page again, with the address and for how long this device has to wait.
async fn wait(seconds: u32, route: &ConsolePost, incoming: &mut Incoming, mut fields: FormFields) -> Response {
    let errors = waits(seconds, &mut fields);
    let mut response = show_again(route, incoming, fields, errors).await;
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// Keeps what was typed until the person has signed in again. If that fails, they sign in all the same.
async fn keep_typed(route: &ConsolePost, incoming: &Incoming, fields: &FormFields) {
    if let Err(error) = kept_form::keep_late(&incoming.call.request, route, fields).await {
        tracing::warn!(request_id = incoming.context.request_id, %error, "a late form not kept");
    }
}

/// Logs a post that skips a required step (F16).
async fn log_skipped_step(
    route: &ConsolePost,
    incoming: &Incoming,
    done: &Result<Next, AppError>,
) -> Result<(), Fault> {
    let request = &incoming.call.request;
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

fn fields(incoming: &Incoming, body: &[u8]) -> Result<FormFields, AppError> {
    let kind = incoming.call.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/x-www-form-urlencoded") && !body.is_empty() {
        return Err(AppError::BadRequest("content_type"));
    }
    read(body).ok_or(AppError::BadRequest("form_unreadable"))
}

/// Reads the fields. No field needs NUL, and PostgreSQL cannot store it.
fn read(form: &[u8]) -> Option<FormFields> {
    let fields: FormFields = serde_html_form::from_bytes(form).ok()?;
    let whole = !fields.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'));
    whole.then_some(fields)
}

async fn act(route: &ConsolePost, incoming: &Incoming, fields: &[(String, String)]) -> Result<Next, AppError> {
    incoming.enter(route.access).await?;
    match (route.run)(&incoming.call.request, fields).await {
        Err(AppError::Declined(next)) => Ok(*next),
        done => done,
    }
}

async fn redirect(next: Next, incoming: &Incoming) -> Response {
    incoming.note_account().await;
    if let Some(flash) = next.flash {
        incoming.store_flash(flash).await;
    }
    respond::see_other(&next.to, incoming)
}

/// Asks for step-up in the middle of an action. The fields wait in the session, and the page says what will be done
/// with them, so that nothing has to be typed again and nothing happens unseen.
async fn ask_for_proof(route: &'static ConsolePost, incoming: &mut Incoming, fields: &FormFields) -> Response {
    let page = tables::pages().find(|page| page.path == STEP_UP.path && route.act.is_some());
    let Some(page) = page else { return respond::error(&AppError::ProveFirst, incoming).await };
    let back = vec![("return_to".to_owned(), route.page_of(fields)), ("large".to_owned(), String::new())];
    let typed = match (STEP_UP.keep)(&incoming.call.request, route, fields).await {
        Ok(KeepResult::Kept) => Vec::new(),
        Ok(KeepResult::TooLarge) => back,
        Err(fault) => return respond::error(&fault.into_app(&incoming.context.request_id), incoming).await,
    };
    STEP_UP.path.clone_into(&mut incoming.call.here);
    let form = FormState { errors: Vec::new(), typed };
    let mut response = pages::render(page, incoming, Vec::new(), form).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::FORBIDDEN;
    }
    response
}

/// Runs the action that waited for step-up, with all its own checks. Returns `nothing` if it is gone.
async fn resume(act: &str, nothing: Next, mut incoming: Incoming) -> Response {
    let taken = match incoming.identify_again().await {
        Ok(()) => waiting_act::take(&incoming.call.request, act).await,
        Err(fault) => Err(fault),
    };
    match taken {
        Ok(Some(waiting)) => Box::pin(run(waiting.post, incoming, waiting.fields)).await,
        Ok(None) => redirect(nothing, &incoming).await,
        Err(fault) => respond::error(&fault.into_app(&incoming.context.request_id), &incoming).await,
    }
}

/// Shows the form again with its errors and everything typed, except secrets.
async fn show_again(
    route: &ConsolePost,
    incoming: &mut Incoming,
    fields: FormFields,
    errors: Vec<FieldError>,
) -> Response {
    let Some(page) = tables::pages().find(|p| p.path == route.page) else {
        return respond::error(&AppError::Invalid(errors), incoming).await;
    };
    incoming.call.params.clone_from(&fields);
    incoming.call.here = route.page_of(&fields);
    let typed: FormFields = fields.into_iter().filter(|(k, _)| !route.secrets.contains(&k.as_str())).collect();
    incoming.sent = language::carried(incoming, route, &typed, &errors);
    let form = FormState { errors, typed: typed.clone() };
    let response = pages::render(page, incoming, typed, form).await;
    // A stranger's browser gets the mark to which what was refused is bound.
    respond::with_cookies(response, incoming)
}

/// Shows the page of a form again in another language, with everything typed and what was refused. Does not act, and
/// checks nothing again.
async fn show_in_language(sent: SentBack, mut incoming: Incoming, fields: &FormFields) -> Response {
    let SentBack { post, typed, errors } = sent;
    incoming.turn.take().await;
    language::turn(&mut incoming, fields);
    let response = match incoming.enter(post.access).await {
        Ok(()) => show_again(post, &mut incoming, typed, errors).await,
        Err(error) => respond::error(&error, &incoming).await,
    };
    respond::with_cookies(response, &incoming)
}
