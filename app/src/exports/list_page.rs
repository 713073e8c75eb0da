use super::api::{AlteredExport, CREATE, ExportList, ExportRow, ExportState, ExportsApi, ListedExport};
use super::form::{ExportForm, form};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Column, List, NoRows, PageHead, PageLinks, Tone, column_time, count,
};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The company's exports, and the form for a new one.
pub async fn list(cx: &PageCx, backend: &(impl ExportsApi + ?Sized)) -> Result<Page, AppError> {
    let draft = cx.session()?.may(CREATE).then(|| ExportForm::read(cx));
    let list = backend.exports(&cx.cursor(), draft.as_ref().and_then(ExportForm::counted)).await?;
    let refused = draft.as_ref().is_some_and(ExportForm::is_refused);
    Ok(Page::new(m::TITLE, move || view(list, draft)).refused(refused))
}

fn view(list: ExportList, draft: Option<ExportForm>) -> AnyView {
    let can = draft.is_some().then_some(m::REMOVE);
    let altered = list.rows.iter().any(|row| matches!(row, ListedExport::Altered(_)));
    let altered = altered.then(|| view! { <AlteredNotice can=can/> });
    let form = draft.map(|draft| form(draft, list.matching));
    let links = PageLinks::new("/exports", &[], &list.around);
    let rows = list.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB)/>
        <div class="stack">
            {form}
            <section class="panel" aria-labelledby="h-list">
                <div class="panel-head panel-head--pad"><h2 id="h-list">{t(m::LIST)}</h2></div>
                {altered}
                <List name=t(m::LIST) columns=columns() rows=rows links=links none=none/>
            </section>
        </div>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::FILE_NAME, "tbl-wide"),
        (m::STATE, "tbl-nowrap"),
        (m::ROWS, "tbl-num"),
        (m::REQUESTED_BY, ""),
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
    let name = Cell::new(view! { <a href=href>{name}</a> });
    let nothing = || Cell::new(());
    vec![name, Cell::new(view! { <Altered/> }), nothing(), nothing(), nothing()]
}

fn whole(row: ExportRow) -> Vec<Cell> {
    let rows = match row.state {
        ExportState::Done | ExportState::Expired => count(row.rows_done),
        _ => tw(&m::ROWS_OF.with(&[("done", &count(row.rows_done)), ("total", &count(row.rows_total))])),
    };
    vec![
        Cell::new(view! { <a href=format!("/exports/{}", row.id)>{row.file_name}</a> }),
        Cell::new(state(row.state)),
        rows.into(),
        Cell::new(view! { <span class="name">{row.requested_by}</span> }),
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
