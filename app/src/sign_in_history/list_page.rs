use super::api::{SignInHistoryApi, SignInList, SignInRow};
use super::messages as m;
use super::printed::conditions;
use crate::error::AppError;
use crate::exports::api::FILES;
use crate::kit::{
    Cell, Column, ErrorSummary, Field, FieldKind, FilterForm, Icon, List, ListOf, Neighbours, NoRows, PageHead,
    PageLinks, PrintHead, SelectField, SuggestField, Total, column_time, link, or_all,
};
use crate::operation_logs::api::{LogFilter, LogResult};
use crate::operation_logs::list_page::{kept, read_filter, result, results};
use crate::operation_logs::messages as lg;
use crate::page::{FormState, Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

const PATH: &str = "/sign-in-history";

/// The company's sign-ins: time, person, IP address, device, method, result (BP-5, MS-19).
pub async fn list(cx: &PageCx, backend: &(impl SignInHistoryApi + ?Sized)) -> Result<Page, AppError> {
    let filter = read_filter(cx);
    let list = backend.sign_in_history(filter.clone()).await?;
    let (refused, may_download) = (!list.refused.is_empty(), cx.session()?.may(FILES));
    Ok(Page::new(m::TITLE, move || view(filter, list, may_download)).refused(refused))
}

fn pairs(filter: &LogFilter) -> [(&'static str, &str); 4] {
    [("from", &filter.from), ("to", &filter.to), ("result", &filter.result), ("actor", &filter.actor)]
}

fn view(filter: LogFilter, list: SignInList, may_download: bool) -> AnyView {
    let form = FormState { errors: list.refused.clone(), typed: Vec::new() };
    let chosen = conditions(&filter, m::WHO, list.actor.as_deref().unwrap_or(&filter.actor));
    let body =
        if form.is_refused() { ().into_any() } else { found(&filter, chosen, list.rows, list.count, &list.around) };
    let acts = (may_download && !form.is_refused()).then(|| download(PATH, &pairs(&filter)));
    view! {
        <PageHead title=t(m::TITLE) sub=kept(list.kept.as_ref()) nostrip:acts=acts/>
        <ErrorSummary form=form.clone()/>
        {filter_form(&filter, list.people, list.actor, form)}
        {body}
    }
    .into_any()
}

/// Downloads the same rows as a file, under the same filter.
pub fn download(path: &str, filter: &[(&str, &str)]) -> AnyView {
    let file = link(&format!("{path}/file"), filter, None);
    view! { <a class="btn" href=file data-file=""><Icon name="download"/>{t(lg::DOWNLOAD)}</a> }.into_any()
}

fn filter_form(filter: &LogFilter, people: Vec<(String, Words)>, actor: Option<String>, form: FormState) -> AnyView {
    let filter = filter.clone();
    let people = people.into_iter().map(|(value, words)| (value, tw(&words))).collect();
    let actor = actor.unwrap_or(filter.actor);
    view! {
        <FilterForm action=PATH>
            <Field name="from" label=t(lg::FROM) kind=FieldKind::Date form=form.clone() value=filter.from.clone()/>
            <Field name="to" label=t(lg::TO) kind=FieldKind::Date form=form.clone() value=filter.to.clone()/>
            <SelectField name="result" label=t(lg::RESULT) options=or_all(results(&LogResult::OF_PEOPLE)) selected=filter.result.clone() form=form.clone()/>
            <SuggestField name="actor" label=t(m::WHO) suggestions=people value=actor hint=t(lg::ACTOR_HINT) form=form/>
        </FilterForm>
    }
    .into_any()
}

/// How many of all matches a page shows. Only the first page knows where it is.
pub fn shown(count: Total, rows: usize, around: &Neighbours) -> String {
    let first = around.previous.is_none().then_some(1);
    tw(&count.shown(first, rows, ListOf::Things))
}

fn found(filter: &LogFilter, chosen: Vec<String>, rows: Vec<SignInRow>, count: Total, around: &Neighbours) -> AnyView {
    let shown = shown(count, rows.len(), around);
    let links = PageLinks::new(PATH, &pairs(filter), around);
    let columns = Column::all([
        (lg::AT, "tbl-when short-when"),
        (m::WHO, "short-title"),
        (lg::FROM_WHERE, "tbl-nowrap"),
        (m::DEVICE, "tbl-wide"),
        (m::METHOD, "tbl-minor"),
        (lg::RESULT, "tbl-nowrap short-fit"),
        (m::REASON, "short-fit"),
        (lg::DETAIL, "u-print-none tbl-more"),
    ]);
    let below = rows.iter().map(detail).collect();
    let rows = rows.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    view! {
        <PrintHead conditions=chosen count=shown.clone()/>
        <div class="short"><List name=t(m::TITLE) caption=shown columns=columns rows=rows below=below links=links none=none/></div>
    }
    .into_any()
}

/// The id of the account, as in other records (MS-13, BP-16), shown below the row while its details are open.
fn detail(row: &SignInRow) -> AnyView {
    let id = row.account_id.clone();
    let id = if id.is_empty() { t(m::NO_ACCOUNT).into_any() } else { view! { <code>{id}</code> }.into_any() };
    view! {
        <dl class="kv kv--tight">
            <dt>{t(m::ACCOUNT_ID)}</dt><dd>{id}</dd>
            <dt>{t(m::BROWSER)}</dt><dd>{row.browser.clone()}</dd>
        </dl>
    }
    .into_any()
}

fn row(row: SignInRow) -> Vec<Cell> {
    let which = format!(" {}", tw(&row.who));
    let more =
        view! { <details class="more"><summary>{t(lg::DETAIL)}<span class="u-vh">{which}</span></summary></details> };
    vec![
        Cell::new(column_time(&row.at)),
        Cell::name(&tw(&row.who)),
        row.ip.into(),
        tw(&row.device).into(),
        row.method.as_ref().map(tw).unwrap_or_default().into(),
        Cell::new(result(row.result)),
        row.reason.as_ref().map(tw).unwrap_or_default().into(),
        Cell::new(more),
    ]
}
