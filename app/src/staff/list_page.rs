use super::api::{Approval, StaffApi, StaffList, StaffRequest, StaffRow};
use super::messages as m;
use super::states::StaffState;
use crate::error::AppError;
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Column, ErrorSummary, Field, FieldKind, PageHead, PageLinks, Pager, Panel,
    PostForm, PrintHead, SelectField, Table, Tone, address, count, date_time, short_link, short_name,
};
use crate::members::states::MemberState;
use crate::page::{FormState, Page, PageCx};
use crate::permission::Role;
use crate::text::{Lang, lang, t, tw};
use leptos::prelude::*;

const PATH: &str = "/support/staff";

/// The provider's staff, the open requests, and the form for another request.
pub async fn list(cx: &PageCx, backend: &(impl StaffApi + ?Sized)) -> Result<Page, AppError> {
    let list = backend.staff(&cx.cursor()).await?;
    let form = cx.form.clone();
    Ok(Page::new(m::TITLE, move || view(list, form)))
}

fn view(list: StaffList, form: FormState) -> AnyView {
    let links = PageLinks::new(PATH, &[], &list.around);
    let shown = tw(&m::SHOWN.with(&[("n", &list.rows.len()), ("total", &count(list.total))]));
    let altered = |row: &StaffRow| row.altered || matches!(row.approval, Approval::Altered);
    let altered = list.rows.iter().any(altered).then(|| view! { <AlteredNotice can=None/> });
    let rows = list.rows.into_iter().map(row).collect();
    let open = (!list.requests.is_empty()).then(|| open(list.requests));
    let acts = view! { <a class="btn btn--primary" href="#h-ask">{t(m::ADD)}</a> }.into_any();
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) acts=acts/>
        <div class="stack">
            {open}
            <section class="panel" aria-labelledby="h-staff">
                <div class="panel-head"><h2 id="h-staff">{t(m::ALL)}</h2></div>
                {altered}
                <PrintHead count=shown.clone()/>
                <Table name=t(m::TITLE) caption=shown.clone() columns=columns() rows=rows/>
                <Pager of=t(m::TITLE) links=links shown=shown/>
            </section>
            {ask(form)}
        </div>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::NAME, "tbl-who"),
        (m::EMAIL, "tbl-wide"),
        (m::ROLE, ""),
        (m::STATE, "tbl-tight"),
        (m::SINCE, "tbl-when"),
        (m::APPROVER, "tbl-who"),
    ])
}

fn row(row: StaffRow) -> Vec<Cell> {
    let tone = if row.state == MemberState::Active { Tone::Ok } else { Tone::Plain };
    let state = (!row.altered).then(|| view! { <Badge tone=tone text=t(row.state.text())/> });
    let forged = row.altered || row.was_altered;
    let mark = forged.then(|| view! { " "<Altered/> });
    let approver = match row.approval {
        Approval::First => t(m::FIRST).into_any(),
        Approval::NotKept => t(m::NOT_KEPT).into_any(),
        Approval::Altered => view! { <Altered/> }.into_any(),
        Approval::By { name, at } => view! { <div>{short_name(&name)}</div>{date_time(&at)} }.into_any(),
    };
    let reason = (!row.reason.is_empty()).then(|| view! { <p class="note">{row.reason}</p> });
    vec![
        Cell::name(&row.name),
        Cell::new(address(&row.email)),
        Cell::unless(forged, t(row.role.text())),
        Cell::new(view! { {state}{mark} }),
        Cell::new(date_time(&row.since)),
        Cell::new(view! { <div>{approver}{reason}</div> }),
    ]
}

fn open(requests: Vec<StaffRequest>) -> AnyView {
    let columns = Column::all([
        (m::NAME, "tbl-who"),
        (m::EMAIL, "tbl-wide"),
        (m::ROLE, "tbl-minor"),
        (m::STATE, "tbl-tight"),
        (m::ASKED_BY, "tbl-who tbl-minor"),
        (m::ASKED_AT, "tbl-when tbl-minor"),
    ]);
    let altered =
        requests.iter().any(|request| request.altered).then(|| view! { <AlteredNotice can=Some(m::REJECT)/> });
    view! {
        <section class="panel" aria-labelledby="h-requests">
            <div class="panel-head"><h2 id="h-requests">{t(m::REQUESTS)}</h2></div>
            {altered}
            <Table name=t(m::REQUESTS) columns=columns rows=requests.into_iter().map(request).collect()/>
        </section>
    }
    .into_any()
}

fn request(request: StaffRequest) -> Vec<Cell> {
    let href = format!("{PATH}/{}", request.id);
    let state = state(&request);
    vec![
        Cell::new(short_link(&request.name, href)),
        Cell::new(address(&request.email)),
        Cell::unless(request.altered, t(request.role.text())),
        Cell::new(state),
        Cell::unless(request.altered, asker(request.asked_by)),
        Cell::unless(request.altered, date_time(&request.asked)),
    ]
}

/// The state of a request, as a badge.
pub fn state(request: &StaffRequest) -> AnyView {
    if request.altered {
        return view! { <Altered/> }.into_any();
    }
    if let (StaffState::Approved, Some(undelivered)) = (request.state, &request.undelivered) {
        return undelivered.view();
    }
    let (tone, text) = match request.state {
        StaffState::Waiting => (Tone::Warn, m::WAITING),
        StaffState::Approved if request.expired => (Tone::Danger, m::EXPIRED),
        StaffState::Approved => (Tone::Info, m::APPROVED),
        StaffState::Joined => (Tone::Ok, m::JOINED),
        StaffState::Rejected => (Tone::Plain, m::REJECTED),
    };
    view! { <Badge tone=tone text=t(text)/> }.into_any()
}

pub fn asker(name: Option<String>) -> AnyView {
    match name {
        Some(name) => short_name(&name),
        None => t(m::COMMAND_LINE).into_any(),
    }
}

fn ask(form: FormState) -> AnyView {
    let roles = Role::ALL.iter().filter(|role| role.is_staff());
    let roles = roles.map(|role| (role.code().to_owned(), t(role.text()).to_owned())).collect();
    let languages = [Lang::Ja, Lang::En].map(|lang| (lang.tag().to_owned(), lang.name().to_owned())).into();
    view! {
        <Panel id="h-ask" title=t(m::ADD)>
            <ErrorSummary form=form.clone()/>
            <PostForm action="/support/staff">
                <Field name="name" label=t(m::NAME) kind=FieldKind::Text form=form.clone() required=true/>
                <Field name="email" label=t(m::EMAIL) kind=FieldKind::AnothersEmail hint=t(m::EMAIL_HINT) form=form.clone() required=true/>
                <SelectField name="lang" label=t(m::LANGUAGE) options=languages selected=lang().tag().to_owned() form=form.clone()/>
                <SelectField name="role" label=t(m::ROLE) options=roles selected=Role::Desk.code().to_owned() form=form.clone()/>
                <Field name="why" label=t(m::WHY) kind=FieldKind::Text hint=t(m::REASON_HINT) form=form required=true/>
                <button class="btn btn--primary u-mt" type="submit">{t(m::ASK)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}
