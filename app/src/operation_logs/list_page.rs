use super::api::{LogFilter, LogList, LogResult, LogRow};
use super::messages as m;
use crate::error::AppError;
use crate::kit::messages as k;
use crate::kit::{
    Badge, Cell, Column, Empty, Field, FieldKind, Icon, PageHead, PageLinks, Pager, SelectField, Table, Tone, date_time,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// The company's operation log, newest first.
pub async fn list(cx: &PageCx) -> Result<Page, AppError> {
    log_page(cx, "/operation-logs", m::TITLE.into()).await
}

/// A log page at any address: a company's own, or the provider's.
pub async fn log_page(cx: &PageCx, path: &'static str, title: Words) -> Result<Page, AppError> {
    let filter = read_filter(cx);
    let list = cx.backend.operation_logs(filter.clone()).await?;
    let heading = title.clone();
    Ok(Page::new(title, move || view(path, tw(&heading), filter, list)))
}

fn read_filter(cx: &PageCx) -> LogFilter {
    let q = |name: &str| cx.query(name).unwrap_or_default().to_owned();
    LogFilter {
        from: q("from"),
        to: q("to"),
        action: q("action"),
        actor: q("actor"),
        result: q("result"),
        after: q("after"),
    }
}

fn view(path: &'static str, title: String, filter: LogFilter, list: LogList) -> AnyView {
    let filters = [
        ("from", filter.from.as_str()),
        ("to", filter.to.as_str()),
        ("action", &filter.action),
        ("actor", &filter.actor),
        ("result", &filter.result),
    ];
    let links = PageLinks::new(path, &filters, filter.after.is_empty(), list.next_after.as_deref());
    let shown = tw(&m::SHOWN.with(&[("n", &list.rows.len())]));
    let head = list.head.clone().map(|(seq, hash)| {
        let words = tw(&m::HEAD.with(&[("seq", &seq)]));
        view! { <p class="note"><Icon name="shield-check"/>" "{words}" "<span class="hash">{hash}</span></p> }
    });
    let body = if list.rows.is_empty() {
        view! { <Empty title=t(m::NONE)><p>{t(m::NONE_HINT)}</p><p><a href=path>{t(k::CLEAR)}</a></p></Empty> }
            .into_any()
    } else {
        view! {
            <Table name=title.clone() columns=columns() rows=list.rows.into_iter().map(row).collect()/>
            <Pager links=links shown=shown/>
        }
        .into_any()
    };
    view! {
        <PageHead title=title sub=kept(list.kept.as_ref())/>
        {filter_form(path, &filter, list.actions)}
        <div class="bar">{head}</div>
        {body}
    }
    .into_any()
}

fn kept(length: Option<&Words>) -> String {
    match length {
        None => t(m::KEPT_EVER).to_owned(),
        Some(length) => tw(&m::KEPT.with(&[("length", &tw(length))])),
    }
}

fn filter_form(path: &'static str, filter: &LogFilter, actions: Vec<(String, Words)>) -> AnyView {
    let all = || (String::new(), t(k::ALL).to_owned());
    let actions = std::iter::once(all()).chain(actions.into_iter().map(|(c, w)| (c, tw(&w)))).collect();
    let results = vec![
        all(),
        ("success".into(), t(m::SUCCESS).into()),
        ("failure".into(), t(m::FAILURE).into()),
        ("denied".into(), t(m::DENIED).into()),
    ];
    let form = FormState::default();
    view! {
        <form class="filter" method="get" action=path role="search" aria-label=t(k::NARROW)>
            <Field name="from" label=t(m::FROM) kind=FieldKind::Date form=form.clone() value=filter.from.clone()/>
            <Field name="to" label=t(m::TO) kind=FieldKind::Date form=form.clone() value=filter.to.clone()/>
            <SelectField name="action" label=t(m::ACTION) options=actions selected=filter.action.clone()/>
            <SelectField name="result" label=t(m::RESULT) options=results selected=filter.result.clone()/>
            <Field name="actor" label=t(m::ACTOR_ID) kind=FieldKind::Search form=form value=filter.actor.clone()/>
            <div class="btn-row"><button class="btn btn--primary" type="submit"><Icon name="search"/>{t(k::NARROW)}</button></div>
        </form>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new(t(m::NUMBER)).class("tbl-nowrap"),
        Column::new(t(m::AT)).class("tbl-nowrap"),
        Column::new(t(m::ACTOR)).class("tbl-wide"),
        Column::new(t(m::ACTION)),
        Column::new(t(m::OBJECT)).class("tbl-wide"),
        Column::new(t(m::RESULT)).class("tbl-nowrap"),
        Column::new(t(m::FROM_WHERE)).class("tbl-nowrap"),
        Column::new(t(m::DETAIL)),
    ]
}

fn row(row: LogRow) -> Vec<Cell> {
    let (tone, word) = match row.result {
        LogResult::Success => (Tone::Ok, m::SUCCESS),
        LogResult::Failure => (Tone::Danger, m::FAILURE),
        LogResult::Denied => (Tone::Warn, m::DENIED),
    };
    let action = tw(&row.action);
    let facts = row.facts.clone();
    let detail = view! {
        <details class="more">
            <summary>{t(m::DETAIL)}<span class="u-vh">{format!(" #{}", row.seq)}</span></summary>
            <dl class="kv kv--tight">
                {facts.into_iter().map(|(what, value)| view! { <dt>{what}</dt><dd>{value}</dd> }).collect_view()}
                <dt>{t(m::ACTOR_ID)}</dt><dd><code>{row.actor_id.clone()}</code></dd>
                <dt>{t(m::HASH)}</dt><dd class="hash">{row.hash.clone()}</dd>
            </dl>
        </details>
    };
    vec![
        Cell::new(view! { <code>{format!("#{}", row.seq)}</code> }),
        Cell::new(date_time(&row.at)),
        Cell::new(view! { <span class="name">{row.actor}</span> }),
        action.into(),
        row.object.into(),
        Cell::new(view! { <Badge tone=tone text=t(word)/> }),
        row.ip.into(),
        Cell::new(detail),
    ]
}
