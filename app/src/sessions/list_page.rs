use super::api::{OpenSession, SessionsApi};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{
    Badge, Cell, Column, PageHead, PostButton, PostForm, PrintHead, Table, Tone, date_time, printed_rows,
};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// One's own sessions, and how to end them.
pub async fn list(_: &PageCx, backend: &(impl SessionsApi + ?Sized)) -> Result<Page, AppError> {
    let sessions = backend.sessions().await?;
    Ok(Page::new(m::TITLE, move || view(sessions)))
}

fn view(sessions: Vec<OpenSession>) -> AnyView {
    let crumbs = vec![("/account".to_owned(), t(crate::account::messages::TITLE).to_owned())];
    let others = (sessions.len() > 1).then(|| {
        view! {
            <PostForm action="/account/sessions/end-others" class="u-mt">
                <button class="btn" type="submit">{t(m::END_OTHERS)}</button>
            </PostForm>
        }
    });
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) crumbs=crumbs/>
        <section class="panel" aria-label=t(m::TITLE)>
            <PrintHead count=printed_rows(sessions.len())/>
            <Table name=t(m::TITLE) columns=columns() rows=sessions.into_iter().map(row).collect()/>
            {others}
        </section>
        <p class="u-mt"><a href="/account/password">{t(crate::account::messages::PASSWORD_TITLE)}</a></p>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::DEVICE, "tbl-wide"),
        (m::IP, "tbl-nowrap"),
        (m::SINCE, "tbl-when"),
        (m::LAST_SEEN, "tbl-when"),
        (m::UNTIL, "tbl-when"),
        (m::ACT, "tbl-nowrap"),
    ])
}

fn row(session: OpenSession) -> Vec<Cell> {
    let device = tw(&session.device);
    let act = if session.current {
        view! { <Badge tone=Tone::Ok text=t(m::CURRENT)/> }.into_any()
    } else {
        let of = tw(&m::END_OF.with(&[("device", &device), ("ip", &session.ip)]));
        view! {
            <PostButton action="/account/sessions/end" id=session.id class="link-btn">
                {t(m::END)}<span class="u-vh">{of}</span>
            </PostButton>
        }
        .into_any()
    };
    vec![
        Cell::name(&device),
        session.ip.into(),
        Cell::new(date_time(&session.since)),
        Cell::new(date_time(&session.last_seen)),
        Cell::new(date_time(&session.until)),
        Cell::new(act),
    ]
}
