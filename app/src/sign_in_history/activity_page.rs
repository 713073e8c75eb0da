use super::api::Activity;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Cell, Column, Empty, PageHead, PageLinks, Pager, Place, Table, address, date_time};
use crate::operation_logs::api::LogRow;
use crate::operation_logs::list_page::result;
use crate::operation_logs::messages as lg;
use crate::page::{Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// What one did oneself (WS-2).
pub async fn activity(cx: &PageCx) -> Result<Page, AppError> {
    let activity = cx.backend.activity(&Place::read(cx)).await?;
    Ok(Page::new(m::ACTIVITY, move || view(activity)))
}

fn view(activity: Activity) -> AnyView {
    let crumbs = vec![("/account".to_owned(), t(crate::account::messages::TITLE).to_owned())];
    let links = PageLinks::new("/account/activity", &[], &activity.around);
    let shown = tw(&lg::SHOWN.with(&[("n", &activity.rows.len())]));
    let columns = [
        (lg::AT, "tbl-when"),
        (m::WHAT, ""),
        (lg::OBJECT, "tbl-wide"),
        (lg::RESULT, "tbl-nowrap"),
        (lg::FROM_WHERE, "tbl-nowrap"),
        (m::DEVICE, ""),
    ];
    let columns = columns.map(|(text, class)| Column::new(t(text)).class(class)).into();
    let body = if activity.rows.is_empty() {
        view! { <Empty title=t(m::NO_ACTIVITY)><p>{t(m::ACTIVITY_HINT)}</p></Empty> }.into_any()
    } else {
        let rows = activity.rows.into_iter().map(row).collect();
        view! { <Table name=t(m::ACTIVITY) columns=columns rows=rows/><Pager links=links shown=shown/> }.into_any()
    };
    view! {
        <PageHead title=t(m::ACTIVITY) sub=t(m::ACTIVITY_SUB) crumbs=crumbs/>
        <section class="panel" aria-label=t(m::ACTIVITY)>{body}</section>
    }
    .into_any()
}

fn row((row, device): (LogRow, Words)) -> Vec<Cell> {
    let object = tw(&row.object);
    let object = if object.contains('@') { Cell::new(address(&object)) } else { object.into() };
    vec![
        Cell::new(date_time(&row.at)),
        tw(&row.action).into(),
        object,
        Cell::new(result(row.result)),
        row.ip.into(),
        tw(&device).into(),
    ]
}
