//! Names the people who were ticked in a list, and asks before something is done with all of them. Opening it changes
//! nothing.

use super::api::{MembersApi, Rights, Selected, SelectedPerson};
use super::badges::with_address;
use super::states::SelectedAct;
use super::{invite, messages as m};
use crate::error::AppError;
use crate::kit::{Empty, ErrorSummary, Notice, PageHead, Panel, PostForm, Tone, messages as k};
use crate::page::{FormState, Page, PageCx};
use crate::permission::RoleRights;
use crate::text::{Text, t, tw};
use leptos::prelude::*;

pub async fn selected(cx: &PageCx, backend: &(impl MembersApi + ?Sized)) -> Result<Page, AppError> {
    // A refused post may lack its action. What was refused says which one it was.
    let refused = cx.form.error("role").map(|_| SelectedAct::Role);
    let act = cx.choice("act", SelectedAct::from_code)?.or(refused);
    let ids: Vec<String> = cx.query.iter().filter(|(name, _)| name == "id").map(|(_, id)| id.clone()).collect();
    let form = cx.form.clone();
    let Some(act) = act.filter(|_| !ids.is_empty()) else {
        return Ok(Page::new(m::SELECTED_NONE, move || nothing(form)));
    };
    let selected = backend.selected_people(act, &ids).await?;
    Ok(Page::new(title(act), move || view(act, selected, form)))
}

fn head(title: Text) -> AnyView {
    let crumbs = vec![("/members".to_owned(), t(m::TITLE).to_owned())];
    view! { <PageHead title=t(title) crumbs=crumbs/> }.into_any()
}

fn nothing(form: FormState) -> AnyView {
    view! {
        {head(m::SELECTED_NONE)}
        <ErrorSummary form=form/>
        <Empty title=t(m::SELECTED_NONE)><p>{t(m::SELECTED_NONE_MORE)}</p><p><a href="/members">{t(m::TITLE)}</a></p></Empty>
    }
    .into_any()
}

fn view(act: SelectedAct, Selected { people, rights }: Selected, form: FormState) -> AnyView {
    let (left_out, included): (Vec<_>, Vec<_>) = people.into_iter().partition(|one| one.why_not.is_some());
    let left_out = (!left_out.is_empty()).then(|| not_included(&left_out));
    let ask = (rights.manage && !included.is_empty()).then(|| ask(act, &included, &rights, form));
    // The way back stands beside the button, if there is one.
    let back = ask.is_none().then(|| view! { <p>{back()}</p> });
    view! {
        {head(title(act))}
        <div class="stack">
            {left_out}
            {ask}
            {back}
        </div>
    }
    .into_any()
}

/// The people who cannot be among them, each with the reason.
fn not_included(people: &[SelectedPerson]) -> AnyView {
    let one = |person: &SelectedPerson| {
        let why = person.why_not.map(t).unwrap_or_default();
        view! { <li><span class="name">{with_address(&person.name, &person.email)}</span>" — "{why}</li> }
    };
    let all = people.iter().map(one).collect_view();
    view! { <Notice tone=Tone::Warn><p>{t(m::SELECTED_LEFT_OUT)}</p><ul class="dots">{all}</ul></Notice> }.into_any()
}

fn back() -> AnyView {
    view! { <a class="btn" href="/members">{t(k::BACK_OUT)}</a> }.into_any()
}

/// The title of the page. The button in a list is shorter.
fn title(act: SelectedAct) -> Text {
    match act {
        SelectedAct::Suspend => m::SELECTED_SUSPEND,
        SelectedAct::Role | SelectedAct::Resend => act.text(),
    }
}

fn question(act: SelectedAct) -> Text {
    match act {
        SelectedAct::Suspend => m::SELECTED_ASK_SUSPEND,
        SelectedAct::Role => m::SELECTED_ASK_ROLE,
        SelectedAct::Resend => m::SELECTED_ASK_RESEND,
    }
}

/// Where the form of an action goes, the text of its button and its class.
fn button(act: SelectedAct) -> (&'static str, Text, &'static str) {
    match act {
        SelectedAct::Suspend => ("/members/selected/suspend", m::SUSPEND, "btn btn--danger"),
        SelectedAct::Role => ("/members/selected/role", m::CHANGE_SUBMIT, "btn btn--primary"),
        SelectedAct::Resend => ("/members/selected/resend", m::SEND_AGAIN, "btn btn--primary"),
    }
}

fn ask(act: SelectedAct, people: &[SelectedPerson], rights: &Rights, form: FormState) -> AnyView {
    let question = tw(&question(act).with(&[("n", &people.len())]));
    let roles = (act == SelectedAct::Role).then(|| choice(&rights.roles, &form));
    let (action, verb, class) = button(act);
    let effects = (act == SelectedAct::Suspend).then(|| view! { <p class="note">{t(m::SELECTED_SUSPEND_SUB)}</p> });
    let ids = people.iter().map(|one| view! { <input type="hidden" name="id" value=one.id.clone()/> }).collect_view();
    let names = names(people);
    view! {
        <Panel id="h-selected" title=question>
            {names}
            {effects}
            <ErrorSummary form=form/>
            <PostForm action=action>
                <input type="hidden" name="act" value=act.code()/>
                {ids}
                {roles}
                <div class="btn-row u-mt"><button class=class type="submit">{t(verb)}</button>{back()}</div>
            </PostForm>
        </Panel>
    }
    .into_any()
}

fn names(people: &[SelectedPerson]) -> AnyView {
    let one = |person: &SelectedPerson| {
        let role = t(person.role.text());
        view! { <li><span class="name">{with_address(&person.name, &person.email)}</span>" "<span class="note">{role}</span></li> }
    };
    view! { <ul class="dots">{people.iter().map(one).collect_view()}</ul> }.into_any()
}

fn choice(roles: &[RoleRights], form: &FormState) -> AnyView {
    view! { <div class="u-mt">{invite::roles(roles, None, form)}</div> }.into_any()
}
