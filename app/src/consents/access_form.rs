//! The fields of every form about access: what support staff may look at, why, and for how long. Staff ask for it, and a company
//! grants it, by itself or as the answer to a request.

use super::messages as m;
use super::requests;
use super::scope::text;
use crate::kit::{Check, Checks, Field, FieldKind, SelectField};
use crate::page::FormState;
use crate::permission::LookScope;
use crate::text::{Text, t};
use leptos::prelude::*;

/// What a form calls its fields.
pub struct AccessWords {
    scopes: Text,
    reason_hint: Text,
    hours: Text,
}

pub const ASKED: AccessWords =
    AccessWords { scopes: m::ASK_SCOPES, reason_hint: m::ASK_REASON_HINT, hours: m::ASK_HOURS };

pub const GRANTED: AccessWords = AccessWords { scopes: m::SCOPES, reason_hint: m::REASON_HINT, hours: m::HOURS };

/// All fields of a form in which nothing is chosen yet, apart from the usual hours.
pub fn fields(words: &AccessWords, of: &[u32], form: &FormState) -> AnyView {
    let scopes = scopes(words, &LookScope::ALL, false, form);
    let hours = hours(words, of, requests::usual_hours(of), form);
    view! {
        {scopes}
        <Field name="reason" label=t(m::REASON) kind=FieldKind::Text hint=t(words.reason_hint) form=form.clone() required=true/>
        {hours}
    }
    .into_any()
}

/// The boxes of some scopes, as they were typed; `ticked` says whether they begin with a tick.
pub fn scopes(words: &AccessWords, of: &[LookScope], ticked: bool, form: &FormState) -> AnyView {
    let begins = ticked && !form.is_refused();
    let one = |scope: &LookScope| Check {
        value: scope.code().into(),
        words: t(text(*scope)).into(),
        ticked: begins || form.all_typed("scopes").any(|typed| typed == scope.code()),
    };
    let checks = of.iter().map(one).collect();
    view! { <Checks name="scopes" label=t(words.scopes) hint=t(m::SCOPES_HINT) checks=checks form=form.clone() required=true/> }
        .into_any()
}

/// The choice of the hours.
pub fn hours(words: &AccessWords, of: &[u32], selected: String, form: &FormState) -> AnyView {
    let options: Vec<_> = of.iter().map(|n| (n.to_string(), requests::hours(*n))).collect();
    view! { <SelectField name="hours" label=t(words.hours) options=options selected=selected form=form.clone()/> }
        .into_any()
}
