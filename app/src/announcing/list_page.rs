use super::api::{AnnouncingApi, DraftList, DraftRow};
use super::messages as m;
use crate::announcements::kinds::{AnnouncementKind, AnnouncementState};
use crate::announcements::messages::URGENT;
use crate::announcements::parts;
use crate::error::AppError;
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Choice, Choices, Column, Icon, List, ListOf, NoRows, PageHead, PageLinks,
    Tone, date_time,
};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

pub const PATH: &str = "/support/announcements";

/// The announcements in any state, newest first.
pub async fn list(cx: &PageCx, backend: &(impl AnnouncingApi + ?Sized)) -> Result<Page, AppError> {
    let state = cx.choice("state", AnnouncementState::from_code)?;
    let list = backend.drafts(state, &cx.cursor()).await?;
    Ok(Page::new(m::TITLE, move || view(list, state)))
}

fn view(list: DraftList, state: Option<AnnouncementState>) -> AnyView {
    let links = PageLinks::new(PATH, &[("state", state.map_or("", AnnouncementState::code))], &list.around);
    let caption = tw(&list.total.shown(list.first, list.rows.len(), ListOf::Things));
    let altered = list.rows.iter().any(|row| row.altered).then(|| view! { <AlteredNotice can=None/> });
    let rows = list.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    let list = if state.is_some() {
        view! { <List name=t(m::TITLE) caption=caption columns=columns() rows=rows links=links none=none all=PATH/> }
    } else {
        view! { <List name=t(m::TITLE) caption=caption columns=columns() rows=rows links=links none=none/> }
    };
    let acts =
        view! { <a class="btn btn--primary" href="/support/announcements/new"><Icon name="plus"/>{t(m::NEW)}</a> }
            .into_any();
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) acts=acts/>
        {filter(state)}
        <section class="panel u-mt-l" aria-label=t(m::TITLE)>
            {altered}
            {list}
        </section>
    }
    .into_any()
}

fn filter(state: Option<AnnouncementState>) -> AnyView {
    let all = Choice { href: PATH.to_owned(), words: t(m::ALL).to_owned(), current: state.is_none() };
    let each = AnnouncementState::ALL.into_iter().map(|one| Choice {
        href: format!("{PATH}?state={}", one.code()),
        words: t(one.text()).to_owned(),
        current: state == Some(one),
    });
    view! { <Choices label=t(m::FILTER) choices=std::iter::once(all).chain(each).collect()/> }.into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::NAME, "tbl-who"),
        (m::KIND, "tbl-nowrap"),
        (m::STATE, ""),
        (m::PERIOD, "tbl-when"),
        (m::PUBLISHED_AT, "tbl-when"),
        (m::SAVED, "tbl-when"),
    ])
}

fn row(row: DraftRow) -> Vec<Cell> {
    let href = format!("{PATH}/{}", row.id);
    let state = state(&row);
    let period = row.period.as_ref().map(parts::period);
    let published = row.published.as_ref().map(date_time);
    let saved = view! { {date_time(&row.saved)}<br/><span class="name" title=row.saved_by.clone()>{row.saved_by.clone()}</span> };
    vec![
        Cell::new(view! { <a class="name" title=row.title.clone() href=href>{row.title.clone()}</a> }),
        Cell::unless(row.altered, kind(row.kind)),
        Cell::new(state),
        Cell::unless(row.altered, period),
        Cell::unless(row.altered, published),
        Cell::unless(row.altered, saved),
    ]
}

/// A kind with its icon and word.
pub fn kind(kind: AnnouncementKind) -> AnyView {
    view! { <span class="badge badge--plain"><Icon name=kind.icon()/>{t(kind.text())}</span> }.into_any()
}

/// The states of an announcement and of its correction, as badges.
pub fn state(row: &DraftRow) -> AnyView {
    if row.altered {
        return view! { <Altered/> }.into_any();
    }
    let tone = match row.state {
        AnnouncementState::Draft | AnnouncementState::Withdrawn => Tone::Plain,
        AnnouncementState::Waiting => Tone::Warn,
        AnnouncementState::Scheduled => Tone::Info,
        AnnouncementState::Published => Tone::Ok,
    };
    let urgent = row.urgent.then(|| view! { " "<Badge tone=Tone::Danger text=t(URGENT)/> });
    let correction = row.correction.map(|state| {
        let words = tw(&m::CORRECTION.with(&[("state", &t(state.text()))]));
        view! { " "<Badge tone=Tone::Warn text=words/> }
    });
    view! { <Badge tone=tone text=t(row.state.text())/>{urgent}{correction} }.into_any()
}
