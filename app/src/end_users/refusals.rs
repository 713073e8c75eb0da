//! The result of the last file: the number of stored rows, and the refused ones with reasons.

use super::api::ImportSummary;
use super::messages as m;
use crate::kit::{Cell, Column, Table, count, date_time};
use crate::text::{t, tw};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The panel below the list.
pub fn refusals(import: ImportSummary) -> AnyView {
    let (read, stored, refused) = (count(import.read), count(import.stored), count(import.refused));
    let words = if import.refused == 0 {
        m::ALL_STORED.with(&[("read", &read)])
    } else {
        m::SOME_REFUSED.with(&[("refused", &refused), ("read", &read), ("stored", &stored)])
    };
    let replaced = (import.replaced > 0).then(|| m::REPLACED.with(&[("n", &count(import.replaced))]));
    view! {
        <section class="panel u-mt-l" aria-labelledby="h-refused">
            <div class="panel-head">
                <h2 id="h-refused">{t(m::REFUSED)}</h2>
                <p>{t(m::LAST_IMPORT)}" "{date_time(&import.at)}</p>
            </div>
            <p class="u-muted u-mt">{tw(&words)}</p>
            {replaced.map(|words| view! { <p class="u-muted">{tw(&words)}</p> })}
            {(import.refused > 0).then(|| rows(import))}
        </section>
    }
    .into_any()
}

fn rows(import: ImportSummary) -> AnyView {
    let lines: BTreeSet<u64> = import.refusals.iter().map(|(line, ..)| *line).collect();
    let shown = lines.len() as u64;
    let first = (shown < import.refused).then(|| tw(&m::FIRST_REFUSED.with(&[("n", &count(shown))])));
    let columns = Column::all([(m::LINE, "tbl-num"), (m::COLUMN, "tbl-nowrap"), (m::REASON, "tbl-wide")]);
    let rows = import.refusals.into_iter().map(|(line, column, reason)| {
        let column = match column.as_str() {
            "*" => Cell::from(t(m::WHOLE_ROW).to_owned()),
            _ => Cell::new(view! { <code>{column}</code> }),
        };
        vec![count(line).into(), column, tw(&reason).into()]
    });
    view! {
        <details class="more">
            <summary>{t(m::SHOW_REFUSED)}</summary>
            {first.map(|words| view! { <p class="note">{words}</p> })}
            <Table name=t(m::REFUSED) columns=columns rows=rows.collect()/>
        </details>
    }
    .into_any()
}
