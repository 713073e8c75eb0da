use super::api::{MailApi, MailDetail, MailRow};
use super::kinds::MailState;
use super::list_page::{company, state};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{AlteredNotice, Copy, PageHead, Panel, PostButton, address, count, date_time};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// One mail: its result, and its letter without personal parts.
pub async fn detail(cx: &PageCx, backend: &(impl MailApi + ?Sized)) -> Result<Page, AppError> {
    let mail = backend.mail(cx.param("id")?).await?;
    Ok(Page::new(mail.row.kind.clone(), move || view(mail)))
}

fn view(mail: MailDetail) -> AnyView {
    let crumbs = vec![("/support/outbox".to_owned(), t(m::OUTBOX).to_owned())];
    let resend = (mail.row.state == Some(MailState::Dead)).then(|| resend(mail.row.id.clone()));
    let paragraphs = mail.paragraphs.iter().map(|words| view! { <p class="u-pre">{tw(words)}</p> }).collect_view();
    let subject = tw(&mail.subject);
    let altered = mail.row.state.is_none().then(|| view! { <AlteredNotice can=None/> });
    view! {
        <PageHead title=tw(&mail.row.kind) crumbs=crumbs nostrip:acts=resend meta=state(mail.row.state)/>
        <div class="grid grid--main">
            <div class="stack">
                {altered}
                <Panel id="h-letter" title=t(m::LETTER)>
                    <p class="note">{t(m::LETTER_SUB)}</p>
                    <h3>{subject}</h3>
                    {paragraphs}
                </Panel>
            </div>
            <div class="stack">{facts(mail.row, mail.message_id)}</div>
        </div>
    }
    .into_any()
}

fn resend(id: String) -> AnyView {
    view! { <PostButton action="/support/outbox/resend" id=id class="btn btn--primary">{t(m::RESEND)}</PostButton> }
        .into_any()
}

fn facts(row: MailRow, message_id: String) -> AnyView {
    let when = |label, at: Option<&_>| at.map(|at| view! { <dt>{t(label)}</dt><dd>{date_time(at)}</dd> });
    let ended = if row.state == Some(MailState::Dead) { m::GIVEN_UP } else { m::ENDED };
    let name = company(row.company.as_ref());
    let company = match row.company {
        Some(_) => view! { <a href=format!("/support/tenants/{}", row.company_id)>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let copy = view! { <Copy text=message_id.clone() label=t(m::MESSAGE_ID)/> };
    let failure = row.failure.as_ref().map(|words| view! { <dt>{t(m::FAILURE)}</dt><dd>{tw(words)}</dd> });
    view! {
        <section class="panel" aria-labelledby="h-facts">
            <div class="panel-head"><h2 id="h-facts">{t(m::ONE)}</h2></div>
            <dl class="kv">
                <dt>{t(m::ADDRESS)}</dt><dd>{address(&row.address)}</dd>
                <dt>{t(m::COMPANY)}</dt><dd>{company}</dd>
                <dt>{t(m::CREATED)}</dt><dd>{date_time(&row.created)}</dd>
                {when(ended, row.ended.as_ref())}
                {when(m::NEXT, row.next.as_ref())}
                <dt>{t(m::TRIES)}</dt><dd>{count(row.tries)}</dd>
                {failure}
                <dt>{t(m::MESSAGE_ID)}</dt><dd><code>{address(&message_id)}</code>" "{copy}</dd>
            </dl>
        </section>
    }
    .into_any()
}
