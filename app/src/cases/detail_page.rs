use super::api::{CaseDetail, CaseEvent, CasesApi};
use super::cells::{called, due, state};
use super::evidence::{self, CHECKLIST};
use super::messages as m;
use super::requests;
use super::states::{Barred, CaseState, kind};
use crate::contacts::api::can_be_called;
use crate::contacts::staff_panel;
use crate::error::AppError;
use crate::kit::{
    AlteredNotice, Check, Checks, Confirm, ErrorSummary, Field, FieldKind, Notice, PageHead, Panel, PostButton,
    PostForm, SelectField, Tone, address, date_time, with_time,
};
use crate::mail::undelivered::Undelivered;
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// One case for staff: its state and the next step.
pub async fn detail(cx: &PageCx, backend: &(impl CasesApi + ?Sized)) -> Result<Page, AppError> {
    let case = backend.case(cx.param("id")?).await?;
    let form = cx.form.clone();
    let company = case.row.company.clone();
    Ok(Page::new(m::CASE, move || view(case, form)).viewing(company))
}

fn view(case: CaseDetail, form: FormState) -> AnyView {
    let crumbs = vec![("/support/cases".to_owned(), t(m::TITLE).to_owned())];
    let next = next(&case, form.clone());
    let asked = case.row.is_certain().then(|| case.asked.iter().map(requests::one).collect_view());
    let checked = case.row.altered || case.row.barred.is_some() || case.row.state != CaseState::Opened;
    let contacts = (!checked).then(|| staff_panel::panel(case.contacts.clone()));
    view! {
        <PageHead title=t(m::CASE) crumbs=crumbs meta=state(&case.row)/>
        <ErrorSummary form=form/>
        <div class="stack">
            {facts(&case)}
            {asked}
            {contacts}
            {next}
            {course(case.events, case.row.altered)}
        </div>
    }
    .into_any()
}

/// The next step, and the end. A forged case that is over has neither.
fn next(case: &CaseDetail, form: FormState) -> AnyView {
    let open = case.row.state.is_open();
    if case.row.altered && !open {
        return view! { <AlteredNotice can=None/> }.into_any();
    }
    let (step, cancel) = (step(case, form), open.then(|| cancel(case)));
    view! {
        <Panel id="h-next" title=t(m::NEXT)>
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
            <Checks name="checked" label=t(m::CHECKLIST) hint=t(m::CHECKLIST_HINT) checks=checks form=form.clone() long=true/>
            <SelectField name="evidence" label=t(m::EVIDENCE) options=evidence::choices(can_call) selected=String::new() form=form.clone()/>
            <Field name="reason" label=t(m::REASON) kind=FieldKind::Text hint=t(m::REASON_HINT) form=form required=true/>
            <button class="btn btn--primary u-mt" type="submit">{t(m::CHECK_SUBMIT)}</button>
        </PostForm>
    }
    .into_any()
}

fn cancel(case: &CaseDetail) -> AnyView {
    let (id, name) = (case.row.id.clone(), called(&case.row));
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

/// The facts of the case. One that is forged, or was when it ended, has none but its id and its company.
pub fn facts(case: &CaseDetail) -> AnyView {
    if !case.row.is_certain() {
        return view! {
            <div class="panel">
                <dl class="kv">
                    <dt>{t(m::WHICH)}</dt><dd>{called(&case.row)}</dd>
                    <dt>{t(m::COMPANY)}</dt><dd>{tw(&case.row.company)}</dd>
                </dl>
            </div>
        }
        .into_any();
    }
    let evidence = case.evidence.as_ref().map(|words| view! { <dt>{t(m::EVIDENCE)}</dt><dd>{tw(words)}</dd> });
    let reason = case.reason.as_ref().map(|words| view! { <dt>{t(m::REASON)}</dt><dd>{tw(words)}</dd> });
    let due = case.row.state.is_open().then(|| {
        view! {
            <dt>{t(m::WAITED)}</dt><dd>{tw(&case.row.waited)}</dd>
            <dt>{t(m::DUE)}</dt><dd>{due(&case.row.due, case.row.late)}</dd>
        }
    });
    view! {
        <div class="panel">
            <dl class="kv">
                <dt>{t(m::PERSON)}</dt><dd><span class="name">{case.row.name.clone()}</span>" "{address(&case.row.email)}</dd>
                <dt>{t(m::COMPANY)}</dt><dd>{tw(&case.row.company)}</dd>
                <dt>{t(m::KIND)}</dt><dd>{t(kind(case.row.removes_second_factor))}</dd>
                {passkeys(case)}
                {evidence}
                {reason}
                <dt>{t(m::ASKED_AT)}</dt><dd>{date_time(&case.row.asked)}</dd>
                {due}
            </dl>
        </div>
    }
    .into_any()
}

/// Says what happens to the person's passkeys. A reset alone keeps them, because they are not a password.
fn passkeys(case: &CaseDetail) -> Option<AnyView> {
    let words = if case.row.removes_second_factor { m::PASSKEYS_GO } else { m::PASSKEYS_STAY };
    let words = tw(&words.with(&[("n", &case.passkeys)]));
    let stated = case.row.state.is_open() && case.passkeys > 0;
    stated.then(|| view! { <dt>{t(m::PASSKEYS)}</dt><dd>{words}</dd> }.into_any())
}

/// The events so far. Those of a forged case may be invented.
fn course(events: Vec<CaseEvent>, altered: bool) -> AnyView {
    let doubt = altered.then(|| view! { <p class="note">{t(m::HISTORY_ALTERED)}</p> });
    let items = events.into_iter().map(|event| {
        view! { <li><strong>{tw(&event.what)}</strong><span>{date_time(&event.at)}" "{event.who}</span></li> }
    });
    view! {
        <Panel id="h-course" title=t(m::HISTORY)>
            {doubt}
            <ol class="timeline">{items.collect_view()}</ol>
        </Panel>
    }
    .into_any()
}
