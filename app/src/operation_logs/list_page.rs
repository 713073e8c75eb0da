use super::api::{LogFilter, LogList, LogResult, LogRow, OperationLogsApi};
use super::messages as m;
use crate::error::AppError;
use crate::exports::api::FILES;
use crate::kit::{
    Badge, Cell, Chips, Column, Condition, ErrorSummary, Field, FieldKind, FilterForm, Icon, List, NoRows, PageHead,
    PageLinks, SelectField, Tone, address, column_time, link, or_all,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

/// The company's operation log, newest first.
pub async fn list(cx: &PageCx, backend: &(impl OperationLogsApi + ?Sized)) -> Result<Page, AppError> {
    log_page(cx, backend, "/operation-logs", m::TITLE.into()).await
}

/// A log page at any address, for a company's log or the provider's.
pub async fn log_page(
    cx: &PageCx,
    backend: &(impl OperationLogsApi + ?Sized),
    path: &'static str,
    title: Words,
) -> Result<Page, AppError> {
    let filter = read_filter(cx);
    let list = backend.operation_logs(filter.clone()).await?;
    let heading = title.clone();
    let (refused, may_download) = (!list.refused.is_empty(), cx.session()?.may(FILES));
    Ok(Page::new(title, move || view(path, tw(&heading), filter, list, may_download)).refused(refused))
}

/// The filter in the address.
pub fn read_filter(cx: &PageCx) -> LogFilter {
    let q = |name: &str| cx.query(name).unwrap_or_default().to_owned();
    LogFilter {
        from: q("from"),
        to: q("to"),
        action: q("action"),
        actor: q("actor"),
        result: q("result"),
        cursor: cx.cursor(),
    }
}

fn view(path: &str, title: String, filter: LogFilter, list: LogList, may_download: bool) -> AnyView {
    let acts = (may_download && list.refused.is_empty()).then(|| download(path, &filter));
    view! {
        <PageHead title=title.clone() sub=kept(list.kept.as_ref()) nostrip:acts=acts/>
        {body(path, &title, &filter, list)}
    }
    .into_any()
}

/// The log with its filter, at any address.
pub fn body(path: &str, title: &str, filter: &LogFilter, list: LogList) -> AnyView {
    let form = FormState { errors: list.refused.clone(), typed: Vec::new() };
    let body = if form.is_refused() { ().into_any() } else { found(path, title, filter, &list) };
    let head = list.head.clone().map(|(seq, hash)| {
        let words = tw(&m::HEAD.with(&[("seq", &seq)]));
        view! { <p class="note"><Icon name="shield-check"/>" "{words}" "<span class="hash">{hash}</span></p> }
    });
    let chips = conditions(filter, &list);
    let key = view! { <p class="note u-mt">{t(m::PUBLIC_KEY)}" "<span class="hash">{list.public_key}</span></p> };
    view! {
        <ErrorSummary form=form.clone()/>
        {filter_form(path, filter, list.actions, list.people, form)}
        <div class="bar"><Chips path=path.to_owned() conditions=chips/>{head}</div>
        {body}
        {key}
    }
    .into_any()
}

/// Downloads the log as a file, under the current filter.
fn download(path: &str, filter: &LogFilter) -> AnyView {
    let address = link(&format!("{path}/file"), &pairs(filter), None);
    view! { <a class="btn" href=address title=t(m::DOWNLOAD_HINT) download=""><Icon name="download"/>{t(m::DOWNLOAD)}</a> }
        .into_any()
}

fn found(path: &str, title: &str, filter: &LogFilter, list: &LogList) -> AnyView {
    let links = PageLinks::new(path, &pairs(filter), &list.around);
    view! {
        <List
            name=title
            columns=columns()
            rows=list.rows.iter().cloned().map(row).collect()
            below=list.rows.iter().map(detail).collect()
            links=links
            none=NoRows { title: m::NONE, hint: m::NONE_HINT }
            all=path
        />
    }
    .into_any()
}

fn pairs(filter: &LogFilter) -> [(&'static str, &str); 5] {
    [
        ("from", &filter.from),
        ("to", &filter.to),
        ("action", &filter.action),
        ("result", &filter.result),
        ("actor", &filter.actor),
    ]
}

/// The filter in words. Codes of actions and results are those in the lists.
fn conditions(filter: &LogFilter, list: &LogList) -> Vec<Condition> {
    let results = results(&LogResult::ALL);
    let known = |name: &str, value: &str| match name {
        "action" => list.actions.iter().find(|(code, _)| code == value).map(|(_, words)| tw(words)),
        "result" => results.iter().find(|(code, _)| code == value).map(|(_, words)| words.clone()),
        "actor" => list.people.iter().find(|(id, _)| id == value).map(|(_, words)| words.clone()),
        "from" | "to" => Some(value.replace('-', "/")),
        _ => None,
    };
    let labels = [m::FROM, m::TO, m::ACTION, m::RESULT, m::ACTOR];
    let condition = |((name, value), label): ((&'static str, &str), Text)| Condition {
        name,
        value: value.to_owned(),
        words: tw(&m::CONDITION
            .with(&[("label", &t(label)), ("value", &known(name, value).unwrap_or_else(|| value.to_owned()))])),
    };
    pairs(filter).into_iter().zip(labels).map(condition).collect()
}

/// The results in the filter.
pub fn results(all: &[LogResult]) -> Vec<(String, String)> {
    all.iter().map(|result| (result.code().to_owned(), t(result.text()).to_owned())).collect()
}

/// The retention time of a log, as a sentence.
pub fn kept(length: Option<&Words>) -> String {
    match length {
        None => t(m::KEPT_EVER).to_owned(),
        Some(length) => tw(&m::KEPT.with(&[("length", &tw(length))])),
    }
}

fn filter_form(
    path: &str,
    filter: &LogFilter,
    actions: Vec<(String, Words)>,
    people: Vec<(String, String)>,
    form: FormState,
) -> AnyView {
    let filter = filter.clone();
    let actions = or_all(actions.into_iter().map(|(code, words)| (code, tw(&words))));
    let (results, people) = (or_all(results(&LogResult::ALL)), or_all(people));
    view! {
        <FilterForm action=path>
            <Field name="from" label=t(m::FROM) kind=FieldKind::Date form=form.clone() value=filter.from.clone()/>
            <Field name="to" label=t(m::TO) kind=FieldKind::Date form=form.clone() value=filter.to.clone()/>
            <SelectField name="action" label=t(m::ACTION) options=actions selected=filter.action.clone() form=form.clone()/>
            <SelectField name="result" label=t(m::RESULT) options=results selected=filter.result.clone() form=form.clone()/>
            <SelectField name="actor" label=t(m::ACTOR) options=people selected=filter.actor.clone() form=form/>
        </FilterForm>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::NUMBER, "tbl-nowrap"),
        (m::AT, "tbl-when"),
        (m::ACTOR, ""),
        (m::ACTION, ""),
        (m::OBJECT, "tbl-wide"),
        (m::RESULT, "tbl-nowrap"),
        (m::FROM_WHERE, "tbl-nowrap"),
        (m::DETAIL, "u-print-none"),
    ])
}

fn row(row: LogRow) -> Vec<Cell> {
    let action = tw(&row.action);
    let object = tw(&row.object);
    let object = match row.page {
        Some(page) => Cell::new(view! { <a href=page>{object}</a> }),
        None if object.contains('@') => Cell::new(address(&object)),
        None => object.into(),
    };
    let more = view! {
        <details class="more"><summary>{t(m::DETAIL)}<span class="u-vh">{format!(" #{}", row.seq)}</span></summary></details>
    };
    vec![
        Cell::new(view! { <code>{format!("#{}", row.seq)}</code> }),
        Cell::new(column_time(&row.at)),
        Cell::new(view! { <span class="name">{tw(&row.actor)}</span> }),
        action.into(),
        object,
        Cell::new(result(row.result)),
        row.ip.into(),
        Cell::new(more),
    ]
}

/// A result as a badge.
pub fn result(result: LogResult) -> AnyView {
    let tone = match result {
        LogResult::Success => Tone::Ok,
        LogResult::Failure | LogResult::Noticed => Tone::Danger,
        LogResult::Denied => Tone::Warn,
    };
    view! { <Badge tone=tone text=t(result.text())/> }.into_any()
}

/// Further facts about an action, shown below the row while its details are open.
fn detail(row: &LogRow) -> AnyView {
    let facts = row.facts.iter().map(|fact| view! { <dt>{tw(&fact.label)}</dt><dd>{tw(&fact.value)}</dd> });
    let actor_id = (!row.actor_id.is_empty()).then(|| {
        view! { <dt>{t(m::ACTOR_ID)}</dt><dd><code>{row.actor_id.clone()}</code></dd> }
    });
    view! {
        <dl class="kv kv--tight">
            {facts.collect_view()}
            {actor_id}
            <dt>{t(m::HASH)}</dt><dd class="hash">{row.hash.clone()}</dd>
        </dl>
    }
    .into_any()
}
