//! The language switch on a page that answered a post. The switch brings the form along, and the page is shown again with
//! it, as a refused form is. The form itself is not posted again, so that nothing happens twice.

use super::incoming::Incoming;
use crate::identity::waiting_act::FormFields;
use app::frame::SentForm;
use app::tables::{self, Post};
use app::text::Lang;

/// The longest form that a page carries along.
const LONGEST: usize = 16 * 1024;

/// What the switch brings along of a form.
pub fn carried(post: &Post, typed: &[(String, String)]) -> Option<SentForm> {
    let typed = serde_html_form::to_string(typed).ok()?;
    (typed.len() <= LONGEST).then_some(SentForm { to: post.path, typed })
}

/// The form that a switch brings back: its post, and what was typed.
pub fn brought_back(route: &Post, fields: &[(String, String)]) -> Option<(&'static Post, FormFields)> {
    let field = |name| fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let (to, typed) = (field("sent_to"), field("typed"));
    let post = tables::posts().find(|post| route.path == "/display" && post.path == to)?;
    let typed: FormFields = serde_html_form::from_str(typed).ok()?;
    let whole = !typed.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'));
    whole.then_some((post, typed))
}

/// Answers in the new language already.
pub fn turn(incoming: &mut Incoming, fields: &[(String, String)]) {
    let wanted = fields.iter().find(|(name, _)| name == "lang").and_then(|(_, tag)| Lang::from_tag(tag));
    if let Some(lang) = wanted {
        incoming.call.display.lang = lang;
    }
}
