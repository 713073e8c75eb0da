//! The language switch on a page that answered a post. The switch brings the form along, with what was refused of it, and
//! the page is shown again with both. The form itself is not posted again, so that nothing happens twice. What was refused
//! is signed, so that nobody can have the console say something else.

use super::incoming::Incoming;
use crate::identity::waiting_act::FormFields;
use app::error::FieldError;
use app::frame::SentForm;
use app::tables::{self, ConsolePost};
use app::text::Lang;

/// The longest form that a page carries along.
const LONGEST: usize = 16 * 1024;
/// What is signed, in place of the name of a table.
const SIGNED: &str = "refused form";

/// What the switch brings along of a form.
pub fn carried(
    incoming: &Incoming,
    post: &ConsolePost,
    typed: &[(String, String)],
    errors: &[FieldError],
) -> Option<SentForm> {
    let typed = serde_html_form::to_string(typed).ok()?;
    let errors = if errors.is_empty() { String::new() } else { serde_json::to_string(errors).ok()? };
    let request = &incoming.call.request;
    let mark = if request.signed_in().is_ok() { String::new() } else { request.give_mark() };
    let seal = with_parts(incoming, post, &mark, &errors, |parts| request.app.keys.rows().sign(SIGNED, parts));
    let fits = typed.len() + errors.len() <= LONGEST;
    fits.then(|| SentForm { to: post.path, typed, errors, seal: hex::encode(seal) })
}

/// The parts of the signature: who gets the page in which browser, the post, and what was refused.
fn with_parts<T>(
    incoming: &Incoming,
    post: &ConsolePost,
    mark: &str,
    errors: &str,
    then: impl FnOnce(&[&[u8]]) -> T,
) -> T {
    let request = &incoming.call.request;
    let account = request.signed_in().map(|me| me.account.id.into_bytes()).unwrap_or_default();
    // A stranger's session may begin with the refusal, so it says nothing. The mark of the browser does.
    let session = request.origin.session.as_ref().filter(|_| request.signed_in().is_ok());
    let session: &[u8] = session.map_or(&[], Vec::as_slice);
    let browser = request.origin.user_agent.as_bytes();
    then(&[&account, session, browser, mark.as_bytes(), post.path.as_bytes(), errors.as_bytes()])
}

/// A form that a switch brings back.
pub struct SentBack {
    pub post: &'static ConsolePost,
    pub typed: FormFields,
    pub errors: Vec<FieldError>,
}

pub fn brought_back(incoming: &Incoming, route: &ConsolePost, fields: &[(String, String)]) -> Option<SentBack> {
    let field = |name| fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let (to, typed) = (field("sent_to"), field("typed"));
    let post = tables::posts().find(|post| route.path == "/display" && post.path == to)?;
    let typed: FormFields = serde_html_form::from_str(typed).ok()?;
    let whole = !typed.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'));
    let errors = errors(incoming, post, field("errors"), field("seal"));
    whole.then_some(SentBack { post, typed, errors })
}

/// What was refused; nothing if the console has not said it to this person in this browser.
fn errors(incoming: &Incoming, post: &ConsolePost, errors: &str, seal: &str) -> Vec<FieldError> {
    let request = &incoming.call.request;
    let mark = if request.signed_in().is_ok() { Some("") } else { request.mark() };
    let (seal, keys) = (hex::decode(seal).unwrap_or_default(), request.app.keys.rows());
    let fits = |mark: &str| with_parts(incoming, post, mark, errors, |parts| keys.fits(SIGNED, parts, Some(&seal)));
    if mark.is_some_and(fits) { serde_json::from_str(errors).unwrap_or_default() } else { Vec::new() }
}

/// Answers in the new language already.
pub fn turn(incoming: &mut Incoming, fields: &[(String, String)]) {
    let wanted = fields.iter().find(|(name, _)| name == "lang").and_then(|(_, tag)| Lang::from_tag(tag));
    if let Some(lang) = wanted {
        incoming.call.display.lang = lang;
    }
}
