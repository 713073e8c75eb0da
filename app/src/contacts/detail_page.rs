use super::api::{Contact, ContactsApi, EDIT};
use super::list_page::{email, kinds, state};
use super::staff_panel::telephone;
use super::{form, messages as m};
use crate::error::AppError;
use crate::kit::messages::ALTERED_MORE;
use crate::kit::{
    Altered, AlteredNotice, Confirm, Notice, PageHead, PostButton, SupportDesk, Tone, address, date_time,
};
use crate::mail::undelivered::Undelivered;
use crate::page::{FormState, Page, PageCx};
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

/// One contact: its kinds of notices, and how to change, test or remove it.
pub async fn detail(cx: &PageCx, backend: &(impl ContactsApi + ?Sized)) -> Result<Page, AppError> {
    let contact = backend.contact(cx.param("id")?).await?;
    let form = cx.session()?.may(EDIT).then(|| cx.form.clone());
    let title = Words::same(&contact.name);
    if contact.altered {
        return Ok(Page::new(title, move || altered(contact, form.is_some())));
    }
    Ok(Page::new(title, move || view(contact, form)))
}

fn view(contact: Contact, form: Option<FormState>) -> AnyView {
    let confirmed = contact.confirmed.is_some();
    let waiting = (!confirmed).then(|| view! { <Notice tone=Tone::Warn><p>{t(m::WAITING_NOTE)}</p></Notice> });
    let unsent = contact.undelivered.as_ref().map(Undelivered::view);
    let unsent = unsent.map(|unsent| view! { <Notice tone=Tone::Warn>{unsent}</Notice> });
    let acts = form.is_some().then(|| write(&contact));
    let change =
        form.map(|form| view! { {form::change(&contact, form)}{remove(&contact, m::REMOVE_ASK, &contact.email)} });
    view! {
        <PageHead title=contact.name.clone() crumbs=crumbs() nostrip:acts=acts meta=state(confirmed)/>
        <div class="stack">
            {unsent}
            {waiting}
            {facts(&contact)}
            {change}
        </div>
    }
    .into_any()
}

fn crumbs() -> Vec<(String, String)> {
    vec![("/contacts".to_owned(), t(m::TITLE).to_owned())]
}

/// A contact that somebody else than the program has written: whom it was about, and how it becomes a right one.
fn altered(contact: Contact, may_remove: bool) -> AnyView {
    let named = if contact.unreadable { &contact.name } else { &contact.email };
    let remove = may_remove.then(|| remove(&contact, m::REMOVE_ALTERED_ASK, named));
    view! {
        <PageHead title=contact.name.clone() crumbs=crumbs() meta=view! { <Altered/> }.into_any()/>
        <div class="stack">
            {advice(may_remove)}
            <section class="panel" aria-label=t(m::TITLE)>
                <dl class="kv"><dt>{t(m::EMAIL)}</dt><dd>{email(&contact)}</dd></dl>
            </section>
            {remove}
        </div>
    }
    .into_any()
}

/// What an altered contact is, and the one thing to do about it.
fn advice(may_remove: bool) -> AnyView {
    if !may_remove {
        return view! { <AlteredNotice can=None/> }.into_any();
    }
    view! {
        <Notice tone=Tone::Danger>
            <p>{tw(&ALTERED_MORE.naming(m::REMOVE, &[]))}</p>
            <p>{t(m::ALTERED_AGAIN)}</p>
            <p>{t(m::ALTERED_WHY)}<SupportDesk/></p>
        </Notice>
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
                <dt>{t(m::CREATED)}</dt><dd>{contact.created.as_ref().map(date_time)}</dd>
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

fn remove(contact: &Contact, ask: Text, named: &str) -> AnyView {
    let (id, named) = (contact.id.clone(), named.to_owned());
    view! {
        <Confirm id="remove" opener=t(m::REMOVE) title=t(m::REMOVE) verb=t(m::REMOVE_VERB) action="/contacts/remove" of=id>
            <p>{t(ask)}</p>
            <ul><li>{named}</li></ul>
        </Confirm>
    }
    .into_any()
}
