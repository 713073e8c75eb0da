use super::api::{AlteredExport, CREATE, ExportList, ExportRow, ExportState, ExportsApi, ListedExport};
use super::form;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{
    Altered, AlteredNotice, AskOwners, Badge, Because, Cell, Column, Icon, List, ListOf, NoRows, Notice, PageHead,
    PageLinks, PrintHead, Tone, column_time, count, short_link,
};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The company's exports, newest first.
pub async fn list(cx: &PageCx, backend: &(impl ExportsApi + ?Sized)) -> Result<Page, AppError> {
    let may_create = cx.session()?.may(CREATE);
    let list = backend.exports(&cx.cursor()).await?;
    let ask = if may_create { Vec::new() } else { backend.export_owners().await? };
    Ok(Page::new(m::TITLE, move || view(list, may_create, ask)))
}

fn view(list: ExportList, may_create: bool, ask: Vec<String>) -> AnyView {
    let altered = list.rows.iter().any(|row| matches!(row, ListedExport::Altered(_)));
    let altered = altered.then(|| view! { <AlteredNotice can=may_create.then_some(m::REMOVE)/> });
    let acts = may_create.then(|| {
        view! { <a class="btn btn--primary" href=form::PATH><Icon name="file-down"/>{t(m::NEW)}</a> }.into_any()
    });
    let ask = (!may_create).then(|| {
        view! { <Notice tone=Tone::Info><p>{t(m::MAY_NOT)}</p><AskOwners words=m::ASK owners=ask/><Because keys=form::WITHHELD/></Notice> }
    });
    let links = PageLinks::new("/exports", &[], &list.around);
    let shown = tw(&list.total.shown(list.first, list.rows.len(), ListOf::Things));
    let rows = list.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: if may_create { m::NONE_HINT } else { m::NONE_HINT_ASK } };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) nostrip:acts=acts/>
        {ask}
        <section class="panel" aria-labelledby="h-list">
            <div class="panel-head panel-head--pad"><h2 id="h-list">{t(m::LIST)}</h2></div>
            {altered}
            <PrintHead count=shown.clone()/>
            <List name=t(m::LIST) caption=shown columns=columns() rows=rows links=links none=none/>
        </section>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::FILE_NAME, "tbl-wide"),
        (m::STATE, "tbl-nowrap"),
        (m::ROWS, "tbl-num tbl-minor"),
        (m::REQUESTED_BY, "tbl-who tbl-minor"),
        (m::REQUESTED_AT, "tbl-nowrap"),
    ])
}

fn row(row: ListedExport) -> Vec<Cell> {
    match row {
        ListedExport::Whole(row) => whole(row),
        ListedExport::Altered(export) => altered(export),
    }
}

/// An export that somebody else than the program has written. Its row says nothing certain.
fn altered(export: AlteredExport) -> Vec<Cell> {
    let href = format!("/exports/{}", export.id);
    let name = export.file_name.map_or(export.id, |name| tw(&name));
    let name = Cell::new(short_link(&name, href));
    let nothing = || Cell::new(());
    vec![name, Cell::new(view! { <Altered/> }), nothing(), nothing(), nothing()]
}

fn whole(row: ExportRow) -> Vec<Cell> {
    let rows = match row.state {
        ExportState::Done | ExportState::Expired => count(row.rows_done),
        _ => tw(&m::ROWS_OF.with(&[("done", &count(row.rows_done)), ("total", &count(row.rows_total))])),
    };
    vec![
        Cell::new(short_link(&row.file_name, format!("/exports/{}", row.id))),
        Cell::new(state(row.state)),
        rows.into(),
        Cell::name(&row.requested_by),
        Cell::new(column_time(&row.requested)),
    ]
}

/// A state as a badge.
pub fn state(state: ExportState) -> AnyView {
    let tone = match state {
        ExportState::Waiting | ExportState::Running => Tone::Info,
        ExportState::Done => Tone::Ok,
        ExportState::Failed => Tone::Danger,
        ExportState::Cancelled | ExportState::Expired => Tone::Plain,
    };
    view! { <Badge tone=tone text=t(state.text())/> }.into_any()
}
