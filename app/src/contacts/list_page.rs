use super::api::{Contact, ContactsApi, EDIT};
use super::kinds::ContactKind;
use super::{form, messages as m};
use crate::error::AppError;
use crate::kit::{Altered, Badge, Cell, Column, List, NoRows, Notice, PageHead, Tone, Unreadable, address, short_link};
use crate::mail::undelivered::Undelivered;
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The company's contacts, and the form for another one.
pub async fn list(cx: &PageCx, backend: &(impl ContactsApi + ?Sized)) -> Result<Page, AppError> {
    let contacts = backend.contacts().await?;
    let form = cx.session()?.may(EDIT).then(|| cx.form.clone());
    Ok(Page::new(m::TITLE, move || view(contacts, form)))
}

fn view(contacts: Vec<Contact>, form: Option<FormState>) -> AnyView {
    let columns =
        Column::all([(m::NAME, "tbl-wide"), (m::EMAIL, "tbl-wide"), (m::KINDS, "tbl-wide tbl-minor"), (m::STATE, "")]);
    let altered = form.is_some() && contacts.iter().any(|contact| contact.altered);
    let altered = altered.then(|| {
        let words = tw(&m::ALTERED_LISTED.naming(m::REMOVE, &[]));
        view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> }
    });
    let rows = contacts.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB)/>
        <div class="stack">
            <section class="panel" aria-labelledby="h-list">
                <div class="panel-head panel-head--pad"><h2 id="h-list">{t(m::LIST)}</h2></div>
                {altered}
                <List name=t(m::LIST) columns=columns rows=rows none=none/>
            </section>
            {form.map(form::add)}
        </div>
    }
    .into_any()
}

fn row(contact: Contact) -> Vec<Cell> {
    let href = format!("/contacts/{}", contact.id);
    let (email, name) = (email(&contact), Cell::new(short_link(&contact.name, href)));
    if contact.altered {
        return vec![name, Cell::new(email), Cell::new(()), Cell::new(view! { <Altered/> })];
    }
    let stands = state(contact.confirmed.is_some());
    vec![
        name,
        Cell::new(email),
        kinds(&contact.kinds).into(),
        Cell::new(view! { {stands}" "{contact.undelivered.as_ref().map(Undelivered::view)} }),
    ]
}

/// The address, or the mark if it cannot be read.
pub fn email(contact: &Contact) -> AnyView {
    if contact.unreadable { view! { <Unreadable/> }.into_any() } else { address(&contact.email) }
}

/// The kinds in words.
pub fn kinds(kinds: &[ContactKind]) -> String {
    kinds.iter().map(|kind| t(kind.text())).collect::<Vec<_>>().join(t(m::COMMA))
}

/// Whether the contact is confirmed, as a badge.
pub fn state(confirmed: bool) -> AnyView {
    let (tone, text) = if confirmed { (Tone::Ok, m::CONFIRMED) } else { (Tone::Warn, m::WAITING) };
    view! { <Badge tone=tone text=t(text)/> }.into_any()
}
