use super::api::Contact;
use super::list_page::{email, kinds};
use super::messages as m;
use crate::kit::{Altered, Cell, Column, Notice, Table, Tone, short_name, with_time};
use crate::text::{Text, t};
use leptos::prelude::*;

/// A company's confirmed contacts for staff, who use them to reach it and to verify people (MS-18), and its altered ones.
pub fn panel(contacts: Vec<Contact>) -> AnyView {
    advising(contacts, m::STAFF_ALTERED)
}

/// The contacts of a company in which nobody can sign in, so that nobody there can do anything about an altered one yet.
pub fn of_altered_company(contacts: Vec<Contact>) -> AnyView {
    advising(contacts, m::STAFF_ALTERED_LATER)
}

/// The contacts, with advice above them if one was altered.
fn advising(contacts: Vec<Contact>, advice: Text) -> AnyView {
    let body = if contacts.is_empty() {
        view! { <p>{t(m::STAFF_NONE)}</p> }.into_any()
    } else {
        let columns = Column::all([
            (m::NAME, "tbl-wide"),
            (m::TELEPHONE_SHORT, ""),
            (m::EMAIL, "tbl-wide"),
            (m::KINDS, "tbl-wide"),
        ]);
        let is_altered = contacts.iter().any(|contact| contact.altered);
        let altered = is_altered.then(|| view! { <Notice tone=Tone::Danger><p>{t(advice)}</p></Notice> });
        let sub = if is_altered { m::STAFF_SUB_SOME } else { m::STAFF_SUB };
        let rows = contacts.into_iter().map(row).collect();
        view! {
            <p class="note">{t(sub)}</p>
            {altered}
            <Table name=t(m::STAFF) columns=columns rows=rows/>
        }
        .into_any()
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
    let (name, email) = (contact.name.clone(), Cell::new(email(&contact)));
    if contact.altered {
        let name = Cell::new(view! { {short_name(&name)}" "<Altered/> });
        return vec![name, Cell::new(()), email, Cell::new(())];
    }
    vec![Cell::name(&name), Cell::new(telephone(&contact)), email, kinds(&contact.kinds).into()]
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
