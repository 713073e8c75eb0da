//! An entry of the log as a row, and what is shown below it while its details are open.

use super::acts;
use super::api::{LogChange, LogRow};
use super::messages as m;
use super::results::result;
use crate::kit::{Badge, Cell, Column, Copy, Icon, Tone, address, column_time, link, short_name};
use crate::text::{t, tw};
use leptos::prelude::*;

pub fn columns() -> Vec<Column> {
    Column::all([
        (m::AT, "tbl-when short-when"),
        (m::ACTOR, ""),
        (m::ACTION, "short-title"),
        (m::OBJECT, "tbl-wide"),
        (m::RESULT, "tbl-nowrap"),
        (m::FROM_WHERE, "tbl-nowrap tbl-minor"),
        (m::DETAIL, "u-print-none tbl-more"),
    ])
}

pub fn row(row: &LogRow) -> Vec<Cell> {
    let number = format!("#{}", row.seq);
    let more = view! {
        <details class="more"><summary>{t(m::DETAIL)}<span class="u-vh">{format!(" {number}")}</span></summary></details>
    };
    let altered = row.more.altered.then(|| view! { <Badge tone=Tone::Danger text=t(m::SEAL_ALTERED)/> });
    vec![
        Cell::new(view! { <span class="u-screen-none">{number}</span>{column_time(&row.at)} }),
        Cell::new(actor(row)),
        tw(&row.action).into(),
        object(row),
        Cell::new(view! { {result(row.result)}{altered} }),
        row.ip.clone().into(),
        Cell::new(more),
    ]
}

/// What the action was about, with the way to its page.
pub fn object(row: &LogRow) -> Cell {
    let object = tw(&row.object);
    match row.page.clone() {
        Some(page) => Cell::new(view! { <a href=page>{address(&object)}</a> }),
        None if object.contains('@') => Cell::new(address(&object)),
        None => object.into(),
    }
}

/// Who acted. In the log of a company, a member of staff has a badge that says so.
pub fn actor(row: &LogRow) -> AnyView {
    let name = tw(&row.actor);
    let staff = row.more.by_staff.then(|| {
        view! { <span class="badge badge--staff"><Icon name="headset"/>{t(m::STAFF)}</span>" " }
    });
    view! { {staff}{short_name(&name)} }.into_any()
}

/// Further facts about an action, shown below the row while its details are open.
pub fn detail(path: &str, row: &LogRow, checkpoint: Option<u64>) -> AnyView {
    view! {
        <div class="proof">
            <div>{changes(row)}{facts(path, row)}</div>
            <div>{chain(row, checkpoint)}</div>
        </div>
    }
    .into_any()
}

/// What the action has changed, before and after.
fn changes(row: &LogRow) -> Option<AnyView> {
    let changes = &row.more.changes;
    if changes.is_empty() {
        return None;
    }
    let line = |change: &LogChange| {
        let (label, before, after) = (tw(&change.label), tw(&change.before), tw(&change.after));
        view! {
            <tr><th scope="row">{label}</th><td><del class="diff-del">{before}</del></td><td><ins class="diff-add">{after}</ins></td></tr>
        }
    };
    let caption = tw(&m::CHANGES_OF.with(&[("seq", &row.seq)]));
    Some(
        view! {
            <h3>{t(m::CHANGES)}</h3>
            <table class="tbl diff">
                <caption class="u-vh">{caption}</caption>
                <thead><tr><th scope="col">{t(m::ITEM)}</th><th scope="col">{t(m::BEFORE)}</th><th scope="col">{t(m::AFTER)}</th></tr></thead>
                <tbody>{changes.iter().map(line).collect_view()}</tbody>
            </table>
        }
        .into_any(),
    )
}

/// The facts, apart from those that the changes show.
fn facts(path: &str, row: &LogRow) -> AnyView {
    let changed = |key: &String| row.more.changes.iter().any(|change| change.keys.contains(key));
    let facts = row.facts.iter().filter(|fact| !changed(&fact.key));
    let facts = facts.map(|fact| {
        let device = row.more.device.as_ref().filter(|_| fact.key == acts::USER_AGENT.code());
        let whole = device.map(|_| fact.code.clone());
        let copy = (fact.key == acts::REQUEST.code())
            .then(|| view! { " "<Copy text=fact.code.clone() label=tw(&fact.label)/> });
        view! { <dt>{tw(&fact.label)}</dt><dd title=whole>{tw(device.unwrap_or(&fact.value))}{copy}</dd> }
    });
    let actor_id = (!row.actor_id.is_empty()).then(|| {
        view! { <dt>{t(m::ACTOR_ID)}</dt><dd><code>{row.actor_id.clone()}</code>" "<Copy text=row.actor_id.clone() label=t(m::ACTOR_ID)/></dd> }
    });
    let ip = (!row.ip.is_empty()).then(|| view! { <dt>{t(m::FROM_WHERE)}</dt><dd>{row.ip.clone()}</dd> });
    let others = (!row.more.search.is_empty()).then(|| {
        let others = link(path, &[("q", &row.more.search)], None);
        view! { <p class="u-print-none"><a href=others>{t(m::OBJECT_LOG)}</a></p> }
    });
    view! { <dl class="kv kv--tight">{facts.collect_view()}{actor_id}{ip}</dl>{others} }.into_any()
}

/// The hashes: the entry before, this one, and the checkpoint that covers it.
fn chain(row: &LogRow, checkpoint: Option<u64>) -> AnyView {
    let this = tw(&m::THIS.with(&[("seq", &row.seq)]));
    let covered = checkpoint.filter(|checkpoint| *checkpoint >= row.seq);
    let covered =
        covered.map_or_else(|| t(m::NO_CHECKPOINT).to_owned(), |seq| tw(&m::IN_CHECKPOINT.with(&[("seq", &seq)])));
    let altered = row.more.altered.then(|| view! { <p class="field-error">{t(m::ALTERED_ENTRY)}</p> });
    view! {
        <h3>{t(m::CHAIN)}</h3>
        {altered}
        <ol class="proof-chain">
            <li><span class="note">{t(m::PREVIOUS)}</span>" "<span class="hash">{row.more.previous.clone()}</span></li>
            <li aria-current="true"><strong>{this.clone()}</strong>" "<span class="hash">{row.hash.clone()}</span>" "<Copy text=row.hash.clone() label=this/></li>
            <li><span class="note">{covered}</span></li>
        </ol>
    }
    .into_any()
}
