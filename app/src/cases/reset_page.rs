use super::api::{CasesApi, ResetFacts};
use super::messages as m;
use crate::account::password_page::{SecondField, all_rules, choose};
use crate::error::AppError;
use crate::kit::{ErrorSummary, Notice, PostForm, Tone, date_time};
use crate::members::states::Lock;
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The page behind the link of a case or an administrator. It only sets a new password.
pub async fn reset(cx: &PageCx, backend: &(impl CasesApi + ?Sized)) -> Result<Page, AppError> {
    let facts = backend.reset_facts().await?;
    let form = cx.form.clone();
    Ok(Page::new(m::RESET_TITLE, move || view(facts, form)).without_menu().with_islands())
}

fn view(facts: ResetFacts, form: FormState) -> AnyView {
    let second = if facts.removes_second_factor { m::RESET_REMOVES } else { m::RESET_KEEPS };
    let second = facts.has_second_factor.then(|| view! { <Notice tone=Tone::Info><p>{t(second)}</p></Notice> });
    let locked = facts.stays_locked.map(|lock| match lock {
        Lock::Whole => m::RESET_LOCKED,
        Lock::NewDevices => m::RESET_LOCKED_ELSEWHERE,
    });
    let locked = locked.map(|words| view! { <Notice tone=Tone::Warn><p>{t(words)}</p></Notice> });
    view! {
        <h1>{t(m::RESET_TITLE)}</h1>
        <p>{tw(&m::RESET_SUB.with(&[("email", &facts.email)]))}</p>
        {locked}
        {second}
        <ErrorSummary form=form.clone()/>
        <PostForm action="/password/reset">
            <input class="u-vh" type="email" name="username" value=facts.email.clone() autocomplete="username" tabindex="-1" aria-hidden="true" disabled/>
            {choose(form, SecondField::WithoutScript, all_rules(facts.shape))}
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::RESET_SUBMIT)}</button>
        </PostForm>
        <p class="note">{t(m::RESET_UNTIL)}" "{date_time(&facts.until)}</p>
    }
    .into_any()
}
