//! One announcement for staff: what it says, what the profiles ask for, and the next step.

use super::api::{AnnouncingApi, DraftActs, DraftDetail, LetterProgress};
use super::list_page::{PATH, state};
use super::messages as m;
use super::{lead, version};
use crate::error::AppError;
use crate::kit::{
    AlteredNotice, Confirm, ErrorSummary, Field, FieldKind, Notice, PageHead, Panel, PostForm, Tone, count, date_time,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

pub async fn detail(cx: &PageCx, backend: &(impl AnnouncingApi + ?Sized)) -> Result<Page, AppError> {
    let detail = backend.draft(cx.param("id")?).await?;
    let form = cx.form.clone();
    Ok(Page::new(Words::same(detail.row.title.clone()), move || view(detail, form)))
}

fn view(detail: DraftDetail, form: FormState) -> AnyView {
    let crumbs = vec![(PATH.to_owned(), t(m::TITLE).to_owned())];
    let altered = detail.row.altered.then(|| view! { <AlteredNotice can=None/> });
    let next = next_step(&detail, form.clone());
    let lead = detail.lead.clone().map(|report| lead::panel(Some(report)));
    let content = (version::facts(&detail.version), version::content(&detail.version));
    view! {
        <PageHead title=detail.row.title.clone() crumbs=crumbs meta=state(&detail.row)/>
        <ErrorSummary form=form.clone()/>
        <div class="stack">
            {altered}
            {withdrawn(&detail)}
            {next}
            <Panel id="h-content" title=t(m::CONTENT)>{content}</Panel>
            {version::changes(&detail.version)}
            {lead}
            {detail.letters.as_ref().map(progress)}
            {version::older(&detail.older)}
            {withdraw(&detail, form)}
        </div>
    }
    .into_any()
}

fn withdrawn(detail: &DraftDetail) -> AnyView {
    let Some(at) = &detail.withdrawn else { return ().into_any() };
    let (at, why) = (date_time(at), detail.why_withdrawn.as_ref().map(|why| tw(&why.words())));
    view! {
        <Notice tone=Tone::Warn>
            <p>{t(m::WITHDRAWN_AT)}" "{at}</p>
            <p>{t(m::WITHDRAWN_WHY)}": "{why}</p>
        </Notice>
    }
    .into_any()
}

/// What can be done with it now.
fn next_step(detail: &DraftDetail, form: FormState) -> AnyView {
    let can = detail.can;
    if can == DraftActs::default() || (can == DraftActs { withdraw: true, ..DraftActs::default() }) {
        return ().into_any();
    }
    let id = detail.row.id.clone();
    let own =
        (can.own && can.needs_approval).then(|| view! { <Notice tone=Tone::Info><p>{t(m::OWN_NOTE)}</p></Notice> });
    let edit = can.edit.then(|| {
        let href = format!("{PATH}/{id}/edit");
        view! { <a class="btn btn--primary" href=href>{t(m::EDIT)}</a> }
    });
    let words = match (can.needs_approval, detail.version.publish.is_some()) {
        (false, _) => m::PUBLISH_OWN,
        (true, true) => m::APPROVE_LATER,
        (true, false) => m::APPROVE,
    };
    let approve = can.approve.then(|| step("/support/announcements/approve", detail, "btn btn--primary", t(words)));
    let publish =
        can.publish.then(|| step("/support/announcements/publish", detail, "btn btn--primary", t(m::PUBLISH_NOW)));
    let correct = can.correct.then(|| step("/support/announcements/correct", detail, "btn", t(m::CORRECT)));
    let discard = can.discard.then(|| discard(&id));
    let give_back = can.give_back.then(|| give_back(&id, form));
    view! {
        <Panel id="h-next" title=t(m::DECIDE)>
            {own}
            <div class="btn-row">{edit}{approve}{publish}{correct}{discard}</div>
            {give_back}
        </Panel>
    }
    .into_any()
}

/// A button about the version as it is shown.
fn step(action: &'static str, detail: &DraftDetail, class: &'static str, words: &'static str) -> AnyView {
    let (id, revision) = (detail.row.id.clone(), detail.revision.to_string());
    view! {
        <PostForm action=action>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="revision" value=revision/>
            <button class=class type="submit">{words}</button>
        </PostForm>
    }
    .into_any()
}

fn discard(id: &str) -> AnyView {
    let id = id.to_owned();
    view! {
        <Confirm id="discard" opener=t(m::DISCARD) title=t(m::DISCARD) verb=t(m::DISCARD) action="/support/announcements/discard" of=id class="btn">
            <p>{t(m::DISCARD_ASK)}</p>
        </Confirm>
    }
    .into_any()
}

fn give_back(id: &str, form: FormState) -> AnyView {
    let id = id.to_owned();
    view! {
        <PostForm action="/support/announcements/return" class="u-mt">
            <input type="hidden" name="id" value=id/>
            <Field name="why" label=t(m::RETURN_WHY) kind=FieldKind::Text form=form required=true/>
            <button class="btn u-mt" type="submit">{t(m::RETURN)}</button>
        </PostForm>
    }
    .into_any()
}

fn progress(letters: &LetterProgress) -> AnyView {
    let (companies, written) = (count(letters.companies), count(letters.letters));
    let words = tw(&m::MAIL_PROGRESS.with(&[("companies", &companies), ("letters", &written)]));
    let untold = (letters.untold > 0).then(|| tw(&m::UNTOLD.with(&[("n", &letters.untold)])));
    let running = letters.finished.is_none().then(|| view! { <p>{t(m::MAIL_RUNNING)}</p> });
    view! {
        <Panel id="h-mail" title=t(m::MAIL)>
            {running}
            <p class="num">{words}</p>
            {untold.map(|words| view! { <p>{words}</p> })}
        </Panel>
    }
    .into_any()
}

fn withdraw(detail: &DraftDetail, form: FormState) -> AnyView {
    if !detail.can.withdraw {
        return ().into_any();
    }
    let id = detail.row.id.clone();
    view! {
        <Panel id="h-withdraw" title=t(m::WITHDRAW)>
            <p class="note">{t(m::WITHDRAW_SUB)}</p>
            <PostForm action="/support/announcements/withdraw">
                <input type="hidden" name="id" value=id/>
                <Field name="why_ja" label=t(m::WHY_JA) kind=FieldKind::Text form=form.clone() required=true/>
                <Field name="why_en" label=t(m::WHY_EN) kind=FieldKind::Text form=form/>
                <button class="btn btn--danger u-mt" type="submit">{t(m::WITHDRAW)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}
