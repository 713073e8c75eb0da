//! The next step of a case for staff, and its end.

use super::api::CaseDetail;
use super::evidence::{self, CHECKLIST};
use super::messages as m;
use super::states::{Barred, CaseState};
use crate::contacts::api::can_be_called;
use crate::kit::{
    AlteredNotice, Check, Checks, Confirm, Notice, Panel, PostButton, PostForm, SelectField, TextArea, Tone, with_time,
};
use crate::mail::undelivered::Undelivered;
use crate::page::FormState;
use crate::text::{t, tw};
use leptos::prelude::*;

/// The next step, and the end. A forged case that is over has neither.
pub fn next(case: &CaseDetail, form: FormState) -> AnyView {
    let open = case.row.state.is_open();
    if case.row.altered && !open {
        return view! { <AlteredNotice can=None/> }.into_any();
    }
    let (step, cancel) = (step(case, form), open.then(|| cancel(case)));
    let title = t(if open { m::NEXT } else { m::RESULT });
    view! {
        <Panel id="h-next" title=title>
            {step}
            {cancel}
        </Panel>
    }
    .into_any()
}

fn step(case: &CaseDetail, form: FormState) -> AnyView {
    let id = case.row.id.clone();
    match case.row.state {
        _ if case.row.altered => view! { <AlteredNotice can=Some(m::CANCEL)/> }.into_any(),
        _ if case.row.barred.is_some() => barred(case.row.barred),
        CaseState::Opened => check(id, can_be_called(&case.contacts), form),
        CaseState::Checked if case.cooled => approve(case),
        CaseState::Checked => match case.cooling_until.clone() {
            Some(at) => view! { <Notice tone=Tone::Info><p>{with_time(m::WAIT_COOLING, &at)}</p></Notice> }.into_any(),
            None => view! { <Notice tone=Tone::Info><p>{t(m::WAIT_CONSENT)}</p></Notice> }.into_any(),
        },
        CaseState::Consented => approve(case),
        CaseState::Approved => view! {
            <Notice tone=Tone::Info><p>{t(m::WAIT_PERSON)}</p></Notice>
            {case.undelivered.as_ref().map(Undelivered::view)}
            <PostButton action="/support/cases/send-again" id=id class="btn u-mt">{t(m::SEND_AGAIN)}</PostButton>
        }
        .into_any(),
        _ if case.row.ended_altered.is_some() => view! { <p>{t(m::ENDED_ALTERED_MORE)}</p> }.into_any(),
        CaseState::Done | CaseState::Closed => view! { <p>{case.outcome.as_ref().map(tw)}</p> }.into_any(),
    }
}

/// Says why the case cannot go on, and who can do what about it.
fn barred(why: Option<Barred>) -> AnyView {
    why.map(|why| view! { <Notice tone=Tone::Danger><p>{tw(&why.to_staff())}</p></Notice> }).into_any()
}

fn approve(case: &CaseDetail) -> AnyView {
    let id = case.row.id.clone();
    if case.own {
        return view! { <Notice tone=Tone::Info><p>{t(m::OWN)}</p></Notice> }.into_any();
    }
    view! { <p>{t(m::APPROVE_SUB)}</p><PostButton action="/support/cases/approve" id=id class="btn btn--primary">{t(m::APPROVE)}</PostButton> }
        .into_any()
}

fn check(id: String, can_call: bool, form: FormState) -> AnyView {
    let ticked = |code: &str| form.typed.iter().any(|(name, value)| name == "checked" && value == code);
    let one = |(code, words): &(&str, _)| Check {
        value: (*code).to_owned(),
        words: t(*words).to_owned(),
        ticked: ticked(code),
    };
    let checks = CHECKLIST.iter().map(one).collect();
    view! {
        <PostForm action="/support/cases/check" label=t(m::CHECK)>
            <input type="hidden" name="id" value=id/>
            <Checks name="checked" label=t(m::CHECKLIST) hint=t(m::CHECKLIST_HINT) checks=checks form=form.clone() long=true required=true/>
            <SelectField name="evidence" label=t(m::EVIDENCE) options=evidence::choices(can_call) selected=String::new() form=form.clone() required=true/>
            <TextArea name="reason" label=t(m::REASON) hint=t(m::REASON_HINT) form=form required=true/>
            <button class="btn btn--primary u-mt" type="submit">{t(m::CHECK_SUBMIT)}</button>
        </PostForm>
    }
    .into_any()
}

fn cancel(case: &CaseDetail) -> AnyView {
    let (id, name) = (case.row.id.clone(), tw(&case.row.title()));
    view! {
        <div class="u-mt">
            <Confirm id="cancel" opener=t(m::CANCEL) title=t(m::CANCEL) verb=t(m::CANCEL) action="/support/cases/cancel" of=id>
                <p>{t(m::CANCEL_ASK)}</p>
                <ul><li>{name}</li></ul>
            </Confirm>
        </div>
    }
    .into_any()
}
