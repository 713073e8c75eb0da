use super::api::{AnnouncementReader, AnnouncementReaders, AnnouncementsApi};
use super::detail_page::counts;
use super::messages as m;
use super::parts::PATH;
use crate::error::AppError;
use crate::kit::{Cell, Column, List, NoRows, PageHead, Panel, When, column_time};
use crate::page::{Page, PageCx};
use crate::text::{lang, t};
use leptos::prelude::*;

/// Who of the own company has read and acknowledged an announcement, and who has not.
pub async fn readers(cx: &PageCx, backend: &(impl AnnouncementsApi + ?Sized)) -> Result<Page, AppError> {
    let readers = backend.announcement_readers(cx.param("id")?).await?;
    Ok(Page::new(m::READERS_TITLE, move || view(readers)))
}

fn view(readers: AnnouncementReaders) -> AnyView {
    let title = readers.title.of(lang()).0.to_owned();
    let crumbs = vec![(PATH.to_owned(), t(m::TITLE).to_owned()), (format!("{PATH}/{}", readers.id), title)];
    let asks = readers.count.acknowledged.is_some();
    let rows = readers.people.into_iter().map(|reader| row(reader, asks)).collect();
    let none = NoRows { title: m::READERS_NONE, hint: m::READERS_NONE_HINT };
    view! {
        <PageHead title=t(m::READERS_TITLE) sub=t(m::READERS_SUB) crumbs=crumbs/>
        <Panel id="h-readers" title=t(m::COUNT)>
            {counts(readers.count)}
            <List name=t(m::READERS_TITLE) columns=columns(asks) rows=rows none=none/>
        </Panel>
    }
    .into_any()
}

fn columns(asks: bool) -> Vec<Column> {
    let mut columns = Column::all([(m::NAME, "tbl-who"), (m::READ_AT, "tbl-when"), (m::ACKNOWLEDGED_AT, "tbl-when")]);
    if !asks {
        columns.pop();
    }
    columns
}

fn row(reader: AnnouncementReader, asks: bool) -> Vec<Cell> {
    let mut cells = vec![Cell::name(&reader.name), Cell::new(at(reader.read.as_ref()))];
    if asks {
        cells.push(Cell::new(at(reader.acknowledged.as_ref())));
    }
    cells
}

fn at(when: Option<&When>) -> AnyView {
    when.map_or_else(|| t(m::NOT_YET).into_any(), column_time)
}
