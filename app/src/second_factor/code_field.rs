//! The field for a code, wherever one is asked for: digits of the app or the mail, or, behind a link, a recovery code.

use super::messages as m;
use crate::kit::{Field, FieldKind};
use crate::page::{FormState, PageCx};
use crate::text::{Text, t};
use leptos::prelude::*;

/// The query parameter, and the form field, that says which code is asked for.
pub const BY: &str = "by";
const RECOVERY: &str = "recovery";

/// Which code a page asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AskedCode {
    /// Six digits.
    Digits,
    Recovery,
}

impl AskedCode {
    /// What the address says, or the form that was refused.
    pub fn of(cx: &PageCx) -> AskedCode {
        let said = cx.form.typed(BY).or(cx.query(BY));
        if said == Some(RECOVERY) { AskedCode::Recovery } else { AskedCode::Digits }
    }
}

/// The field, with a link to the same page that asks for the other code. It works without script. `hint` is about digits.
#[component]
pub fn CodeField(
    asked: AskedCode,
    /// The path of the page, with the rest of its query.
    #[prop(into)]
    page: String,
    label: Text,
    #[prop(default = None)] hint: Option<Text>,
    form: FormState,
    /// True if the page opens with the focus here.
    #[prop(optional)]
    focus: bool,
) -> AnyView {
    match asked {
        AskedCode::Digits => view! {
            <Field name="code" label=t(label) kind=FieldKind::DigitCode hint=hint.map(t).unwrap_or_default() form=form required=true focus=focus extra_class="field--code"/>
            <p class="note"><a href=by_recovery(&page)>{t(m::USE_RECOVERY)}</a></p>
        }
        .into_any(),
        AskedCode::Recovery => view! {
            <input type="hidden" name=BY value=RECOVERY/>
            <Field name="code" label=t(m::RECOVERY) kind=FieldKind::Code hint=t(m::RECOVERY_HINT) form=form required=true focus=focus/>
            <p class="note"><a href=page>{t(m::USE_DIGITS)}</a></p>
        }
        .into_any(),
    }
}

/// The same page, asking for a recovery code.
fn by_recovery(page: &str) -> String {
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}{BY}={RECOVERY}")
}
