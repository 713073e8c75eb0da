//! Requests from people who cannot sign in, for the desk.

use super::api::{CaseDetail, HelpList, HelpRequest, HelpWords};
use super::cells::{self, PATH, due};
use super::messages as m;
use crate::kit::{
    Badge, Cell, Column, List, NoRows, Notice, PageLinks, Panel, PostButton, Tone, Unreadable, address, count,
    date_time, link, short_name, with_time,
};
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// The value of this view in the address.
pub const SHOW: &str = "asked";

/// How many requests a page of them has.
pub const PAGE: u64 = 50;
/// How many stand below the cases.
pub const FIRST: u64 = 5;

/// The link to all open requests, with their number.
pub fn link_to_all(n: u64) -> AnyView {
    let (href, words) = (link(PATH, &[("show", SHOW)], None), tw(&m::ASKED_ALL.with(&[("n", &count(n))])));
    view! { <p class="u-mt"><a href=href>{words}</a></p> }.into_any()
}

/// The requests that are due first, without further pages.
pub fn first(asked: HelpList) -> AnyView {
    shown_as_list(asked, None)
}

/// Open requests. The address links to the account, if there is one.
pub fn panel(asked: HelpList) -> AnyView {
    let links = PageLinks::new(PATH, &[("show", SHOW)], &asked.around);
    shown_as_list(asked, Some(links))
}

fn shown_as_list(asked: HelpList, links: Option<PageLinks>) -> AnyView {
    let sub = (!asked.rows.is_empty()).then(|| view! { <p class="note">{t(m::ASKED_SUB)}</p> });
    let rows = asked.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::ASKED_NONE, hint: m::ASKED_NONE_HINT };
    view! {
        <Panel id="h-asked" title=t(m::ASKED)>
            {sub}
            <List name=t(m::ASKED) columns=columns() rows=rows nostrip:links=links none=none/>
        </Panel>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::EMAIL, "tbl-wide"),
        (m::ASK_ISSUE, "tbl-wide tbl-third"),
        (m::ASKED_AT, "tbl-when"),
        (m::DUE, "tbl-when"),
        (m::ACTS, "tbl-acts"),
    ])
}

fn row(asked: HelpRequest) -> Vec<Cell> {
    let look = (!asked.unreadable).then(|| {
        let look = link("/support/accounts", &[("email", &asked.email)], None);
        view! { <a class="btn btn--small" href=look>{t(m::ASK_LOOK)}</a> }
    });
    let who = if asked.unreadable { view! { <Unreadable/> }.into_any() } else { address(&asked.email) };
    let id = asked.id.clone();
    vec![
        Cell::new(who),
        Cell::new(view! { <div>{t(asked.kind)}{words(&asked, asked.words.len() > 1)}</div> }),
        Cell::new(cells::asked(&asked.at, &asked.waited)),
        Cell::new(until(&asked)),
        Cell::new(view! {
            <div class="btn-row">
                {look}
                <PostButton action="/support/cases/answered" id=id class="btn btn--small">{t(m::ASK_DONE)}</PostButton>
            </div>
        }),
    ]
}

/// When the desk is to answer, and what the person was told: the answer to a stranger never says whose customer they are.
fn until(asked: &HelpRequest) -> AnyView {
    let told = asked.told.as_ref().map(|at| view! { <p class="note">{with_time(m::ASK_TOLD, at)}</p> });
    view! { <div>{due(&asked.due, asked.late)}{told}</div> }.into_any()
}

/// All typed texts, each with its name and, if they are `dated`, its time, and how often the person has asked. Nothing is
/// verified.
fn words(asked: &HelpRequest, dated: bool) -> AnyView {
    let times = (asked.times > 1).then(|| {
        let words = if asked.words.len() > 1 { m::ASK_DIFFERENT } else { m::ASK_TIMES };
        view! { <p><strong>{tw(&words.with(&[("n", &asked.times)]))}</strong></p> }
    });
    let said = |words: &HelpWords| {
        let message = (!words.message.is_empty()).then(|| view! { <p class="u-pre">{words.message.clone()}</p> });
        let number = words.holds_number.then(|| view! { <p class="note">{t(m::ASK_NUMBER)}</p> });
        let at = dated.then(|| view! { " "{date_time(&words.at)} });
        view! {
            <p class="note">
                {short_name(&words.name)}" "<Badge tone=Tone::Plain text=t(m::ASK_UNVERIFIED)/>{at}
            </p>
            {message}
            {number}
        }
    };
    // A single message is no list.
    let each = match asked.words.as_slice() {
        [] => ().into_any(),
        [only] => said(only).into_any(),
        all => view! { <ul>{all.iter().map(|words| view! { <li>{said(words)}</li> }).collect_view()}</ul> }.into_any(),
    };
    view! { {times}{each} }.into_any()
}

/// One request, beside the account of its address.
pub fn one(asked: &HelpRequest) -> AnyView {
    let times = view! {
        <dt>{t(m::ASKED_AT)}</dt><dd>{date_time(&asked.at)}</dd>
        <dt>{t(m::WAITED)}</dt><dd>{tw(&asked.waited)}</dd>
        <dt>{t(m::DUE)}</dt><dd>{until(asked)}</dd>
    };
    shown(asked, warning(m::ASKED_SUB), Some(times.into_any()))
}

/// One request on the page of a case, whose facts have its times. One that came after the identity check is as unverified as
/// one that came before there was any.
pub fn of_case(case: &CaseDetail, asked: &HelpRequest) -> AnyView {
    // Both are in UTC and to the second, so that their order is that of their texts.
    let before = case.checked.as_ref().is_some_and(|checked| asked.at.iso <= checked.iso);
    let unverified = if before { m::ASKED_BEFORE } else { m::ASKED_SUB };
    // Nobody acts on the words of a case that is over.
    let unverified = if case.row.state.is_open() { warning(unverified) } else { note(unverified) };
    shown(asked, unverified, None)
}

fn warning(words: Text) -> AnyView {
    view! { <Notice tone=Tone::Warn><p>{t(words)}</p></Notice> }.into_any()
}

fn note(words: Text) -> AnyView {
    view! { <p class="note">{t(words)}</p> }.into_any()
}

fn shown(asked: &HelpRequest, unverified: AnyView, times: Option<AnyView>) -> AnyView {
    let unreadable = asked.unreadable.then(|| view! { <Unreadable/> });
    view! {
        <section class="panel" aria-label=t(m::ASKED_OF)>
            <div class="panel-head panel-head--pad"><h2>{t(m::ASKED_OF)}</h2></div>
            {unverified}
            <dl class="kv">
                <dt>{t(m::ASK_ISSUE)}</dt><dd>{t(asked.kind)}</dd>
                <dt>{t(m::ASK_SAYS)}</dt><dd>{unreadable}{words(asked, true)}</dd>
                {times}
            </dl>
        </section>
    }
    .into_any()
}
