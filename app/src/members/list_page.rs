use super::api::{MemberCount, MemberList, MemberQuery, MemberRow, MembersApi};
use super::badges::{second_factor, states};
use super::filter_form::{PATH, columns, filter_form, printed_filter, query_of};
use super::states::{MemberState, SelectedAct};
use super::{invitations_panel, invite, messages as m};
use crate::error::AppError;
use crate::exports::api::FILES;
use crate::kit::{
    AlteredNotice, Cell, Choice, Choices, Empty, ErrorSummary, Icon, ListOf, Notice, PageHead, PageLinks, Pager,
    PrintHead, Table, Tone, address, count, date_time, link, pick, short_link, too_long,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The form that takes the ticks of the list.
const PICKED: &str = "picked-members";

/// The company's members, the open invitations, and the form for another one.
pub async fn list(cx: &PageCx, backend: &(impl MembersApi + ?Sized)) -> Result<Page, AppError> {
    let asked = query_of(cx)?;
    let search = FormState { errors: Vec::from_iter(too_long("q", &asked.q)), typed: Vec::new() };
    // Nobody is looked for by a search that is refused, and the page lists nobody.
    let q = if search.is_refused() { String::new() } else { asked.q.clone() };
    let list = backend.members(&MemberQuery { q, ..asked.clone() }, &cx.cursor()).await?;
    let (form, file, refused) = (cx.form.clone(), cx.session()?.may(FILES), search.is_refused());
    Ok(Page::new(m::TITLE, move || view(list, &asked, search, form, file)).refused(refused))
}

fn view(mut list: MemberList, asked: &MemberQuery, search: FormState, form: FormState, file: bool) -> AnyView {
    let invitations = std::mem::take(&mut list.invitations);
    let rights = list.rights.clone();
    let open = (!invitations.is_empty()).then(|| invitations_panel::open(invitations, &rights));
    let file = file.then(|| {
        view! { <a class="btn" href="/account-ledger/file" data-file=""><Icon name="download"/>{t(m::LEDGER_FILE)}</a> }
    });
    let ledger = view! { <a class="btn" href="/account-ledger">{t(crate::ledger::messages::TITLE)}</a> };
    let invite = rights.manage.then(|| view! { <a class="btn btn--primary" href="#h-invite">{t(m::INVITE)}</a> });
    let acts = Some(view! { {file}{ledger}{invite} }.into_any());
    let form = rights.manage.then(|| invite::form(&rights, form));
    let listed = (!search.is_refused()).then(|| {
        let chips = chips(&list, asked);
        (chips, view! { <section class="panel picks" aria-label=t(m::TITLE)>{found(list, asked)}</section> })
    });
    let (chips, found) = listed.unzip();
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) nostrip:acts=acts/>
        {chips}
        <ErrorSummary form=search.clone()/>
        {filter_form(asked, search)}
        <div class="stack u-mt">
            {found}
            {open}
            {form}
        </div>
    }
    .into_any()
}

fn chips(list: &MemberList, asked: &MemberQuery) -> AnyView {
    let choice = |one: &MemberCount| {
        let to = MemberQuery { state: one.state, ..asked.clone() };
        let words = one.state.words(list.unused_days);
        Choice {
            href: link(PATH, &to.pairs(), None),
            words: tw(&m::COUNTED.with(&[("words", &tw(&words)), ("n", &count(one.n))])),
            current: one.state == asked.state,
        }
    };
    view! { <Choices label=t(m::FILTER) choices=list.counts.iter().map(choice).collect()/> }.into_any()
}

fn found(list: MemberList, asked: &MemberQuery) -> AnyView {
    let capped = list.only_newest.map(|n| {
        let words = tw(&m::ONLY_NEWEST.with(&[("n", &count(n))]));
        view! { <Notice tone=Tone::Info><p>{words}</p></Notice> }
    });
    if list.members.is_empty() {
        let none = view! { <Empty title=t(m::NONE)><p>{t(m::NONE_HINT)}</p><p><a href=PATH>{t(crate::kit::messages::CLEAR)}</a></p></Empty> };
        return view! { {capped}{none} }.into_any();
    }
    let links = PageLinks::new(PATH, &asked.pairs(), &list.around);
    let links = links.choosing_rows(PATH, &asked.pairs(), &asked.rows, list.total);
    let altered = list.members.iter().any(MemberRow::needs_notice).then(|| view! { <AlteredNotice can=None/> });
    let shown = tw(&list.total.shown(Some(list.before + 1), list.members.len(), ListOf::People));
    let (manage, chosen) = (list.rights.manage, printed_filter(asked, list.unused_days));
    let rows = list.members.into_iter().map(|one| row(one, manage)).collect();
    let acts = manage.then(with_selected);
    view! {
        {capped}
        {altered}
        <PrintHead conditions=chosen count=shown.clone()/>
        <div class="short">
            <Table name=t(m::TITLE) caption=shown.clone() columns=columns(asked, manage.then_some(PICKED)) rows=rows/>
        </div>
        {acts}
        <Pager of=t(m::TITLE) links=links shown=shown/>
    }
    .into_any()
}

/// What can be done with the members that are ticked. The next page names them and asks.
fn with_selected() -> AnyView {
    let button = |act: SelectedAct| {
        view! { <button class="btn btn--small" type="submit" name="act" value=act.code()>{t(act.text())}</button> }
    };
    view! {
        <form class="pick-row" id=PICKED method="get" action="/members/selected">
            <span class="note">{t(m::PICK_HINT)}</span>
            <span class="pick-count" aria-live="polite">{t(m::PICKED)}</span>
            {button(SelectedAct::Role)}
            {button(SelectedAct::Suspend)}
        </form>
    }
    .into_any()
}

fn row(row: MemberRow, manage: bool) -> Vec<Cell> {
    let last = row.last_sign_in.as_ref().map_or_else(|| t(m::NEVER).into_any(), date_time);
    let forged = !row.is_certain();
    let pick = (manage && !forged && row.state != MemberState::Left).then(|| pick(PICKED, &row.id, &row.name));
    vec![
        Cell::new(view! { {pick}{short_link(&row.name, format!("{PATH}/{}", row.id))} }),
        Cell::new(address(&row.email)),
        Cell::unless(forged, t(row.role.text())),
        Cell::new(states(&row)),
        Cell::unless(forged, second_factor(row.second_factor)),
        Cell::unless(forged, last),
    ]
}
