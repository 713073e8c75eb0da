//! The facts of a case, for staff and for the company.

use super::api::CaseDetail;
use super::cells::{assignee, called, deadline};
use super::messages as m;
use super::states::kind;
use crate::kit::{Copy, address, date_time};
use crate::text::{t, tw};
use leptos::prelude::*;

/// For staff, with the company, who works on the case, and the account.
pub fn facts(case: &CaseDetail) -> AnyView {
    let company = view! { <dt>{t(m::COMPANY)}</dt><dd>{tw(&case.row.company)}</dd> };
    with_company(case, Some(company.into_any()), for_staff(case))
}

/// For the company, which knows that the case is its own.
pub fn for_company(case: &CaseDetail) -> AnyView {
    with_company(case, None, None)
}

/// One that is forged, or was when it ended, has none but its id and its company.
fn with_company(case: &CaseDetail, company: Option<AnyView>, more: Option<AnyView>) -> AnyView {
    if !case.row.is_certain() {
        return view! {
            <dl class="kv">
                <dt>{t(m::WHICH)}</dt><dd>{called(&case.row)}</dd>
                {company}
            </dl>
        }
        .into_any();
    }
    let number = (!case.row.number.is_empty()).then(|| {
        let copy = view! { <Copy text=case.row.number.clone() label=t(m::NUMBER)/> };
        view! { <dt>{t(m::NUMBER)}</dt><dd><code>{case.row.number.clone()}</code>" "{copy}</dd> }
    });
    view! {
        <dl class="kv">
            {number}
            <dt>{t(m::PERSON)}</dt><dd><span class="name">{case.row.name.clone()}</span>" "{address(&case.row.email)}</dd>
            {company}
            <dt>{t(m::KIND)}</dt><dd>{t(kind(case.row.removes_second_factor))}</dd>
            {passkeys(case)}
            {checked(case)}
            <dt>{t(m::ASKED_AT)}</dt><dd>{date_time(&case.row.asked)}</dd>
            {due(case)}
            {more}
        </dl>
    }
    .into_any()
}

/// Who works on it, and the account. Both are for staff alone.
fn for_staff(case: &CaseDetail) -> Option<AnyView> {
    let account = format!("/support/accounts?account={}", case.row.account);
    case.row.is_certain().then(|| {
        view! {
            <dt>{t(m::ASSIGNEE)}</dt><dd class="name">{assignee(&case.row)}</dd>
            <dt>{t(m::ACCOUNT)}</dt><dd><a href=account>{t(m::ASK_LOOK)}</a></dd>
        }
        .into_any()
    })
}

fn checked(case: &CaseDetail) -> AnyView {
    let evidence = case.evidence.as_ref().map(|words| view! { <dt>{t(m::EVIDENCE)}</dt><dd>{tw(words)}</dd> });
    let reason = case.reason.as_ref().map(|words| view! { <dt>{t(m::REASON)}</dt><dd class="u-pre">{tw(words)}</dd> });
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
