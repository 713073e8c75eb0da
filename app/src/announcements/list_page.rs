use super::api::{AnnouncementList, AnnouncementRow, AnnouncementsApi};
use super::filter_form::{AskedAnnouncements, filter_form};
use super::messages as m;
use super::parts::{self, PATH};
use crate::error::AppError;
use crate::kit::{Cell, Column, ErrorSummary, Icon, List, ListOf, NoRows, PageHead, PageLinks, PrintHead, column_time};
use crate::page::{Page, PageCx};
use crate::text::{lang, t, tw};
use leptos::prelude::*;

/// The announcements for the reader: unread ones first, then newest first.
pub async fn list(cx: &PageCx, backend: &(impl AnnouncementsApi + ?Sized)) -> Result<Page, AppError> {
    let asked = AskedAnnouncements::read(cx)?;
    let refused = asked.refused.is_refused();
    // Nothing is looked for by a search that is refused.
    let list = if refused { None } else { Some(backend.announcements(&asked.filter, &cx.cursor()).await?) };
    Ok(Page::new(m::TITLE, move || view(&asked, list)).refused(refused))
}

fn view(asked: &AskedAnnouncements, list: Option<AnnouncementList>) -> AnyView {
    let subscribe =
        view! { <a class="btn" href="/announcements/subscription"><Icon name="calendar-clock"/>{t(m::SUBSCRIBE)}</a> };
    let years = list.as_ref().map(|list| list.years.clone()).unwrap_or_default();
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) acts=subscribe.into_any()/>
        <ErrorSummary form=asked.refused.clone()/>
        {filter_form(asked, years)}
        {list.map(|list| found(asked, list))}
    }
    .into_any()
}

fn found(asked: &AskedAnnouncements, list: AnnouncementList) -> AnyView {
    let mut filters = asked.pairs().to_vec();
    filters.push(("rows", &asked.rows));
    let links = PageLinks::new(PATH, &filters, &list.around);
    let links = links.choosing_rows(PATH, &filters, &asked.rows, list.total);
    let shown = tw(&list.total.shown(list.first, list.rows.len(), ListOf::Things));
    let conditions = asked.conditions().into_iter().map(|condition| condition.words).collect();
    let rows = list.rows.into_iter().map(row).collect();
    let head = view! { <PrintHead conditions=conditions count=shown.clone()/> };
    if !asked.is_narrowed() {
        let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
        let list = view! { <List name=t(m::TITLE) caption=shown columns=columns() rows=rows links=links none=none/> };
        return view! { {head}{list} }.into_any();
    }
    let none = NoRows { title: m::NONE_FOUND, hint: m::NONE_FOUND_HINT };
    view! {
        {head}
        <List name=t(m::TITLE) caption=shown columns=columns() rows=rows links=links none=none all=PATH/>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([(m::SUBJECT, "tbl-wide"), (m::KIND, "tbl-tight"), (m::PERIOD, ""), (m::PUBLISHED_AT, "tbl-when")])
}

fn row(row: AnnouncementRow) -> Vec<Cell> {
    let period = row.period.as_ref().map(parts::period);
    vec![
        Cell::new(view! { <div>{title(&row)}{parts::marks(&row)}</div> }),
        Cell::new(parts::kind(row.kind)),
        period.map_or_else(|| Cell::new(()), Cell::new),
        Cell::new(column_time(&row.published)),
    ]
}

/// The title as a link: bold while it is unread, which people who hear the page are told in a word.
pub fn title(row: &AnnouncementRow) -> AnyView {
    let href = format!("{PATH}/{}", row.id);
    let title = parts::translated(&row.title);
    // A long title is cut after two lines.
    let whole = row.title.of(lang()).0.to_owned();
    if !row.unread {
        return view! { <a class="name" title=whole href=href>{title}</a> }.into_any();
    }
    view! { <a class="name" title=whole href=href><strong><span class="u-vh">{t(m::UNREAD)}" "</span>{title}</strong></a> }
        .into_any()
}
