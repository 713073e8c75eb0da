use super::api::{Due, Grant, Ledger, LedgerApi, LedgerRow};
use super::messages as m;
use crate::error::AppError;
use crate::exports::api::FILES;
use crate::kit::{
    AlteredNotice, Cell, Column, Empty, ListOf, PageHead, PageLinks, Pager, PrintHead, Table, address, date_time,
    short_link, with_time,
};
use crate::members::badges::{second_factor, states};
use crate::members::messages as mm;
use crate::page::{Page, PageCx};
use crate::permission::Permission;
use crate::sign_in_history::list_page::download;
use crate::text::{t, tw};
use leptos::prelude::*;

const PATH: &str = "/account-ledger";

/// Every account of the company, and what it may do (MS-17).
pub async fn list(cx: &PageCx, backend: &(impl LedgerApi + ?Sized)) -> Result<Page, AppError> {
    let ledger = backend.account_ledger(&cx.cursor()).await?;
    let may_download = cx.session()?.may(FILES);
    Ok(Page::new(m::TITLE, move || view(ledger, may_download)))
}

fn view(ledger: Ledger, may_download: bool) -> AnyView {
    let crumbs = vec![("/members".to_owned(), t(mm::TITLE).to_owned())];
    let acts = may_download.then(|| download(PATH, &[]));
    let altered = ledger.rows.iter().any(|row| row.member.needs_notice()).then(|| view! { <AlteredNotice can=None/> });
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) crumbs=crumbs nostrip:acts=acts/>
        {altered}
        {found(ledger)}
    }
    .into_any()
}

fn found(Ledger { rows, around, count }: Ledger) -> AnyView {
    if rows.is_empty() {
        return view! { <Empty title=t(m::NONE)><p><a href=PATH>{t(m::NONE_HINT)}</a></p></Empty> }.into_any();
    }
    let links = PageLinks::new(PATH, &[], &around);
    let first = around.previous.is_none().then_some(1);
    let shown = tw(&count.shown(first, rows.len(), ListOf::Things));
    let below = rows.iter().map(detail).collect();
    let rows = rows.into_iter().map(row).collect();
    view! {
        <PrintHead count=shown.clone()/>
        <div class="short"><Table name=t(m::TITLE) caption=shown.clone() columns=columns() rows=rows below=below/></div>
        <Pager of=t(m::TITLE) links=links shown=shown/>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    let columns = [
        (m::MEMBER, "tbl-who"),
        (mm::ROLE, ""),
        (mm::STATE, "tbl-tight"),
        (m::TWO_STEP, "tbl-tight tbl-minor"),
        (mm::LAST_SIGN_IN, "tbl-when tbl-minor"),
        (m::DUE, "tbl-when tbl-minor"),
        (m::RIGHTS, ""),
    ];
    columns.map(|(text, class)| Column::new(t(text)).class(class)).into()
}

fn row(row: LedgerRow) -> Vec<Cell> {
    let LedgerRow { member, held, due, .. } = row;
    let href = format!("/members/{}", member.id);
    let name = short_link(&member.name, href);
    let last = member.last_sign_in.as_ref().map_or_else(|| t(mm::NEVER).into_any(), date_time);
    let (count, whose) = (tw(&m::COUNT.with(&[("n", &held.len())])), format!(" {}", member.name));
    let more = view! { <details class="more"><summary>{count}<span class="u-vh">{whose}</span></summary></details> };
    let forged = !member.is_certain();
    vec![
        Cell::new(view! { <span class="who">{name}<span>{address(&member.email)}</span></span> }),
        Cell::unless(forged, t(member.role.text())),
        Cell::new(states(&member)),
        Cell::unless(forged, second_factor(member.second_factor)),
        Cell::unless(forged, last),
        Cell::new(due.as_ref().map(due_words)),
        Cell::new(more),
    ]
}

fn due_words(due: &Due) -> AnyView {
    match due {
        Due::Never => t(m::DUE_NEVER).into_any(),
        Due::On(at) => date_time(at),
        Due::Now => t(m::DUE_NOW).into_any(),
        Due::Reset => t(m::DUE_RESET).into_any(),
    }
}

/// Everything that the account may do, and who gave it that. Shown below the row while its details are open.
fn detail(row: &LedgerRow) -> AnyView {
    let held = if row.waits() { m::HELD_LATER } else { m::HELD };
    let rights = match row.closed() {
        Some(why) => t(why).into_any(),
        None => permissions(&row.held),
    };
    let withheld =
        (!row.withheld.is_empty()).then(|| view! { <dt>{t(m::WITHHELD)}</dt><dd>{permissions(&row.withheld)}</dd> });
    let granted = if row.granted.is_empty() {
        t(m::NOT_KEPT).into_any()
    } else {
        view! { <ul>{row.granted.iter().map(grant).collect_view()}</ul> }.into_any()
    };
    view! {
        <dl class="kv kv--tight">
            <dt>{t(held)}</dt><dd>{rights}</dd>
            {withheld}
            <dt>{t(m::GRANTED)}</dt><dd>{granted}</dd>
            <dt>{t(m::JOINED)}</dt><dd>{date_time(&row.joined)}</dd>
            <dt>{t(m::ACCOUNT_ID)}</dt><dd><code>{row.member.id.clone()}</code></dd>
        </dl>
    }
    .into_any()
}

fn permissions(all: &[Permission]) -> AnyView {
    let each = all.iter().map(|p| view! { <li>{t(p.text())}</li> }).collect_view();
    view! { <ul>{each}</ul> }.into_any()
}

fn grant(grant: &Grant) -> AnyView {
    view! { <li>{with_time(grant.step.text(), &grant.at)}" "<span class="name">{tw(&grant.by)}</span></li> }.into_any()
}
