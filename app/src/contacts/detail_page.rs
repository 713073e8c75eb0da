use super::api::{Contact, ContactsApi, EDIT};
use super::list_page::{kinds, state, unreadable};
use super::staff_panel::telephone;
use super::{form, messages as m};
use crate::error::AppError;
use crate::kit::{Confirm, Notice, PageHead, PostButton, Tone, address, date_time};
use crate::mail::undelivered::Undelivered;
use crate::page::{FormState, Page, PageCx};
use crate::text::{Words, t};
use leptos::prelude::*;

/// One contact: its kinds of notices, and how to change, test or remove it.
pub async fn detail(cx: &PageCx, backend: &(impl ContactsApi + ?Sized)) -> Result<Page, AppError> {
    let contact = backend.contact(cx.param("id")?).await?;
    let form = cx.session()?.may(EDIT).then(|| cx.form.clone());
    Ok(Page::new(Words::same(&contact.name), move || view(contact, form)))
}

fn view(contact: Contact, form: Option<FormState>) -> AnyView {
    let crumbs = vec![("/contacts".to_owned(), t(m::TITLE).to_owned())];
    let confirmed = contact.confirmed.is_some();
    let waiting = (!confirmed).then(|| view! { <Notice tone=Tone::Warn><p>{t(m::WAITING_NOTE)}</p></Notice> });
    let unsent = contact.undelivered.as_ref().map(Undelivered::view);
    let unsent = unsent.map(|unsent| view! { <Notice tone=Tone::Warn>{unsent}</Notice> });
    // Of what cannot be read nothing is changed, and nothing is written to it.
    let readable = !contact.unreadable;
    let acts = (readable && form.is_some()).then(|| write(&contact));
    let change = form.map(|form| view! { {readable.then(|| form::change(&contact, form))}{remove(&contact)} });
    let meta = if readable { state(confirmed) } else { unreadable() };
    view! {
        <PageHead title=contact.name.clone() crumbs=crumbs nostrip:acts=acts meta=meta/>
        <div class="stack">
            {unsent}
            {waiting}
            {facts(&contact)}
            {change}
        </div>
    }
    .into_any()
}

fn facts(contact: &Contact) -> AnyView {
    let confirmed =
        contact.confirmed.as_ref().map(|at| view! { <dt>{t(m::CONFIRMED_AT)}</dt><dd>{date_time(at)}</dd> });
    view! {
        <section class="panel" aria-label=t(m::TITLE)>
            <dl class="kv">
                <dt>{t(m::EMAIL)}</dt><dd>{address(&contact.email)}</dd>
                <dt>{t(m::TELEPHONE_SHORT)}</dt><dd>{telephone(contact)}</dd>
                <dt>{t(m::KINDS)}</dt><dd>{kinds(&contact.kinds)}</dd>
                <dt>{t(m::CREATED)}</dt><dd>{date_time(&contact.created)}</dd>
                {confirmed}
            </dl>
        </section>
    }
    .into_any()
}

fn write(contact: &Contact) -> AnyView {
    let words = if contact.confirmed.is_some() { m::WRITE_TEST } else { m::WRITE_LINK };
    view! { <PostButton action="/contacts/write" id=contact.id.clone()>{t(words)}</PostButton> }.into_any()
}

fn remove(contact: &Contact) -> AnyView {
    let email = if contact.unreadable { contact.name.clone() } else { contact.email.clone() };
    let id = contact.id.clone();
    view! {
        <Confirm id="remove" opener=t(m::REMOVE) title=t(m::REMOVE) verb=t(m::REMOVE_VERB) action="/contacts/remove" of=id>
            <p>{t(m::REMOVE_ASK)}</p>
            <ul><li>{email}</li></ul>
        </Confirm>
    }
    .into_any()
}
