use super::api::{Home, HomeApi, MonthFigure, MonthFigures, RecentAct, Standing};
use super::{messages as m, news, own};
use crate::consents::messages as consents;
use crate::error::AppError;
use crate::exports::api::CREATE;
use crate::kit::{Cell, Column, Icon, PageHead, Table, Total, When, attention, column_time, count, date_time};
use crate::operation_logs::entry::{actor, object};
use crate::operation_logs::list_page::result;
use crate::operation_logs::messages as log;
use crate::page::{Page, PageCx};
use crate::security::messages as security;
use crate::text::{Lang, lang, t, tw};
use leptos::prelude::*;

/// The home page.
pub async fn home(cx: &PageCx, backend: &(impl HomeApi + ?Sized)) -> Result<Page, AppError> {
    let (home, may_export) = (backend.home().await?, cx.session()?.may(CREATE));
    Ok(Page::new(m::TITLE, move || view(home, may_export)))
}

fn words(when: &When) -> String {
    match lang() {
        Lang::Ja => when.ja.clone(),
        Lang::En => when.en.clone(),
    }
}

fn view(home: Home, may_export: bool) -> AnyView {
    let now = words(&home.now);
    let (rights, account) = home.own.map(|own| (own::rights(&own), own::account(&own))).unzip();
    let standing = home.standing.as_ref();
    let data = home.end_users.map(|(rows, imported)| data(rows, imported, standing, may_export));
    view! {
        <PageHead title=t(m::TITLE) sub=tw(&m::AS_OF.with(&[("at", &now)]))/>
        <div class="stack">
            <div class="grid grid--main">
                {attention("h-todo", m::TODO, m::NOTHING, home.todo)}
                {data}
                {account}
            </div>
            {news::latest(home.announcements)}
            {rights}
            {home.month.map(month)}
            {home.recent.map(recent)}
        </div>
    }
    .into_any()
}

fn data(rows: u64, imported: Option<When>, standing: Option<&Standing>, may_export: bool) -> AnyView {
    let last = match imported {
        Some(when) => view! { <dd class="note">{t(m::LAST_IMPORT)}" "{date_time(&when)}</dd> }.into_any(),
        None => view! { <dd class="note">{t(m::NO_IMPORT)}</dd> }.into_any(),
    };
    let export = may_export.then(|| {
        view! {
            <p class="btn-row u-mt"><a class="btn" href="/exports/new"><Icon name="file-down"/>{t(m::EXPORT)}</a></p>
        }
    });
    view! {
        <section class="panel" aria-labelledby="h-data">
            <div class="panel-head panel-head--pad"><h2 id="h-data">{t(m::DATA)}</h2><p><a href="/end-users">{t(m::DATA_OPEN)}</a></p></div>
            <dl class="stat-row">
                <div class="stat-lead"><dt>{t(m::DATA_COUNT)}</dt><dd class="stat-num">{count(rows)}<small>{t(m::DATA_UNIT)}</small></dd>{last}</div>
            </dl>
            {standing.map(stands)}
            {export}
        </section>
    }
    .into_any()
}

/// How the company stands, in a few lines.
fn stands(standing: &Standing) -> AnyView {
    let export = standing.last_export.as_ref().map_or_else(|| t(m::NO_EXPORT).into_any(), date_time);
    let consents = standing.consents.map(|n| {
        let n = tw(&m::CONSENTS_N.with(&[("n", &count(n))]));
        view! { <dt>{t(consents::TITLE)}</dt><dd><a href="/consents">{n}</a></dd> }
    });
    view! {
        <dl class="kv kv--tight u-mt">
            <dt>{t(m::LAST_EXPORT)}</dt><dd>{export}</dd>
            {consents}
            <dt>{t(security::PROFILE)}</dt><dd>{tw(&standing.profile)}</dd>
        </dl>
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

fn figure(MonthFigure { name, n, page }: MonthFigure) -> AnyView {
    let n = match n {
        Total::Exactly(n) => count(n),
        Total::AtLeast(n) => tw(&m::OR_MORE.with(&[("n", &count(n))])),
    };
    let name = match page {
        Some(page) => view! { <a href=page>{t(name)}</a> }.into_any(),
        None => t(name).into_any(),
    };
    view! { <div><dt>{name}</dt><dd class="stat-num">{n}<small>{t(m::DATA_UNIT)}</small></dd></div> }.into_any()
}

fn recent(acts: Vec<RecentAct>) -> AnyView {
    let columns = Column::all([
        (log::AT, "short-when"),
        (log::ACTOR, ""),
        (log::ACTION, "short-title"),
        (log::OBJECT, ""),
        (log::RESULT, ""),
    ]);
    let list = if acts.is_empty() {
        view! { <p class="u-mt u-muted">{t(m::RECENT_NONE)}</p> }.into_any()
    } else {
        let rows = acts.into_iter().map(act).collect();
        view! { <div class="short"><Table name=t(m::RECENT) columns=columns rows=rows/></div> }.into_any()
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
        Cell::new(actor(&row)),
        Cell::new(view! { {tw(&row.action)}{more} }),
        object(&row),
        Cell::new(result(row.result)),
    ]
}
