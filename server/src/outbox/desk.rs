//! The outbox as staff see it. They may see the states (MS-18); addresses are partly masked, and the personal parts of
//! a letter are masked.

use super::letter::Letter;
use super::queue::Envelope;
use crate::base::printable;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::{Outward, Read, Request, company, read_id};
use crate::log::event::Event;
use crate::storage::entity::mail::{self, Column as C};
use app::error::{AppError, Next};
use app::kit::messages::NOT_LISTED;
use app::kit::{ListCursor, mask_email};
use app::mail::acts;
use app::mail::api::{MailApi, MailDetail, MailList, MailRow, OUTBOX, ResendMail};
use app::mail::kinds::{MailState, failure};
use app::mail::messages as m;
use app::mail_kind::MailKind;
use app::tables;
use app::text::{Lang, Words};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityName, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

const PAGE: u64 = 50;
/// How many characters are shown of a code that somebody else may have written.
const SHOWN: usize = 300;

#[async_trait::async_trait]
impl MailApi for Request {
    async fn mails(&self, state: Option<MailState>, kind: &str, cursor: &ListCursor) -> Result<MailList, AppError> {
        list(self, state, kind, cursor).await.outward(self)
    }

    async fn mail(&self, id: &str) -> Result<MailDetail, AppError> {
        detail(self, id).await.outward(self)
    }

    async fn resend_mail(&self, command: ResendMail) -> Result<Next, AppError> {
        resend(self, command).await.outward(self)
    }
}

async fn list(request: &Request, state: Option<MailState>, kind: &str, cursor: &ListCursor) -> Result<MailList, Fault> {
    let kind = chosen(kind)?;
    let read = request.read(OUTBOX).await?;
    let mut query = read.across::<mail::Entity>()?;
    if let Some(state) = state {
        query = query.filter(mail::in_state(state));
    }
    if let Some(kind) = kind {
        query = query.filter(C::Kind.eq(kind.code()));
    }
    let fetch = |begin, n| {
        let (read, query) = (&read, PageStart::narrow(begin, query.clone(), C::Id));
        async move { read.first(query, n).await }
    };
    let found = paging::page(PageStart::at(cursor, read_id)?, cursor.at_most(PAGE), fetch).await?;
    let around = found.around(|mail| mail.id.to_string());
    let companies = companies(&read, &found.rows).await?;
    let mut rows = Vec::with_capacity(found.rows.len());
    for mail in &found.rows {
        let sealed = open(request, &read, mail).await;
        rows.push(row(&read, mail, sealed.address, &companies));
    }
    Ok(MailList { rows, around, counts: counts(&read).await?, kinds: tables::mails().collect(), kind })
}

/// The kind of mail that a filter names.
fn chosen(code: &str) -> Result<Option<MailKind>, AppError> {
    if code.is_empty() {
        return Ok(None);
    }
    tables::mail(code).map(Some).ok_or_else(|| AppError::invalid("kind", NOT_LISTED))
}

async fn counts(read: &Read) -> Result<Vec<(MailState, u64)>, Fault> {
    let mut counts = Vec::new();
    for state in MailState::ALL {
        counts.push((state, read.across::<mail::Entity>()?.filter(mail::in_state(state)).count(read.db()).await?));
    }
    Ok(counts)
}

async fn companies(read: &Read, mails: &[mail::Model]) -> Result<HashMap<Uuid, Words>, Fault> {
    company::names(read, mails.iter().map(|mail| mail.tenant_id)).await
}

/// Opens the sealed part of a mail. A mail that cannot be opened is still listed, because it is the one that staff look
/// for.
async fn open(request: &Request, read: &Read, mail: &mail::Model) -> Envelope {
    let keys = request.app.keys.tenant(read.db(), mail.tenant_id).await;
    keys.ok()
        .and_then(|keys| Envelope::open(&keys, mail).ok())
        .unwrap_or_else(|| Envelope { address: "—".to_owned(), letter: Letter::new(m::UNREADABLE) })
}

fn row(read: &Read, mail: &mail::Model, address: String, companies: &HashMap<Uuid, Words>) -> MailRow {
    let state = MailState::from_code(&mail.state);
    if state.is_none() {
        read.app().alarms.raise(mail::Entity.table_name(), mail.id.to_string(), mail.state.as_bytes());
    }
    MailRow {
        id: mail.id.to_string(),
        kind: tables::mail(&mail.kind)
            .map_or_else(|| Words::same(printable(&mail.kind, SHOWN)), |kind| kind.text().into()),
        address: if address.contains('@') { mask_email(&address) } else { address },
        company: companies.get(&mail.tenant_id).cloned(),
        company_id: mail.tenant_id.to_string(),
        state,
        tries: u64::from(mail.tries.unsigned_abs()),
        created: when(mail.created_at),
        ended: mail.ended_at.map(when),
        next: (state == Some(MailState::Waiting)).then(|| when(mail.next_at)),
        failure: mail.failure.as_deref().map(|why| failure(&printable(why, SHOWN))),
    }
}

async fn find(read: &Read, id: Uuid) -> Result<mail::Model, Fault> {
    let found = read.one(read.across::<mail::Entity>()?.filter(C::Id.eq(id))).await?.there()?;
    Ok(found.ok_or(AppError::NotFound)?)
}

async fn detail(request: &Request, id: &str) -> Result<MailDetail, Fault> {
    let read = request.read(OUTBOX).await?;
    let mail = find(&read, read_id(id)?).await?;
    let companies = companies(&read, std::slice::from_ref(&mail)).await?;
    let sealed = open(request, &read, &mail).await;
    let shown = sealed.letter.masked();
    let sender = request.app.config.sender().map_err(|error| Fault::internal(error.to_string()))?;
    let pairs = shown.paragraphs(Lang::Ja).into_iter().zip(shown.paragraphs(Lang::En));
    Ok(MailDetail {
        row: row(&read, &mail, sealed.address, &companies),
        paragraphs: pairs.map(|(ja, en)| Words { ja, en }).collect(),
        subject: shown.subject,
        message_id: super::message::id(mail.id, &sender),
    })
}

async fn resend(request: &Request, command: ResendMail) -> Result<Next, Fault> {
    let read = request.read(OUTBOX).await?;
    let id = read_id(&command.id)?;
    let mail = find(&read, id).await?;
    let back = Next::to(format!("/support/outbox/{id}"));
    let now = request.app.clock.now();
    let address = open(request, &read, &mail).await.address;
    let tx = request.write_as_staff(OUTBOX, mail.tenant_id).await?;
    let event = Event::new(acts::RESEND).on("mail", id, &address).with(acts::MAIL, mail.kind);
    if mail.expires_at.is_some_and(|at| at <= now) {
        return tx.out_of_order(event, back.warning(m::TOO_LATE)).await;
    }
    let changed = mail::Entity::update_many()
        .col_expr(C::State, Expr::value(MailState::Waiting.code()))
        .col_expr(C::Tries, Expr::value(0))
        .col_expr(C::NextAt, Expr::value(now))
        .filter(C::Id.eq(id))
        .filter(mail::in_state(MailState::Dead))
        .exec(tx.db())
        .await?;
    if changed.rows_affected != 1 {
        return tx.out_of_order(event, back.warning(m::NOT_DEAD)).await;
    }
    tx.commit(event).await?;
    Ok(back.saying(m::RESENT))
}
