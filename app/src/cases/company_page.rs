use super::api::{CaseDetail, CaseEvent, CasesApi};
use super::cells::{called, state_for_company};
use super::facts::for_company;
use super::messages as m;
use super::states::CaseState;
use crate::error::AppError;
use crate::kit::more_styles;
use crate::kit::{
    AlteredNotice, Confirm, Empty, Notice, PageHead, PostButton, SupportDesk, Tone, date_time, name_words, with_time,
};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The company's own cases. An administrator consents to a reset or refuses it.
pub async fn list(_: &PageCx, backend: &(impl CasesApi + ?Sized)) -> Result<Page, AppError> {
    let cases = backend.company_cases().await?;
    Ok(Page::new(m::COMPANY_TITLE, move || view(cases)))
}

fn view(cases: Vec<CaseDetail>) -> AnyView {
    let body = if cases.is_empty() {
        view! { <Empty title=t(m::COMPANY_NONE)><p>{t(m::COMPANY_NONE_HINT)}</p></Empty> }.into_any()
    } else {
        cases.into_iter().map(one).collect_view().into_any()
    };
    view! { <PageHead title=t(m::COMPANY_TITLE) sub=t(m::COMPANY_SUB)/><div class="stack">{body}</div> }.into_any()
}

/// A case about the viewer, who may not consent to it but may refuse it.
fn own(case: &CaseDetail) -> AnyView {
    let cooling = case.cooling_until.as_ref().map(|at| view! { <p>{with_time(m::OWN_COOLING, at)}</p> });
    view! {
        <Notice tone=Tone::Warn><p>{t(m::OWN_CASE)}</p>{cooling}<p>{t(m::OWN_REFUSE)}</p></Notice>
        <div class="btn-row u-mt-l"><PostButton action="/cases/refuse" id=case.row.id.clone() class="btn">{t(m::REFUSE)}</PostButton></div>
    }
    .into_any()
}

/// A case that cannot go on. It can be refused at the step at which others can.
fn barred(case: &CaseDetail) -> AnyView {
    let why = case.row.barred.map(|why| tw(&why.to_company()));
    let refuse = (case.row.state == CaseState::Checked).then(|| {
        view! {
            <div class="btn-row u-mt-l"><PostButton action="/cases/refuse" id=case.row.id.clone() class="btn">{t(m::REFUSE)}</PostButton></div>
        }
    });
    view! { <Notice tone=Tone::Danger><p>{why}<SupportDesk/></p></Notice>{refuse} }.into_any()
}

/// Asks before the consent: with it, somebody else gets a new password.
fn consent(case: &CaseDetail) -> AnyView {
    let (id, verb) = (case.row.id.clone(), t(m::CONSENT));
    let who = name_words(&*case.row.name);
    let ask = tw(&m::CONSENT_ASK.saying(&[("name", &who)]));
    view! {
        <Confirm id=format!("consent-{id}") class="btn btn--primary" opener=verb title=t(m::CONSENT_TITLE) verb=verb
            action="/cases/consent" of=id calm=true>
            <p>{ask}</p><p>{t(m::CONSENT_CHECK)}</p>
        </Confirm>
    }
    .into_any()
}

fn one(case: CaseDetail) -> AnyView {
    let id = case.row.id.clone();
    let acts = match case.row.state {
        open if case.row.altered && open.is_open() => view! {
            <AlteredNotice can=Some(m::REFUSE)/>
            <div class="btn-row u-mt-l"><PostButton action="/cases/refuse" id=id class="btn">{t(m::REFUSE)}</PostButton></div>
        }
        .into_any(),
        _ if case.row.altered => view! { <AlteredNotice can=None/> }.into_any(),
        _ if case.row.ended_altered.is_some() => view! { <p>{t(m::ENDED_ALTERED_MORE)}</p> }.into_any(),
        _ if case.row.barred.is_some() => barred(&case),
        CaseState::Checked if case.own => own(&case),
        CaseState::Checked => {
            let removes = case.row.removes_second_factor.then(|| {
                view! { <Notice tone=Tone::Warn><p>{t(m::REMOVES)}</p></Notice> }
            });
            view! {
                {removes}
                <div class="btn-row u-mt-l">
                    {consent(&case)}
                    <PostButton action="/cases/refuse" id=id class="btn">{t(m::REFUSE)}</PostButton>
                </div>
            }
            .into_any()
        }
        _ => view! { {case.outcome.as_ref().map(|words| view! { <p>{tw(words)}</p> })} }.into_any(),
    };
    let anchor = format!("case-{}", case.row.id);
    view! {
        <article class="panel" id=anchor aria-label=called(&case.row)>
            <div class="panel-head panel-head--pad"><h2>{tw(&case.row.title())}</h2><p>{state_for_company(&case.row)}</p></div>
            <div class="grid grid--main">
                <div>{for_company(&case)}<div class="u-mt">{acts}</div></div>
                <div>{history(&case)}</div>
            </div>
        </article>
    }
    .into_any()
}

/// What happened, newest first. Who has written the history of a forged case is not known.
fn history(case: &CaseDetail) -> AnyView {
    let event = |event: &CaseEvent| {
        let who = event.who.clone();
        view! { <li>{date_time(&event.at)}{tw(&event.what)}<br/><span class="note name">{who}</span></li> }
    };
    let events = case.events.iter().rev().map(event).collect_view();
    let doubt = case.row.altered.then(|| view! { <p class="note">{t(m::HISTORY_ALTERED)}</p> });
    view! { <h3>{t(m::HISTORY)}</h3>{doubt}{more_styles()}<ol class="timeline">{events}</ol> }.into_any()
}
