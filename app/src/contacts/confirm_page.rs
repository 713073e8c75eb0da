use super::api::{Confirmation, ContactsApi};
use super::list_page::kinds;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Notice, PostForm, Tone, address};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The page behind the link in the confirmation mail. Opening it changes nothing; the button confirms.
pub async fn confirm(_: &PageCx, backend: &(impl ContactsApi + ?Sized)) -> Result<Page, AppError> {
    let asked = backend.confirmation().await?;
    Ok(Page::new(m::CONFIRM_TITLE, move || view(asked)).without_menu())
}

fn view(asked: Confirmation) -> AnyView {
    let rest = if asked.done {
        view! { <Notice tone=Tone::Ok><p>{t(m::DONE)}</p></Notice> }.into_any()
    } else {
        view! {
            <p>{t(m::CONFIRM_ASK)}</p>
            <PostForm action="/contacts/confirm">
                <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::CONFIRM)}</button>
            </PostForm>
        }
        .into_any()
    };
    view! {
        <h1>{t(m::CONFIRM_TITLE)}</h1>
        <p>{tw(&m::CONFIRM_LEAD.with(&[("company", &asked.company)]))}</p>
        <dl class="kv">
            <dt>{t(m::EMAIL)}</dt><dd>{address(&asked.email)}</dd>
            <dt>{t(m::KINDS)}</dt><dd>{kinds(&asked.kinds)}</dd>
        </dl>
        {rest}
    }
    .into_any()
}
