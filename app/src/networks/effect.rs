use super::api::{NetworkEffect, RefusedPerson};
use super::messages as m;
use crate::kit::{Cell, Column, Notice, Panel, Table, Tone, address, count, date_time};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// The effect of a change, and the button that applies it.
pub fn panel(lead: Words, effect: NetworkEffect, apply: Option<AnyView>) -> AnyView {
    let apply = apply.filter(|_| effect.refusal.is_none());
    let refusal = effect.refusal.map(
        |words| view! { <Notice tone=Tone::Danger><p>{tw(&words)}</p><p><a href="#h-add">{t(m::ADD)}</a></p></Notice> },
    );
    let n = count(effect.sign_ins);
    let cut = effect.cut.then(|| view! { <p class="note">{tw(&m::EFFECT_CUT.with(&[("n", &n)]))}</p> });
    let found = if effect.refused.is_empty() {
        view! { <p>{tw(&m::EFFECT_NONE.with(&[("n", &n)]))}</p> }.into_any()
    } else {
        let words = m::EFFECT_SOME.with(&[("n", &n), ("people", &effect.refused.len())]);
        view! { <p>{tw(&words)}</p>{table(effect.refused)} }.into_any()
    };
    view! {
        <Panel id="h-effect" title=t(m::EFFECT)>
            <p class="name">{tw(&lead)}</p>
            {refusal}
            {found}
            {cut}
            {apply}
        </Panel>
    }
    .into_any()
}

fn table(refused: Vec<RefusedPerson>) -> AnyView {
    let columns = Column::all([
        (m::PERSON, "tbl-who"),
        (m::EMAIL, "tbl-wide"),
        (m::TIMES, "tbl-num"),
        (m::LAST, "tbl-when"),
        (m::IP, ""),
    ]);
    let row = |person: RefusedPerson| {
        vec![
            Cell::name(&person.name),
            Cell::new(address(&person.email)),
            count(person.times).into(),
            Cell::new(date_time(&person.last)),
            Cell::new(view! { <code>{person.ip}</code> }),
        ]
    };
    view! { <Table name=t(m::EFFECT) columns=columns rows=refused.into_iter().map(row).collect()/> }.into_any()
}
