use super::api::{JoinFacts, MembersApi, SecondStep};
use super::messages as m;
use super::states::Lock;
use crate::account::password_page::{SecondField, all_rules, choose};
use crate::error::AppError;
use crate::kit::{ErrorSummary, Notice, PostForm, Tone, address, date_time};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// The page behind an invitation: setting a password creates the account.
pub async fn join(cx: &PageCx, backend: &(impl MembersApi + ?Sized)) -> Result<Page, AppError> {
    let facts = backend.joining().await?;
    let form = cx.form.clone();
    Ok(Page::new(m::JOIN, move || view(facts, form)).without_menu().with_islands())
}

fn view(facts: JoinFacts, form: FormState) -> AnyView {
    let lead = match &facts.company {
        Some(company) => tw(&m::JOIN_LEAD.with(&[("company", company)])),
        None => t(m::JOIN_LEAD_STAFF).to_owned(),
    };
    let who = view! {
        <dl class="kv">
            <dt>{t(m::NAME)}</dt><dd class="name">{facts.name.clone()}</dd>
            <dt>{t(m::EMAIL)}</dt><dd>{address(&facts.email)}</dd>
            <dt>{t(m::ROLE)}</dt><dd>{t(facts.role.text())}</dd>
        </dl>
    };
    let rest = if facts.taken {
        view! { <Notice tone=Tone::Warn><p>{t(m::JOIN_TAKEN)}</p></Notice> }.into_any()
    } else {
        password(facts, form)
    };
    view! { <h1>{t(m::JOIN)}</h1><p>{lead}</p>{who}{rest} }.into_any()
}

/// Joining does not remove a lock (SL-20c).
pub fn stays(lock: Lock) -> Text {
    match lock {
        Lock::Whole => m::JOIN_LOCKED,
        Lock::NewDevices => m::JOIN_LOCKED_NEW,
    }
}

fn password(facts: JoinFacts, form: FormState) -> AnyView {
    let second = match facts.second_step {
        SecondStep::NotAsked => None,
        SecondStep::SetUp => Some(m::JOIN_SECOND),
        SecondStep::Kept => Some(m::JOIN_KEEPS_SECOND),
    };
    let second = second.map(|words| view! { <Notice tone=Tone::Info><p>{t(words)}</p></Notice> });
    let locked = facts.stays_locked.map(|lock| view! { <Notice tone=Tone::Warn><p>{t(stays(lock))}</p></Notice> });
    let until = facts.until.as_ref().map(|at| view! { <p class="note">{t(m::JOIN_UNTIL)}" "{date_time(at)}</p> });
    let errors = form.clone();
    view! {
        {locked}
        {second}
        <ErrorSummary form=errors/>
        <PostForm action="/join">
            <input class="u-vh" type="email" name="username" value=facts.email.clone() autocomplete="username" tabindex="-1" aria-hidden="true" disabled/>
            {choose(form, SecondField::WithoutScript, all_rules(facts.shape))}
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::JOIN_SUBMIT)}</button>
        </PostForm>
        {until}
    }
    .into_any()
}
