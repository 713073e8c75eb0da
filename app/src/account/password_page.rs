use super::api::{AccountApi, PasswordChangeReason, PasswordFacts};
use super::checklist::{Checklist, ChecklistFacts, RULES_ID};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{
    Because, ErrorSummary, Field, FieldKind, Notice, PageHead, PostForm, Tone, date_time, hand, is_for_staff, told,
};
use crate::page::{FormState, Page, PageCx};
use crate::password_rules::{PasswordShape, ShapeRule};
use crate::text::{Lang, Text, Words, lang, t, tw};
use leptos::prelude::*;

/// Changes one's password: voluntarily, at first issue, after a reset, or after expiry.
pub async fn password(cx: &PageCx, backend: &(impl AccountApi + ?Sized)) -> Result<Page, AppError> {
    let facts = backend.password_facts().await?;
    let email = cx.session()?.email.clone();
    let forced = facts.forced.is_some();
    let form = cx.form.clone();
    let page = Page::new(m::PASSWORD_TITLE, move || view(facts, email, form)).at_gate();
    Ok(if forced { page.without_menu() } else { page })
}

fn view(facts: PasswordFacts, email: String, form: FormState) -> AnyView {
    let wait = facts.not_before.as_ref().map(tw).map(
        |words| view! { <Notice tone=Tone::Warn><p>{words}</p><Because keys=&["password.min_age_hours"]/></Notice> },
    );
    let help = (facts.forced.is_some() && facts.needs_current).then(help);
    let expires = facts.expires.as_ref().filter(|_| facts.forced.is_none()).map(|when| {
        view! { <p class="note">{t(m::EXPIRES)}" "{date_time(when)}</p> }
    });
    let second_field = if facts.forced.is_some() { SecondField::WithoutScript } else { SecondField::Always };
    let because = form.error("new").map(|error| asked_by(error, facts.shape)).unwrap_or_default();
    view! {
        {head(facts.forced)}
        {wait}
        <ErrorSummary form=form.clone()/>
        <PostForm action="/account/password" class="u-mt">
            <input class="u-vh" type="email" name="username" value=email autocomplete="username" tabindex="-1" aria-hidden="true" disabled/>
            {current(&facts, form.clone())}
            {choose_marked(form, second_field, because, view! { {rules(facts.shape)}{remarks(&facts)} }.into_any())}
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::CHANGE)}</button>
        </PostForm>
        {help}
        {expires}
    }
    .into_any()
}

/// The title, and why the password must be changed.
fn head(forced: Option<PasswordChangeReason>) -> AnyView {
    let Some(why) = forced else {
        return view! { <PageHead title=t(m::PASSWORD_TITLE) crumbs=crumbs()/> }.into_any();
    };
    let words = t(match why {
        PasswordChangeReason::Issued => m::ISSUED,
        PasswordChangeReason::Wanted => m::WANTED,
        PasswordChangeReason::Expired => m::EXPIRED,
    });
    view! { <h1>{t(m::PASSWORD_TITLE)}</h1><Notice tone=Tone::Info><p>{words}</p><Because keys=forced_by(why)/></Notice> }
        .into_any()
}

/// The values of the profile that force a change.
fn forced_by(why: PasswordChangeReason) -> &'static [&'static str] {
    match why {
        PasswordChangeReason::Issued => &["password.change_at_first_issue", "password.change_after_reset"],
        PasswordChangeReason::Wanted => &["password.reset_by_administrator"],
        PasswordChangeReason::Expired => &["password.max_age_days.administrators", "password.max_age_days.members"],
    }
}

/// The value of the profile that a new password does not meet, by what the refusal says.
fn asked_by(error: &Words, shape: PasswordShape) -> &'static [&'static str] {
    let is = |text: Text| *error == Words::from(text);
    if *error == m::TOO_SHORT.with(&[("min", &shape.min), ("max", &shape.max)]) {
        &["password.min_length"]
    } else if is(m::NO_LETTER) || is(m::NO_DIGIT) {
        &["password.letters_and_digits"]
    } else if is(m::SAME) {
        &["password.history"]
    } else if [m::CONTEXT, m::EVERYDAY, m::GUESSABLE, m::BREACHED].into_iter().any(is) {
        &["password.refuse_guessable"]
    } else {
        &[]
    }
}

/// The field for the current password, unless a passkey or the one-time password itself has just proved who it is.
fn current(facts: &PasswordFacts, form: FormState) -> AnyView {
    if !facts.needs_current {
        // A person with a one-time password knows why it is not asked for again: it has just been typed.
        let by_passkey = facts.forced != Some(PasswordChangeReason::Issued);
        return by_passkey.then(|| view! { <p class="note">{t(m::BY_PASSKEY)}</p> }).into_any();
    }
    let hint = if facts.forced.is_some() { t(m::CURRENT_HINT) } else { "" };
    view! { <Field name="current" label=t(m::CURRENT) kind=FieldKind::CurrentPassword form=form hint=hint required=true/> }
        .into_any()
}

/// For a person who does not know the current password.
fn help() -> AnyView {
    let ask = (!is_for_staff()).then(|| view! { " "<a href="/sign-in/help">{t(m::UNKNOWN_LINK)}</a> });
    view! { <p class="note">{told(m::UNKNOWN, m::UNKNOWN_STAFF)}{ask}</p> }.into_any()
}

fn crumbs() -> Vec<(String, String)> {
    vec![("/account".to_owned(), t(m::TITLE).to_owned())]
}

/// Whether a new password is typed a second time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SecondField {
    Always,
    /// Only where no script runs: with it, a switch shows what was typed, and the second field may stay empty (WCAG 2.2,
    /// 3.3.7).
    WithoutScript,
}

/// The fields of a new password, with the rules.
pub fn choose(form: FormState, second: SecondField, rules: AnyView) -> AnyView {
    choose_marked(form, second, &[], rules)
}

/// The fields, and what the policy says to a refused password.
fn choose_marked(form: FormState, second: SecondField, because: &'static [&'static str], rules: AnyView) -> AnyView {
    let again = again(form.clone(), second);
    view! {
        <Field name="new" label=t(m::NEW) kind=FieldKind::NewPassword form=form described_by=RULES_ID because=because required=true/>
        <div class="field field--rules">{rules}</div>
        {again}
    }
    .into_any()
}

/// The second field. `boot.js` makes it optional where it shows the switch, unless its own refusal is on the page.
fn again(form: FormState, second: SecondField) -> AnyView {
    let spare = second == SecondField::WithoutScript && form.error("again").is_none();
    let hint = spare.then(|| view! { <p class="field-hint" id="again-hint" hidden>{t(m::AGAIN_HINT)}</p> });
    view! {
        <div class="field--again" data-spare=spare.then_some("again-hint")>
            <Field name="again" label=t(m::AGAIN) kind=FieldKind::NewPassword form=form required=true/>
            {hint}
        </div>
    }
    .into_any()
}

/// The rules for a password that is set behind a link.
pub fn all_rules(shape: PasswordShape) -> AnyView {
    view! { {rules(shape)}<p class="note">{t(m::RULE_MORE)}</p> }.into_any()
}

/// The checklist that updates while the person types.
fn rules(shape: PasswordShape) -> AnyView {
    let handed = hand(ChecklistFacts {
        shape,
        title: t(m::RULES).into(),
        kept: t(m::KEPT).into(),
        not_kept: t(m::NOT_KEPT).into(),
        so_far: t(m::SO_FAR).into(),
        show: t(m::SHOW).into(),
        rules: lines(shape),
    });
    view! { {handed}<Checklist/> }.into_any()
}

/// The checklist's lines, in the order of the rules.
fn lines(shape: PasswordShape) -> Vec<String> {
    shape.rules().iter().map(|rule| tw(&rule_words(shape, *rule))).collect()
}

/// A rule in words, for the checklist.
fn rule_words(shape: PasswordShape, rule: ShapeRule) -> Words {
    match rule {
        ShapeRule::Length => m::RULE_LENGTH.with(&[("min", &shape.min), ("max", &shape.max)]),
        ShapeRule::Letter => m::RULE_LETTER.into(),
        ShapeRule::Digit => m::RULE_DIGIT.into(),
    }
}

fn remarks(facts: &PasswordFacts) -> AnyView {
    let age = facts.max_age_days.map(|days| match &facts.lasts_until {
        Some(at) => {
            let at = Words { ja: at.ja.clone(), en: at.en.clone() };
            tw(&m::RULE_UNTIL.saying(&[("at", &at)]))
        }
        None => tw(&m::RULE_AGE.with(&[("days", &days)])),
    });
    let history = match facts.history {
        0 => None,
        1 => Some(t(m::RULE_NOT_CURRENT).to_owned()),
        n => Some(tw(&m::RULE_HISTORY.with(&[("n", &n)]))),
    };
    let words: Vec<String> = [Some(t(m::RULE_MORE).to_owned()), history, age].into_iter().flatten().collect();
    view! { <p class="note">{words.join(if lang() == Lang::Ja { "" } else { " " })}</p> }.into_any()
}
