//! Requests from people who cannot sign in, for the desk.

use super::api::{CaseDetail, HelpList, HelpRequest, HelpWords};
use super::cells::{self, PATH, due};
use super::messages as m;
use crate::kit::{
    Badge, Cell, Column, List, NoRows, Notice, PageLinks, Panel, PostButton, Tone, Unreadable, address, date_time, link,
};
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// The value of this view in the address.
pub const SHOW: &str = "asked";

/// Open requests. The address links to the account, if there is one.
pub fn panel(asked: HelpList) -> AnyView {
    let links = PageLinks::new(PATH, &[("show", SHOW)], &asked.around);
    let sub = (!asked.rows.is_empty()).then(|| view! { <p class="note">{t(m::ASKED_SUB)}</p> });
    let rows = asked.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::ASKED_NONE, hint: m::ASKED_NONE_HINT };
    view! {
        <Panel id="h-asked" title=t(m::ASKED)>
            {sub}
            <List name=t(m::ASKED) columns=columns() rows=rows links=links none=none/>
        </Panel>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::EMAIL, "tbl-wide"),
        (m::ASK_KIND, "tbl-wide"),
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
        Cell::new(view! { <div>{t(asked.kind)}{words(&asked)}</div> }),
        Cell::new(cells::asked(&asked.at, &asked.waited)),
        Cell::new(due(&asked.due, asked.late)),
        Cell::new(view! {
            <div class="btn-row">
                {look}
                <PostButton action="/support/cases/answered" id=id class="btn btn--small">{t(m::ASK_DONE)}</PostButton>
            </div>
        }),
    ]
}

/// All typed texts, each with its name, and how often the person has asked. Nothing is verified.
fn words(asked: &HelpRequest) -> AnyView {
    let times = (asked.times > 1).then(|| {
        let words = if asked.words.len() > 1 { m::ASK_DIFFERENT } else { m::ASK_TIMES };
        view! { <p><strong>{tw(&words.with(&[("n", &asked.times)]))}</strong></p> }
    });
    let said = |words: &HelpWords| {
        let message = (!words.message.is_empty()).then(|| view! { <p>{words.message.clone()}</p> });
        let number = words.holds_number.then(|| view! { <p class="note">{t(m::ASK_NUMBER)}</p> });
        view! {
            <p class="note">
                <span class="name">{words.name.clone()}</span>" "
                <Badge tone=Tone::Plain text=t(m::ASK_UNVERIFIED)/>" "{date_time(&words.at)}
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
        <dt>{t(m::DUE)}</dt><dd>{due(&asked.due, asked.late)}</dd>
    };
    shown(asked, m::ASKED_SUB, Some(times.into_any()))
}

/// One request on the page of a case, whose facts have its times. One that came after the identity check is as unverified as
/// one that came before there was any.
pub fn of_case(case: &CaseDetail, asked: &HelpRequest) -> AnyView {
    // Both are in UTC and to the second, so that their order is that of their texts.
    let before = case.checked.as_ref().is_some_and(|checked| asked.at.iso <= checked.iso);
    shown(asked, if before { m::ASKED_BEFORE } else { m::ASKED_SUB }, None)
}

fn shown(asked: &HelpRequest, unverified: Text, times: Option<AnyView>) -> AnyView {
    let unreadable = asked.unreadable.then(|| view! { <Unreadable/> });
    view! {
        <section class="panel" aria-label=t(m::ASKED_OF)>
            <div class="panel-head panel-head--pad"><h2>{t(m::ASKED_OF)}</h2></div>
            <Notice tone=Tone::Warn><p>{t(unverified)}</p></Notice>
            <dl class="kv">
                <dt>{t(m::ASK_KIND)}</dt><dd>{t(asked.kind)}</dd>
                <dt>{t(m::ASK_MESSAGE)}</dt><dd>{unreadable}{words(asked)}</dd>
                {times}
            </dl>
        </section>
    }
    .into_any()
}
