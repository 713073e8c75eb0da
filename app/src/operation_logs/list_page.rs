use super::api::{HIDE_SYSTEM, LogFilter, LogList, LogResult, OperationLogsApi, SHOW_SYSTEM};
use super::entry::{columns, detail, row};
use super::filter_form::{filter_form, periods};
use super::messages as m;
pub use super::results::{result, results};
use super::seal_block::{printed_seal, seal_block, verify_path};
use crate::error::AppError;
use crate::exports::api::FILES;
use crate::kit::{
    Chips, Condition, ErrorSummary, Icon, List, ListOf, NoRows, Notice, PageHead, PageLinks, PrintHead, Tone, count,
    link,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{Words, t, tw};
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
        q: q("q"),
        system: q("system"),
        cursor: cx.cursor(),
    }
}

fn view(path: &str, title: String, filter: LogFilter, list: LogList, may_download: bool) -> AnyView {
    let has_file = may_download && list.refused.is_empty();
    let (acts, note) = (has_file.then(|| download(path, &filter)), has_file.then(|| about_file(path, &filter)));
    view! {
        <PageHead title=title.clone() sub=kept(list.kept.as_ref()) nostrip:acts=acts/>
        {note}
        {body(path, &title, &filter, list)}
    }
    .into_any()
}

/// The log with its filter, at any address.
pub fn body(path: &str, title: &str, filter: &LogFilter, list: LogList) -> AnyView {
    let form = FormState { errors: list.refused.clone(), typed: Vec::new() };
    let body = if form.is_refused() { ().into_any() } else { found(path, title, filter, &list) };
    let chips = conditions(filter, &list);
    let aid = (!filter.q.is_empty()).then(|| view! { <p class="note">{t(m::SEARCH_AID)}</p> });
    let unindexed = list.unindexed && !filter.q.is_empty();
    let unindexed = unindexed.then(|| view! { <Notice tone=Tone::Info><p>{t(m::UNINDEXED)}</p></Notice> });
    view! {
        {seal_block(&list.seal, verify_path(path))}
        <ErrorSummary form=form.clone()/>
        {periods(path, filter, &list.periods)}
        {filter_form(path, filter, &list, form)}
        <div class="bar"><Chips path=path.to_owned() conditions=chips/></div>
        {aid}
        {unindexed}
        {body}
    }
    .into_any()
}

/// Downloads the log as a file, under the current filter. The file also has the records of the system.
fn download(path: &str, filter: &LogFilter) -> AnyView {
    let file = format!("{path}/file");
    let address = link(&file, &narrowing(filter), None);
    view! {
        <a class="btn" href=address title=t(m::DOWNLOAD_HINT) aria-describedby="download-note" data-file="">
            <Icon name="download"/>{t(m::DOWNLOAD)}
        </a>
    }
    .into_any()
}

/// What the file has, and the way to one without the records of the system.
fn about_file(path: &str, filter: &LogFilter) -> AnyView {
    let without: Vec<(&str, &str)> = narrowing(filter).into_iter().chain([("system", HIDE_SYSTEM)]).collect();
    let without = link(&format!("{path}/file"), &without, None);
    view! {
        <div class="u-print-none">
            <p class="note" id="download-note">
                {t(m::DOWNLOAD_ALL)}" "<a href=without data-file="">{t(m::DOWNLOAD_PEOPLE)}</a>
            </p>
        </div>
    }
    .into_any()
}

fn found(path: &str, title: &str, filter: &LogFilter, list: &LogList) -> AnyView {
    let links = PageLinks::new(path, &pairs(filter), &list.around);
    let first = list.around.previous.is_none().then_some(1);
    let shown = tw(&list.count.shown(first, list.rows.len(), ListOf::Things));
    view! {
        <PrintHead conditions=printed(filter, list) count=printed_count(list)/>
        {printed_seal(&list.seal, list.rows.first())}
        {left_out(path, filter, list)}
        <div class="short">
            <List
                name=title
                caption=shown
                columns=columns()
                rows=list.rows.iter().map(row).collect()
                below=list.rows.iter().map(|row| detail(path, row, list.seal.checkpoint)).collect()
                links=links
                none=NoRows { title: m::NONE, hint: m::NONE_HINT }
                all=path
            />
        </div>
    }
    .into_any()
}

/// The conditions on paper: those of the filter, and that records are left out.
fn printed(filter: &LogFilter, list: &LogList) -> Vec<String> {
    let filtered = conditions(filter, list).into_iter().filter(|c| !c.value.is_empty()).map(|c| c.words);
    let without = (list.left_out.number() > 0).then(|| t(m::WITHOUT_SYSTEM).to_owned());
    filtered.chain(without).collect()
}

/// The number on paper, which has only one page of the list: how many of all matches it shows.
fn printed_count(list: &LogList) -> String {
    let text = list.count.choose(m::PRINT_COUNT, m::PRINT_COUNT_MANY);
    tw(&text.with(&[("n", &count(list.count.number())), ("shown", &count(list.rows.len() as u64))]))
}

/// How many records of the system the page leaves out, with the links to see them and to a file without them.
fn left_out(path: &str, filter: &LogFilter, list: &LogList) -> Option<AnyView> {
    if list.left_out.number() == 0 {
        return None;
    }
    let text = list.left_out.choose(m::LEFT_OUT, m::LEFT_OUT_MANY);
    let words = tw(&text.with(&[("n", &count(list.left_out.number()))]));
    let mut shown = narrowing(filter).to_vec();
    shown.push(("system", SHOW_SYSTEM));
    let show = link(path, &shown, None);
    Some(view! { <p class="note">{words}" "<a class="u-print-none" href=show>{t(m::SHOW_SYSTEM)}</a></p> }.into_any())
}

/// The filter without the question whether the system's records are shown.
fn narrowing(filter: &LogFilter) -> [(&'static str, &str); 6] {
    [
        ("from", &filter.from),
        ("to", &filter.to),
        ("action", &filter.action),
        ("result", &filter.result),
        ("actor", &filter.actor),
        ("q", &filter.q),
    ]
}

fn pairs(filter: &LogFilter) -> Vec<(&'static str, &str)> {
    narrowing(filter).into_iter().chain([("system", filter.system.as_str())]).collect()
}

/// The filter in words. Codes of actions and results are those in the lists.
fn conditions(filter: &LogFilter, list: &LogList) -> Vec<Condition> {
    let labels = [m::FROM, m::TO, m::ACTION, m::RESULT, m::ACTOR, m::KEYWORD];
    let mut all: Vec<Condition> = Vec::new();
    for ((name, value), label) in narrowing(filter).into_iter().zip(labels) {
        let said = said(name, value, list).unwrap_or_else(|| value.to_owned());
        let words = tw(&m::CONDITION.with(&[("label", &t(label)), ("value", &said)]));
        all.push(Condition { name, value: value.to_owned(), words });
    }
    let system = filter.system.clone();
    all.push(Condition { name: "system", value: system, words: t(m::SYSTEM_SHOWN).to_owned() });
    all
}

/// The words of a filter's value, where it is a code.
fn said(name: &str, value: &str, list: &LogList) -> Option<String> {
    let mut actions = list.actions.iter().flat_map(|group| &group.actions);
    match name {
        "action" => actions.find(|(code, _)| code == value).map(|(_, words)| tw(words)),
        "result" => LogResult::from_code(value).map(|result| t(result.text()).to_owned()),
        "actor" => list.actor.as_ref().map(|(_, words)| tw(words)),
        "from" | "to" => Some(value.replace('-', "/")),
        _ => None,
    }
}

/// The retention time of a log, as a sentence.
pub fn kept(length: Option<&Words>) -> String {
    match length {
        None => t(m::KEPT_EVER).to_owned(),
        Some(length) => tw(&m::KEPT.with(&[("length", &tw(length))])),
    }
}
