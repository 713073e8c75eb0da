use super::api::Home;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Badge, Cell, Column, Icon, Notice, PageHead, Table, Tone, count, date_time};
use crate::operation_logs::api::{LogResult, LogRow};
use crate::operation_logs::messages as log;
use crate::page::{Page, PageCx};
use crate::permission::Role;
use crate::text::{Lang, Text, lang, t, tw};
use leptos::prelude::*;

/// The home page.
pub async fn home(cx: &PageCx) -> Result<Page, AppError> {
    let home = cx.backend.home().await?;
    let role = cx.frame.session.as_ref().map(|me| me.role);
    Ok(Page::new(m::TITLE, move || view(home, role)))
}

fn view(home: Home, role: Option<Role>) -> AnyView {
    let sees_nothing = home.end_users.is_none() && home.recent.is_none();
    let little = role.filter(|_| sees_nothing).map(|role| {
        let words = tw(&m::LITTLE.with(&[("role", &t(role.text()))]));
        view! { <Notice tone=Tone::Info><p>{words}</p></Notice> }
    });
    let now = match lang() {
        Lang::Ja => home.now.ja.clone(),
        Lang::En => home.now.en.clone(),
    };
    view! {
        <PageHead title=t(m::TITLE) sub=tw(&m::AS_OF.with(&[("at", &now)]))/>
        <div class="stack">
            {little}
            <div class="grid grid--main">
                {todo(&home)}
                {home.end_users.clone().map(data)}
            </div>
            {home.recent.map(recent)}
        </div>
    }
    .into_any()
}

/// How many days a password has left, in words.
pub fn password_soon(days: i64) -> String {
    tw(&if days > 0 { m::PASSWORD_SOON.with(&[("days", &days)]) } else { m::PASSWORD_TODAY.into() })
}

fn todo(home: &Home) -> AnyView {
    let password = home.password_expires.as_ref().map(|(when, days)| {
        view! {
            <li>
                <span class="is-warn"><Icon name="key-round"/></span>
                <div>
                    <p class="list-title">{password_soon(*days)}</p>
                    <p class="list-sub">{date_time(when)}</p>
                </div>
                <p><a class="btn btn--small" href="/account/password">{t(m::PASSWORD_CHANGE)}</a></p>
            </li>
        }
        .into_any()
    });
    let recovery = home.recovery_codes.map(|n| {
        let words = tw(&m::RECOVERY.with(&[("n", &n)]));
        warning("shield-check", words, "/account/two-step", m::RECOVERY_NEW)
    });
    let waiting = [
        ("headset", home.cases_waiting, m::CASES, "/cases"),
        ("headset", home.cases_own, m::CASES_OWN, "/cases"),
        ("lock", home.locked, m::MEMBERS_LOCKED, "/members?state=locked"),
        ("lock", home.locked_new, m::MEMBERS_LOCKED_NEW, "/members?state=locked"),
        ("users", home.approvals_waiting, m::APPROVALS, "/members"),
        ("users", home.dormant, m::DORMANT, "/members?state=dormant"),
    ];
    let contacts = home.no_contacts.then(|| warning("book-user", t(m::CONTACTS).into(), "/contacts", m::CONTACTS_ADD));
    let exports = home.exports_running.iter().map(|(id, name, done, total)| {
        let rows = m::EXPORT_ROWS.with(&[("name", name), ("done", &count(*done)), ("total", &count(*total))]);
        view! {
            <li>
                <span class="is-accent"><Icon name="file-down"/></span>
                <div><p class="list-title">{t(m::EXPORT_RUNNING)}</p><p class="list-sub num">{tw(&rows)}</p></div>
                <p><a class="btn btn--small" href=format!("/exports/{id}")>{t(m::EXPORT_OPEN)}</a></p>
            </li>
        }
        .into_any()
    });
    let days = home.unused_days;
    let waiting = waiting
        .into_iter()
        .filter(|(_, n, ..)| *n > 0)
        .map(|(icon, n, words, href)| warning(icon, tw(&words.with(&[("n", &n), ("days", &days)])), href, m::SEE));
    let lines = waiting.chain(password).chain(recovery).chain(exports).chain(contacts);
    attention("h-todo", m::TODO, m::NOTHING, lines.collect())
}

/// What needs somebody, counted, or that there is nothing.
pub fn attention(id: &'static str, title: Text, nothing: Text, lines: Vec<AnyView>) -> AnyView {
    let n = (!lines.is_empty()).then(|| view! { " "<span class="count">{lines.len()}</span> });
    let body = if lines.is_empty() {
        view! { <p class="u-mt u-muted">{t(nothing)}</p> }.into_any()
    } else {
        view! { <ul class="list">{lines}</ul> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby=id>
            <div class="panel-head"><h2 id=id>{t(title)}{n}</h2></div>
            {body}
        </section>
    }
    .into_any()
}

/// A line of what needs somebody, with the way there.
pub fn warning(icon: &'static str, words: String, href: impl Into<String>, link: Text) -> AnyView {
    let href = href.into();
    view! {
        <li>
            <span class="is-warn"><Icon name=icon/></span>
            <div><p class="list-title">{words}</p></div>
            <p><a class="btn btn--small" href=href>{t(link)}</a></p>
        </li>
    }
    .into_any()
}

fn data((rows, imported): (u64, Option<crate::kit::When>)) -> AnyView {
    let last = match imported {
        Some(when) => view! { <dd class="note">{t(m::LAST_IMPORT)}" "{date_time(&when)}</dd> }.into_any(),
        None => view! { <dd class="note">{t(m::NO_IMPORT)}</dd> }.into_any(),
    };
    view! {
        <section class="panel" aria-labelledby="h-data">
            <div class="panel-head panel-head--pad"><h2 id="h-data">{t(m::DATA)}</h2><p><a href="/end-users">{t(m::DATA_OPEN)}</a></p></div>
            <dl class="stat-row">
                <div class="stat-lead"><dt>{t(m::DATA_COUNT)}</dt><dd class="stat-num">{count(rows)}<small>{t(m::DATA_UNIT)}</small></dd>{last}</div>
            </dl>
        </section>
    }
    .into_any()
}

fn recent(rows: Vec<LogRow>) -> AnyView {
    let columns = [log::AT, log::ACTOR, log::ACTION, log::OBJECT, log::RESULT].map(|c| Column::new(t(c))).into();
    let rows = rows
        .into_iter()
        .map(|row| {
            let (tone, word) = match row.result {
                LogResult::Success => (Tone::Ok, log::SUCCESS),
                LogResult::Failure => (Tone::Danger, log::FAILURE),
                LogResult::Denied => (Tone::Warn, log::DENIED),
            };
            vec![
                Cell::new(date_time(&row.at)),
                Cell::new(view! { <span class="name">{tw(&row.actor)}</span> }),
                tw(&row.action).into(),
                tw(&row.object).into(),
                Cell::new(view! { <Badge tone=tone text=t(word)/> }),
            ]
        })
        .collect();
    view! {
        <section class="panel" aria-labelledby="h-recent">
            <div class="panel-head"><h2 id="h-recent">{t(m::RECENT)}</h2><p><a href="/operation-logs">{t(m::RECENT_ALL)}</a></p></div>
            <Table name=t(m::RECENT) columns=columns rows=rows/>
        </section>
    }
    .into_any()
}
