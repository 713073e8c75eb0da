//! The answers per month against the promise, for staff.

use super::api::InquiryMonth;
use super::messages as m;
use crate::kit::{Badge, Cell, Column, List, NoRows, Panel, Tone, count};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

pub fn panel(months: Vec<InquiryMonth>) -> AnyView {
    let columns = Column::all([
        (m::MONTH, ""),
        (m::RECEIVED, "tbl-num"),
        (m::IN_TIME, "tbl-num"),
        (m::TOO_LATE, "tbl-num"),
        (m::CLOSED, "tbl-num"),
        (m::FIRST_ANSWER, ""),
        (m::TO_CLOSE, ""),
    ]);
    let rows = months.iter().map(row).collect();
    let none = NoRows { title: m::MONTHS_NONE, hint: m::MONTHS_NONE_HINT };
    view! {
        <Panel id="h-months" title=t(m::MONTHS)>
            <p class="note">{t(m::MONTHS_SUB)}</p>
            <List name=t(m::MONTHS) columns=columns rows=rows none=none/>
        </Panel>
    }
    .into_any()
}

fn row(month: &InquiryMonth) -> Vec<Cell> {
    let words = |words: &Option<Words>| words.as_ref().map(tw).unwrap_or_default();
    vec![
        month.month.clone().into(),
        count(month.received).into(),
        count(month.in_time).into(),
        late(month.late),
        count(month.closed).into(),
        words(&month.first_answer).into(),
        words(&month.to_close).into(),
    ]
}

/// A number above zero stands out, also without its colour.
fn late(n: u64) -> Cell {
    if n == 0 { count(n).into() } else { Cell::new(view! { <Badge tone=Tone::Danger text=count(n)/> }) }
}
