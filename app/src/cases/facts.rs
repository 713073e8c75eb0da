//! The facts of a case, for staff and for the company.

use super::api::CaseDetail;
use super::cells::{assignee, called, deadline};
use super::messages as m;
use super::states::kind;
use crate::kit::{address, date_time};
use crate::text::{t, tw};
use leptos::prelude::*;

/// For staff, with the company.
pub fn facts(case: &CaseDetail) -> AnyView {
    let company = view! { <dt>{t(m::COMPANY)}</dt><dd>{tw(&case.row.company)}</dd> };
    with_company(case, Some(company.into_any()))
}

/// For the company, which knows that the case is its own.
pub fn for_company(case: &CaseDetail) -> AnyView {
    with_company(case, None)
}

/// One that is forged, or was when it ended, has none but its id and its company.
fn with_company(case: &CaseDetail, company: Option<AnyView>) -> AnyView {
    if !case.row.is_certain() {
        return view! {
            <dl class="kv">
                <dt>{t(m::WHICH)}</dt><dd>{called(&case.row)}</dd>
                {company}
            </dl>
        }
        .into_any();
    }
    let number = (!case.row.number.is_empty())
        .then(|| view! { <dt>{t(m::NUMBER)}</dt><dd><code>{case.row.number.clone()}</code></dd> });
    view! {
        <dl class="kv">
            {number}
            <dt>{t(m::PERSON)}</dt><dd><span class="name">{case.row.name.clone()}</span>" "{address(&case.row.email)}</dd>
            {company}
            <dt>{t(m::KIND)}</dt><dd>{t(kind(case.row.removes_second_factor))}</dd>
            {words(case)}
            {passkeys(case)}
            {checked(case)}
            <dt>{t(m::ASKED_AT)}</dt><dd>{date_time(&case.row.asked)}</dd>
            {due(case)}
        </dl>
    }
    .into_any()
}

/// For staff: who works on it, and the account. They follow the facts in a list of their own, which the company does not see.
pub fn for_staff(case: &CaseDetail) -> Option<AnyView> {
    let account = format!("/support/accounts?account={}", case.row.account);
    case.row.is_certain().then(|| {
        view! {
            <dl class="kv">
                <dt>{t(m::ASSIGNEE)}</dt><dd class="name">{assignee(&case.row)}</dd>
                <dt>{t(m::ACCOUNT)}</dt><dd><a href=account>{t(m::ASK_LOOK)}</a></dd>
            </dl>
        }
        .into_any()
    })
}

/// What the person wrote, in their own words. It is not verified.
fn words(case: &CaseDetail) -> Option<AnyView> {
    let said = case.asked.iter().flat_map(|asked| &asked.words).map(|words| words.message.clone());
    let said: Vec<String> = said.filter(|message| !message.is_empty()).collect();
    let said = (!said.is_empty()).then(|| said.into_iter().map(|message| view! { <p>{message}</p> }).collect_view())?;
    Some(view! { <dt>{t(m::WORDS)}</dt><dd>{said}</dd> }.into_any())
}

fn checked(case: &CaseDetail) -> AnyView {
    let evidence = case.evidence.as_ref().map(|words| view! { <dt>{t(m::EVIDENCE)}</dt><dd>{tw(words)}</dd> });
    let reason = case.reason.as_ref().map(|words| view! { <dt>{t(m::REASON)}</dt><dd>{tw(words)}</dd> });
    view! { {evidence}{reason} }.into_any()
}

fn due(case: &CaseDetail) -> Option<AnyView> {
    case.row.state.is_open().then(|| {
        view! {
            <dt>{t(m::WAITED)}</dt><dd>{tw(&case.row.waited)}</dd>
            <dt>{t(m::DUE)}</dt><dd>{deadline(&case.row)}</dd>
        }
        .into_any()
    })
}

/// Says what happens to the person's passkeys. A reset alone keeps them, because they are not a password.
fn passkeys(case: &CaseDetail) -> Option<AnyView> {
    let words = if case.row.removes_second_factor { m::PASSKEYS_GO } else { m::PASSKEYS_STAY };
    let words = tw(&words.with(&[("n", &case.passkeys)]));
    let stated = case.row.state.is_open() && case.passkeys > 0;
    stated.then(|| view! { <dt>{t(m::PASSKEYS)}</dt><dd>{words}</dd> }.into_any())
}
