use super::api::{Home, HomeApi, MonthFigure, MonthFigures, RecentAct};
use super::{messages as m, own};
use crate::error::AppError;
use crate::kit::{Cell, Column, PageHead, Table, Total, When, attention, column_time, count, date_time};
use crate::operation_logs::list_page::result;
use crate::operation_logs::messages as log;
use crate::page::{Page, PageCx};
use crate::text::{Lang, lang, t, tw};
use leptos::prelude::*;

/// The home page.
pub async fn home(_: &PageCx, backend: &(impl HomeApi + ?Sized)) -> Result<Page, AppError> {
    let home = backend.home().await?;
    Ok(Page::new(m::TITLE, move || view(home)))
}

fn words(when: &When) -> String {
    match lang() {
        Lang::Ja => when.ja.clone(),
        Lang::En => when.en.clone(),
    }
}

fn view(home: Home) -> AnyView {
    let now = words(&home.now);
    let (rights, account) = home.own.map(|own| (own::rights(&own), own::account(&own))).unzip();
    view! {
        <PageHead title=t(m::TITLE) sub=tw(&m::AS_OF.with(&[("at", &now)]))/>
        <div class="stack">
            <div class="grid grid--main">
                {attention("h-todo", m::TODO, m::NOTHING, home.todo)}
                {home.end_users.map(|(rows, imported)| data(rows, imported))}
                {account}
            </div>
            {rights}
            {home.month.map(month)}
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

fn month(MonthFigures { since, figures }: MonthFigures) -> AnyView {
    let title = tw(&m::MONTH.with(&[("from", &words(&since))]));
    view! {
        <section class="panel" aria-labelledby="h-month">
            <div class="panel-head panel-head--pad"><h2 id="h-month">{title}</h2></div>
            <dl class="stat-row">{figures.into_iter().map(figure).collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn figure(MonthFigure { name, n }: MonthFigure) -> AnyView {
    let n = match n {
        Total::Exactly(n) => count(n),
        Total::AtLeast(n) => tw(&m::OR_MORE.with(&[("n", &count(n))])),
    };
    view! { <div><dt>{t(name)}</dt><dd class="stat-num">{n}<small>{t(m::DATA_UNIT)}</small></dd></div> }.into_any()
}

fn recent(acts: Vec<RecentAct>) -> AnyView {
    let columns = [log::AT, log::ACTOR, log::ACTION, log::OBJECT, log::RESULT].map(|c| Column::new(t(c))).into();
    let list = if acts.is_empty() {
        view! { <p class="u-mt u-muted">{t(m::RECENT_NONE)}</p> }.into_any()
    } else {
        let rows = acts.into_iter().map(act).collect();
        view! { <Table name=t(m::RECENT) columns=columns rows=rows/> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="h-recent">
            <div class="panel-head"><h2 id="h-recent">{t(m::RECENT)}</h2><p><a href="/operation-logs">{t(m::RECENT_ALL)}</a></p></div>
            {list}
        </section>
    }
    .into_any()
}

fn act(RecentAct { row, more }: RecentAct) -> Vec<Cell> {
    let more = (more > 0).then(|| {
        let words = tw(&m::MORE.with(&[("n", &more)]));
        view! { " "<span class="note">{words}</span> }
    });
    vec![
        Cell::new(column_time(&row.at)),
        Cell::new(view! { <span class="name">{tw(&row.actor)}</span> }),
        Cell::new(view! { {tw(&row.action)}{more} }),
        tw(&row.object).into(),
        Cell::new(result(row.result)),
    ]
}
