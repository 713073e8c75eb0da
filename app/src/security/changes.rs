use super::api::{By, ProfileChange};
use super::messages as m;
use crate::kit::{Altered, AlteredNotice, Badge, Cell, Column, Table, Tone, date_time, short_name, stored};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The profile changes by staff, with their reasons; nothing if the profile was never changed.
pub fn panel(changes: Vec<ProfileChange>) -> AnyView {
    if changes.is_empty() {
        return ().into_any();
    }
    let columns = Column::all([
        (m::BEFORE, "tbl-wide"),
        (m::AFTER, "tbl-wide"),
        (m::REASON, "tbl-wide"),
        (m::ASKED, "tbl-when"),
        (m::DONE, "tbl-when"),
    ]);
    let altered = changes.iter().any(|change| change.altered).then(|| view! { <AlteredNotice can=None/> });
    view! {
        <section class="panel" aria-labelledby="h-changes">
            <div class="panel-head"><h2 id="h-changes">{t(m::CHANGES)}</h2></div>
            {altered}
            <Table name=t(m::CHANGES) columns=columns rows=changes.into_iter().map(row).collect()/>
        </section>
    }
    .into_any()
}

fn row(change: ProfileChange) -> Vec<Cell> {
    if change.altered {
        let empty = std::iter::repeat_with(|| Cell::new(())).take(4);
        return std::iter::once(Cell::new(view! { <Altered/> })).chain(empty).collect();
    }
    let done = match change.done {
        Some(done) => by(done),
        None => view! { <Badge tone=Tone::Warn text=t(m::WAITS)/> }.into_any(),
    };
    vec![
        tw(&change.before).into(),
        tw(&change.after).into(),
        Cell::new(stored(change.reason)),
        Cell::new(by(change.asked)),
        Cell::new(done),
    ]
}

fn by(By { name, at }: By) -> AnyView {
    view! { <div>{short_name(&name)}</div>{date_time(&at)} }.into_any()
}
