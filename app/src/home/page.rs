use super::api::{Home, HomeApi};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Cell, Column, Notice, PageHead, Table, Tone, When, attention, column_time, count, date_time};
use crate::operation_logs::api::LogRow;
use crate::operation_logs::list_page::result;
use crate::operation_logs::messages as log;
use crate::page::{Page, PageCx};
use crate::permission::Role;
use crate::text::{Lang, lang, t, tw};
use leptos::prelude::*;

/// The home page.
pub async fn home(cx: &PageCx, backend: &(impl HomeApi + ?Sized)) -> Result<Page, AppError> {
    let home = backend.home().await?;
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
                {attention("h-todo", m::TODO, m::NOTHING, home.todo)}
                {home.end_users.map(|(rows, imported)| data(rows, imported))}
            </div>
            {home.recent.map(recent)}
        </div>
    }
    .into_any()
}

fn data(rows: u64, imported: Option<When>) -> AnyView {
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
            vec![
                Cell::new(column_time(&row.at)),
                Cell::new(view! { <span class="name">{tw(&row.actor)}</span> }),
                tw(&row.action).into(),
                tw(&row.object).into(),
                Cell::new(result(row.result)),
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
