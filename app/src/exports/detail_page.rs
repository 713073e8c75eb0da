use super::api::{COLUMNS, CREATE, DOWNLOAD, ExportDetail, ExportState, ExportsApi, ShownExport};
use super::progress::{ExportProgress, ProgressFacts};
use super::{altered_page, files, list_page, messages as m};
use crate::end_users::{choices, messages as eu};
use crate::error::AppError;
use crate::kit::messages as k;
use crate::kit::more_styles;
use crate::kit::{
    Confirm, Meter, Notice, PageHead, Tone, Unreadable, When, count, date_time, hand, link, per_cent, with_time,
};
use crate::page::{Page, PageCx, PageScript};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

/// One export: its progress, its file, its downloads, its request.
pub async fn detail(cx: &PageCx, backend: &(impl ExportsApi + ?Sized)) -> Result<Page, AppError> {
    let me = cx.session()?;
    let (may_cancel, may_download) = (me.may(CREATE), me.may(DOWNLOAD));
    let export = match backend.export(cx.param("id")?).await? {
        ShownExport::Whole(export) => *export,
        ShownExport::Altered(export) => return Ok(Page::new(m::ONE, move || altered_page::view(export, may_cancel))),
    };
    // The title contains the state, so that the page announces the result when it reloads at the end.
    let (title, state) = (m::ONE, export.row.state.text());
    let title = Words {
        ja: m::TITLE_WITH.with(&[("title", &title.ja), ("state", &state.ja)]).ja,
        en: m::TITLE_WITH.with(&[("title", &title.en), ("state", &state.en)]).en,
    };
    Ok(Page::new(title, move || view(export, may_cancel, may_download)).with_script(PageScript::CheckFile))
}

fn view(export: ExportDetail, may_cancel: bool, may_download: bool) -> AnyView {
    let done = export.row.state == ExportState::Done;
    let acts = files::acts(&export, done && may_download, may_cancel);
    let deadline = export.expires.as_ref().filter(|_| done);
    let deadline = deadline.map(|at| view! { <span>{t(m::DEADLINE)}" "{date_time(at)}</span> });
    let meta = view! { {state(export.row.state)}<span><code>{export.row.file_name.clone()}</code></span>{deadline} };
    view! {
        <PageHead
            title=t(m::ONE)
            crumbs=vec![("/exports".into(), t(m::TITLE).into())]
            acts=acts
            meta=meta.into_any()
        />
        <div class="stack">
            {progress(&export, may_cancel)}
            {done.then(|| files::files(&export, may_download))}
            <div class="grid grid--half">
                {files::downloads(export.downloads.clone())}
                {conditions(&export)}
            </div>
        </div>
    }
    .into_any()
}

/// The state as a badge. Both badges of an export that runs are there, so that the one of the bar's signal can be shown.
fn state(state: ExportState) -> AnyView {
    if !state.is_open() {
        return list_page::state(state);
    }
    let mut badges = [("state-waiting", ExportState::Waiting), ("state-running", ExportState::Running)];
    badges.sort_by_key(|(_, one)| *one != state);
    let badge = |(id, one): (&'static str, ExportState)| {
        view! { <span id=id hidden=one != state>{list_page::state(one)}</span> }
    };
    badges.map(badge).collect_view().into_any()
}

fn progress(export: &ExportDetail, may_cancel: bool) -> AnyView {
    let body = if export.row.state.is_open() { running(export, may_cancel) } else { ended(export) };
    view! {
        <section class="panel" aria-labelledby="h-progress">
            <div class="panel-head panel-head--pad"><h2 id="h-progress">{t(m::PROGRESS)}</h2></div>
            {body}
            {steps(export)}
        </section>
    }
    .into_any()
}

/// Shows live progress. Without script the page reloads periodically, or by a link.
fn running(export: &ExportDetail, may_cancel: bool) -> AnyView {
    let row = &export.row;
    let here = format!("/exports/{}", row.id);
    let handed = hand(ProgressFacts {
        id: row.id.clone(),
        is_waiting: row.state == ExportState::Waiting,
        done: row.rows_done,
        total: row.rows_total,
        waiting: t(m::SAY_WAITING).into(),
        running: t(m::SAY_RUNNING).into(),
        of: t(m::OF_ROWS).into(),
        meter: t(m::METER).into(),
        lost: t(m::LOST).into(),
        left: t(m::LEFT).into(),
        minutes: t(m::LEFT_MINUTES).into(),
        seconds: t(m::LEFT_SECONDS).into(),
    });
    let cancel = may_cancel.then(|| cancel(&row.id, &row.file_name));
    view! {
        {handed}
        <ExportProgress/>
        // Slow enough to read the question before cancelling; a reload closes it.
        <noscript><meta http-equiv="refresh" content="15"/></noscript>
        <div class="btn-row"><a class="link-btn" href=here>{t(m::REFRESH)}</a>{cancel}</div>
    }
    .into_any()
}

/// Asks for confirmation, because the unfinished file is deleted.
fn cancel(id: &str, file_name: &str) -> AnyView {
    let (id, file_name) = (id.to_owned(), file_name.to_owned());
    view! {
        <Confirm id="cancel" opener=t(m::CANCEL) title=t(m::CANCEL_TITLE) verb=t(m::CANCEL_VERB) action="/exports/cancel" of=id>
            <p>{t(m::CANCEL_ASK)}</p>
            <ul><li>{file_name}</li></ul>
            <p>{t(m::CANCEL_EFFECT)}</p>
        </Confirm>
    }
    .into_any()
}

fn ended(export: &ExportDetail) -> AnyView {
    let row = &export.row;
    let places: [(&str, &dyn std::fmt::Display); 2] =
        [("done", &count(row.rows_done)), ("total", &count(row.rows_total))];
    let words = match (&export.failure, row.state) {
        (Some(failure), ExportState::Failed) => {
            let words = tw(failure);
            view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> }.into_any()
        }
        (_, ExportState::Cancelled) => view! { <p>{t(m::SAY_CANCELLED)}</p> }.into_any(),
        (_, ExportState::Expired) => view! { <p>{t(m::SAY_EXPIRED)}</p> }.into_any(),
        _ => view! { <p>{tw(&m::SAY_DONE.with(&[("n", &count(row.rows_done))]))}</p> }.into_any(),
    };
    let unreadable = (export.unreadable > 0).then(|| {
        let words = tw(&m::SOME_UNREADABLE.with(&[("n", &count(export.unreadable))]));
        view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> }
    });
    let (label, part) = (tw(&m::METER.with(&places)), per_cent(row.rows_done, row.rows_total));
    view! {
        {words}
        {unreadable}
        <Meter label=move || label.clone() part=move || part.clone()/>
    }
    .into_any()
}

fn steps(export: &ExportDetail) -> AnyView {
    let row = &export.row;
    // Steps that are done: accepted, written, checked, ready.
    let behind = match row.state {
        ExportState::Done => 3,
        ExportState::Expired => 4,
        _ => 1,
    };
    // While it runs, the bar alone says how far it is.
    let rows = (!row.state.is_open())
        .then(|| tw(&m::ROWS_OF.with(&[("done", &count(row.rows_done)), ("total", &count(row.rows_total))])));
    let until = export.expires.as_ref().map(|at| with_time(m::STEP_UNTIL, at));
    let details = [
        view! { {date_time(&row.requested)}<br/>{row.requested_by.clone()} }.into_any(),
        rows.into_any(),
        export.finished.as_ref().filter(|_| behind > 1).map(date_time).into_any(),
        until.into_any(),
    ];
    let names = [m::STEP_ACCEPTED, m::STEP_WRITING, m::STEP_CHECKED, m::STEP_READY];
    let open = row.state.is_open() || row.state == ExportState::Done;
    let items = names.into_iter().zip(details).enumerate().map(|(at, (name, detail))| {
        let now = open && at == behind;
        let class = if at < behind {
            "steps-done"
        } else if now {
            "steps-now"
        } else {
            ""
        };
        view! { <li class=class aria-current=now.then_some("step")><strong>{t(name)}</strong>{detail}</li> }
    });
    view! { {more_styles()}<ol class="steps">{items.collect_view()}</ol> }.into_any()
}

/// Explains an export whose request is forged.
fn asked_otherwise() -> AnyView {
    view! {
        <section class="panel" aria-labelledby="h-conditions">
            <div class="panel-head"><h2 id="h-conditions">{t(m::CONDITIONS)}</h2></div>
            <p><Unreadable/></p>
        </section>
    }
    .into_any()
}

fn conditions(export: &ExportDetail) -> AnyView {
    let Some((filter, purpose)) = &export.asked else { return asked_otherwise() };
    let names: Vec<&str> = export.columns.iter().map(|code| t(m::column(code))).collect();
    let some = tw(&m::COLUMNS_OF.with(&[("all", &COLUMNS.len()), ("n", &names.len())]));
    let all = |chosen: String| if chosen.is_empty() { t(k::ALL).to_owned() } else { chosen };
    let provider = choices::provider(&filter.provider).map_or_else(|| filter.provider.clone(), |p| t(p).to_owned());
    let prefecture = choices::prefecture(&filter.prefecture).map_or_else(|| filter.prefecture.clone(), |p| t(p).into());
    let requested: &When = &export.row.requested;
    let log = export.may_see_log.then(|| {
        let href = link("/operation-logs", &[("q", &export.row.id)], None);
        view! { <p class="u-mt u-print-none"><a href=href>{t(m::OWN_LOG)}</a></p> }
    });
    view! {
        <section class="panel" aria-labelledby="h-conditions">
            <div class="panel-head"><h2 id="h-conditions">{t(m::CONDITIONS)}</h2></div>
            <dl class="kv">
                <dt>{t(m::COLUMNS)}</dt><dd>{some}<br/>{names.join(t(m::COMMA))}</dd>
                <dt>{t(m::Q)}</dt><dd>{all(filter.q.clone())}</dd>
                <dt>{t(eu::PROVIDER)}</dt><dd>{all(provider)}</dd>
                <dt>{t(eu::PREFECTURE)}</dt><dd>{all(prefecture)}</dd>
                <dt>{t(m::HEADINGS)}</dt><dd>{t(export.headings.text())}</dd>
                <dt>{t(m::FORMAT)}</dt><dd>{t(m::FORMAT_CSV)}</dd>
                <dt>{t(m::PURPOSE)}</dt><dd>{purpose.clone()}</dd>
                <dt>{t(m::REQUESTED_BY)}</dt><dd>{export.row.requested_by.clone()}" "{date_time(requested)}</dd>
            </dl>
            {log}
        </section>
    }
    .into_any()
}
