use super::api::{Activity, ActivityRow, SignInHistoryApi};
use super::list_page::{download, shown};
use super::messages as m;
use super::printed::conditions;
use crate::error::AppError;
use crate::exports::api::FILES;
use crate::kit::{
    Cell, Column, ErrorSummary, Field, FieldKind, FilterForm, List, NoRows, PageHead, PageLinks, PrintHead,
    SelectField, address, column_time, or_all, told,
};
use crate::operation_logs::api::{LogFilter, LogResult};
use crate::operation_logs::list_page::{read_filter, result, results};
use crate::operation_logs::messages as lg;
use crate::page::{FormState, Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

const PATH: &str = "/account/activity";
/// The filter value for sign-ins only.
const SIGN_IN: &str = "sign_in";

/// One's own actions, including sign-ins (WS-2).
pub async fn activity(cx: &PageCx, backend: &(impl SignInHistoryApi + ?Sized)) -> Result<Page, AppError> {
    let filter = read_filter(cx);
    let activity = backend.activity(filter.clone()).await?;
    let (refused, me) = (!activity.refused.is_empty(), cx.session()?);
    let (own, may_download) = (me.email.clone(), me.may(FILES));
    Ok(Page::new(m::ACTIVITY, move || view(filter, activity, &own, may_download)).refused(refused))
}

fn pairs(filter: &LogFilter) -> [(&'static str, &str); 4] {
    [("from", &filter.from), ("to", &filter.to), ("action", &filter.action), ("result", &filter.result)]
}

fn view(filter: LogFilter, activity: Activity, own: &str, may_download: bool) -> AnyView {
    let crumbs = vec![("/account".to_owned(), t(crate::account::messages::TITLE).to_owned())];
    let form = FormState { errors: activity.refused.clone(), typed: Vec::new() };
    let acts = (may_download && !form.is_refused()).then(|| download(PATH, &pairs(&filter)));
    let whole = activity.whole;
    let members = if whole { m::ACTIVITY_SUB } else { m::ACTIVITY_SIGN_INS };
    let body = if form.is_refused() { ().into_any() } else { found(&filter, activity, own) };
    view! {
        <PageHead title=t(m::ACTIVITY) sub=told(members, m::ACTIVITY_SUB_STAFF) crumbs=crumbs nostrip:acts=acts/>
        <ErrorSummary form=form.clone()/>
        {filter_form(&filter, whole, form)}
        {body}
    }
    .into_any()
}

fn filter_form(filter: &LogFilter, whole: bool, form: FormState) -> AnyView {
    let filter = filter.clone();
    let what = whole.then(|| {
        let what = or_all([(SIGN_IN.to_owned(), t(m::SIGN_INS).to_owned())]);
        view! { <SelectField name="action" label=t(m::WHAT) options=what selected=filter.action.clone() form=form.clone()/> }
    });
    view! {
        <FilterForm action=PATH>
            <Field name="from" label=t(lg::FROM) kind=FieldKind::Date form=form.clone() value=filter.from.clone()/>
            <Field name="to" label=t(lg::TO) kind=FieldKind::Date form=form.clone() value=filter.to.clone()/>
            {what}
            <SelectField name="result" label=t(lg::RESULT) options=or_all(results(&LogResult::OF_PEOPLE)) selected=filter.result.clone() form=form/>
        </FilterForm>
    }
    .into_any()
}

fn found(filter: &LogFilter, Activity { rows, around, count, .. }: Activity, own: &str) -> AnyView {
    let none = if filter.is_open() {
        NoRows { title: m::NO_ACTIVITY, hint: m::ACTIVITY_HINT }
    } else {
        NoRows { title: m::NO_MATCH, hint: m::NONE_HINT }
    };
    let links = PageLinks::new(PATH, &pairs(filter), &around);
    let columns = Column::all([
        (lg::AT, "tbl-when short-when"),
        (m::WHAT, "short-title"),
        (lg::OBJECT, "tbl-wide"),
        (lg::RESULT, ""),
        (lg::FROM_WHERE, "tbl-nowrap"),
        (m::DEVICE, ""),
    ]);
    let what = if filter.action.is_empty() { "" } else { t(m::SIGN_INS) };
    let (chosen, shown) = (conditions(filter, m::WHAT, what), shown(count, rows.len(), &around));
    let rows = rows.into_iter().map(|one| row(one, own)).collect();
    view! {
        <PrintHead conditions=chosen count=shown.clone()/>
        <div class="short"><List name=t(m::ACTIVITY) caption=shown columns=columns rows=rows links=links none=none/></div>
    }
    .into_any()
}

/// The own account is what most rows are about, so it is not named.
fn row(row: ActivityRow, own: &str) -> Vec<Cell> {
    let object = tw(&row.object);
    let object = if object.contains(own) { String::new() } else { object };
    let object = if object.contains('@') { Cell::new(address(&object)) } else { object.into() };
    vec![
        Cell::new(column_time(&row.at)),
        with_note(tw(&row.what).into_any(), row.method.as_ref()),
        object,
        with_note(result(row.result), row.reason.as_ref()),
        row.ip.into(),
        tw(&row.device).into(),
    ]
}

/// Puts the method below the action, and the reason below a failure.
fn with_note(words: AnyView, note: Option<&Words>) -> Cell {
    let note = note.map(|note| view! { <p class="note">{tw(note)}</p> });
    Cell::new(view! { {words}{note} })
}
