//! The figures of what waits at the desk, each with a link to it.

use super::api::DeskFigures;
use super::messages as m;
use crate::kit::{Icon, Panel, count};
use crate::text::{Text, t};
use leptos::prelude::*;

const CASES: &str = "/support/cases";
const REQUESTS: &str = "/support/cases?show=asked";
const LOCKED: &str = "/support/accounts?show=locked";

/// One figure: its label, its number, and where it leads.
struct Figure {
    label: Text,
    n: u64,
    unit: Text,
    href: &'static str,
    /// A number above zero stands out.
    warns: bool,
}

pub fn panel(figures: DeskFigures) -> AnyView {
    let things = |label, n, href| Figure { label, n, unit: m::UNIT_THINGS, href, warns: false };
    let all = [
        things(m::FIGURE_CASES, figures.cases, CASES),
        things(m::FIGURE_REQUESTS, figures.requests, REQUESTS),
        things(m::FIGURE_TODAY, figures.due_today, CASES),
        Figure { warns: true, ..things(m::FIGURE_OVERDUE, figures.overdue, CASES) },
        things(m::FIGURE_APPROVALS, figures.approvals, "/support/cases?state=consented"),
        Figure { unit: m::UNIT_PEOPLE, ..things(m::FIGURE_LOCKED, figures.locked, LOCKED) },
    ];
    let rows = all.into_iter().map(one).collect_view();
    view! { <Panel id="h-figures" title=t(m::FIGURES)><dl class="stat-row stat-row--pair">{rows}</dl></Panel> }
        .into_any()
}

fn one(Figure { label, n, unit, href, warns }: Figure) -> AnyView {
    let warns = warns && n > 0;
    let class = warns.then_some("is-danger");
    let icon = warns.then(|| view! { <Icon name="triangle-alert"/> });
    // A hundred locked accounts stand for all numbers from there on.
    let shown = if href == LOCKED && n >= 100 { "99+".to_owned() } else { count(n) };
    view! {
        <div>
            <dt>{t(label)}</dt>
            <dd class="stat-num"><a class=class href=href>{icon}{shown}<small>{t(unit)}</small></a></dd>
        </div>
    }
    .into_any()
}
