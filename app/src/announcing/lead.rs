//! What the profiles of the audience ask for: the latest time to publish, and who would be told too late.

use super::api::{LeadOfProfile, LeadReport};
use super::messages as m;
use crate::kit::{Badge, Cell, Column, Notice, Panel, Table, Tone, count, date_time};
use crate::text::{Words, lang, t, tw};
use leptos::prelude::*;

/// The panel about the lead time. Without a report the form does not say enough yet.
pub fn panel(report: Option<LeadReport>) -> AnyView {
    let body = match report {
        None => view! { <p class="note">{t(m::LEAD_WAITS)}</p> }.into_any(),
        Some(report) if report.profiles.iter().all(|one| one.latest.is_none()) => {
            view! { <p>{t(m::LEAD_NONE)}</p>{untold(report.untold)} }.into_any()
        }
        Some(report) => shown(report),
    };
    view! { <Panel id="h-lead" title=t(m::LEAD)>{body}</Panel> }.into_any()
}

fn shown(report: LeadReport) -> AnyView {
    let notice = if report.late > 0 {
        let words = tw(&m::LEAD_TOLD_LATE.with(&[("n", &report.late)]));
        view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> }
    } else {
        let words = tw(&m::LEAD_ALL_IN_TIME.with(&[("n", &report.companies)]));
        view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> }
    };
    let columns = Column::all([
        (m::LEAD_PROFILE, "tbl-who"),
        (m::LEAD_AHEAD, ""),
        (m::LEAD_LATEST, "tbl-when"),
        (m::STATE, "tbl-nowrap"),
        (m::LEAD_CHANNELS, ""),
        (m::LEAD_COMPANIES, "tbl-num"),
    ]);
    let rows = report.profiles.into_iter().map(row).collect();
    view! { {notice}{untold(report.untold)}<Table name=t(m::LEAD) columns=columns rows=rows/> }.into_any()
}

/// The companies that no letter reaches.
fn untold(n: u64) -> AnyView {
    let words = (n > 0).then(|| tw(&m::UNTOLD.with(&[("n", &n)])));
    words.map(|words| view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> }).into_any()
}

fn row(one: LeadOfProfile) -> Vec<Cell> {
    let (tone, word) = match (&one.latest, one.late) {
        (None, _) => (Tone::Plain, m::LEAD_FREE),
        (Some(_), true) => (Tone::Danger, m::LEAD_LATE),
        (Some(_), false) => (Tone::Ok, m::LEAD_IN_TIME),
    };
    vec![
        Cell::new(view! { <span class="name" title=tw(&one.profile)>{tw(&one.profile)}</span> }),
        Cell::new(one.ahead.as_ref().map(tw)),
        Cell::new(one.latest.as_ref().map(date_time)),
        Cell::new(view! { <Badge tone=tone text=t(word)/> }),
        Cell::new(listed(&one.channels)),
        Cell::new(view! { <span class="num">{count(one.companies)}</span> }),
    ]
}

fn listed(words: &[Words]) -> String {
    let between = t(m::BETWEEN);
    words.iter().map(|one| one.of(lang())).collect::<Vec<_>>().join(between)
}
