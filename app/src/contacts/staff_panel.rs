use super::api::Contact;
use super::list_page::kinds;
use super::messages as m;
use crate::kit::{Cell, Column, Table, Unreadable, address, with_time};
use crate::text::t;
use leptos::prelude::*;

/// A company's confirmed contacts for staff, who use them to reach it and to verify people (MS-18).
pub fn panel(contacts: Vec<Contact>) -> AnyView {
    let body = if contacts.is_empty() {
        view! { <p>{t(m::STAFF_NONE)}</p> }.into_any()
    } else {
        let columns = Column::all([
            (m::NAME, "tbl-wide"),
            (m::TELEPHONE_SHORT, ""),
            (m::EMAIL, "tbl-wide"),
            (m::KINDS, "tbl-wide"),
        ]);
        let rows = contacts.into_iter().map(row).collect();
        view! { <p class="note">{t(m::STAFF_SUB)}</p><Table name=t(m::STAFF) columns=columns rows=rows/> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="h-contacts">
            <div class="panel-head panel-head--pad"><h2 id="h-contacts">{t(m::STAFF)}</h2></div>
            {body}
        </section>
    }
    .into_any()
}

fn row(contact: Contact) -> Vec<Cell> {
    let unreadable = contact.unreadable.then(|| view! { " "<Unreadable/> });
    vec![
        Cell::new(view! { <span class="name">{contact.name.clone()}</span>{unreadable} }),
        Cell::new(telephone(&contact)),
        Cell::new(address(&contact.email)),
        kinds(&contact.kinds).into(),
    ]
}

/// The number and its age: a new number proves nothing.
pub fn telephone(contact: &Contact) -> AnyView {
    if contact.telephone.is_empty() {
        return view! { <span class="u-muted">{t(m::TELEPHONE_NONE)}</span> }.into_any();
    }
    let since = contact.telephone_since.as_ref().map(|at| with_time(m::TELEPHONE_SINCE, at));
    view! { <div><span class="num">{contact.telephone.clone()}</span>" "<span class="note">{since}</span></div> }
        .into_any()
}
