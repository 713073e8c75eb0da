//! Tells the contacts about a published version (SL-2, SL-4, SL-5, MS-2, DS-1, DS-15): company by company, each in a
//! transaction of its own with its entry, so that it goes on after a stop where it was. No contact is told twice of a version.

use super::audience::companies;
use super::found::OBJECT;
use super::letters::{Occasion, kinds, letter};
use super::publish::JOB;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Read, Request, Worker, Write, company, readable};
use crate::features::announcements::{self, translated};
use crate::log::event::Event;
use crate::outbox::Mail;
use crate::outbox::letter::Letter;
use crate::outbox::recipients::{self, ToldContact};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::announcement_round::{self, Column as R};
use crate::storage::entity::tenant::{self, Column as C};
use crate::storage::entity::{announcement, announcement_letter, announcement_version};
use crate::storage::reach::Reach;
use app::announcing::acts;
use app::announcing::api::PUBLISH;
use app::announcing::mails;
use app::contacts::kinds::ContactKind;
use app::error::AppError;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How many companies are looked up at once.
const BLOCK: u64 = 200;
/// How often the worker looks for versions to tell of.
const LOOK: Duration = Duration::from_secs(1);

pub static WORKER: Worker = Worker { what: "letters about announcements", run: |app, stop| Box::pin(run(app, stop)) };

/// Works until told to stop.
async fn run(app: Arc<AppState>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = tell_until(&app, &stop).await {
            tracing::warn!(%error, "letters about announcements that wait");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Tells all contacts who are to be told now.
pub async fn tell(app: &Arc<AppState>) -> Result<(), Fault> {
    tell_until(app, &CancellationToken::new()).await
}

async fn tell_until(app: &Arc<AppState>, stop: &CancellationToken) -> Result<(), Fault> {
    let read = Request::system(app, PROVIDER, JOB).read(PUBLISH).await?;
    let open = announcement_round::Entity::find().filter(R::FinishedAt.is_null()).order_by_asc(R::BegunAt);
    for round in read.all(open).await? {
        if let Err(error) = go_on(&read, &round, stop).await {
            tracing::error!(version = %round.version_id, %error, "contacts were not told of an announcement");
        }
    }
    Ok(())
}

/// What contacts are told of, and whom.
struct Round {
    version: announcement_version::Model,
    reach: Reach,
    letter: Letter,
}

/// Finds the version of a round. A forged one is told to nobody.
async fn find(read: &Read, id: Uuid) -> Result<Option<Round>, Fault> {
    let version = read.one(announcement_version::Entity::find_by_id(id)).await?.shown()?;
    let version = guarded::genuine(read, Some(version)).await?.ok_or(AppError::Altered)?;
    let head = read.one(announcement::Entity::find_by_id(version.announcement_id)).await?.shown()?;
    let head = guarded::genuine(read, Some(head)).await?.ok_or(AppError::Altered)?;
    let shown = announcements::version(read, head.id, head.shown).await?.ok_or(AppError::Altered)?;
    if shown.number > version.number && shown.tells {
        return Ok(None);
    }
    let occasion = match &head.withdrawn_ja {
        Some(ja) if head.shown == version.number => {
            Occasion::Withdrawn(translated(ja, head.withdrawn_en.as_deref().unwrap_or_default()))
        }
        _ if version.number > 1 => Occasion::Corrected,
        _ => Occasion::New,
    };
    let reach = Reach::read(&version.reach).ok_or(AppError::Altered)?;
    let letter = letter(&version, &occasion, &read.app().config.origin());
    Ok(Some(Round { version, reach, letter }))
}

/// Goes on with the companies that are not told yet. If a later version is told to all, nothing is left to tell of this one.
async fn go_on(read: &Read, begun: &announcement_round::Model, stop: &CancellationToken) -> Result<(), Fault> {
    let (app, mut last) = (read.app(), begun.last_company);
    if let Some(round) = find(read, begun.version_id).await? {
        loop {
            let block = next(read, &round.reach, last).await?;
            let Some(end) = block.last().copied() else { break };
            for company in block {
                if stop.is_cancelled() {
                    return Ok(());
                }
                tell_company(&Request::system(app, company, JOB), &round).await?;
            }
            last = Some(end);
        }
    }
    finish(app, begun.version_id).await
}

/// The next companies of an audience, in the order of their ids.
async fn next(read: &Read, reach: &Reach, after: Option<Uuid>) -> Result<Vec<Uuid>, Fault> {
    let query = tenant::Entity::find().select_only().column(C::Id).filter(companies(reach));
    let query = after.into_iter().fold(query, |query, after| query.filter(C::Id.gt(after)));
    let found: Vec<(Uuid,)> = readable::columns(read.db(), query.order_by_asc(C::Id).limit(BLOCK)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Queues the letters of a company, once.
async fn tell_company(request: &Request, round: &Round) -> Result<(), Fault> {
    let tx = request.write(PUBLISH).await?;
    let Some(progress) = locked(&tx, round.version.id).await? else { return Ok(()) };
    if progress.last_company.is_some_and(|last| last >= tx.tenant()) {
        return Ok(());
    }
    let contacts = recipients::contacts_of(&tx, &told(&tx, round).await?).await?;
    let mut letters = 0;
    for contact in &contacts {
        letters += i64::from(queue(&tx, round, contact).await?);
    }
    let told = announcement_round::Entity::update_many()
        .col_expr(R::LastCompany, Expr::value(tx.tenant()))
        .col_expr(R::Companies, Expr::value(progress.companies + 1))
        .col_expr(R::Letters, Expr::value(progress.letters + letters))
        .col_expr(R::Untold, Expr::value(progress.untold + i64::from(contacts.is_empty())))
        .filter(R::VersionId.eq(round.version.id));
    told.exec(tx.db()).await?;
    let event = Event::new(acts::TELL).on(OBJECT, round.version.announcement_id, &round.version.title_ja);
    tx.commit(event.with(acts::LETTERS, letters)).await.map(drop)
}

/// Locks a round that is not over yet.
async fn locked(tx: &Write, version: Uuid) -> Result<Option<announcement_round::Model>, Fault> {
    let round = announcement_round::Entity::find_by_id(version).lock_exclusive();
    Ok(tx.one(round).await?.or_none().filter(|round| round.finished_at.is_none()))
}

/// The kinds of contacts that are told in a company. Nobody is told where the company's row is forged.
async fn told(tx: &Write, round: &Round) -> Result<Vec<ContactKind>, Fault> {
    let company = match company::find(tx, tx.tenant()).await {
        Ok(company) if round.reach.is_for(&company) => company,
        Ok(_) | Err(Fault::App(_)) => return Ok(Vec::new()),
        Err(other) => return Err(other),
    };
    let urgent = tx.app().profile_of(Some(&company)).notices.urgent_mail;
    Ok(kinds(&round.version).into_iter().filter(|kind| urgent || *kind != ContactKind::Urgent).collect())
}

/// Queues the letter to a contact. Returns false if it was queued before.
async fn queue(tx: &Write, round: &Round, contact: &ToldContact) -> Result<bool, Fault> {
    let row = announcement_letter::ActiveModel {
        contact_id: Set(contact.id),
        version_id: Set(round.version.id),
        tenant_id: Set(tx.tenant()),
        queued_at: Set(tx.app().clock.now()),
    };
    let once = OnConflict::columns([announcement_letter::Column::ContactId, announcement_letter::Column::VersionId])
        .do_nothing()
        .to_owned();
    let insert = announcement_letter::Entity::insert(row).on_conflict(once);
    if insert.exec_without_returning(tx.db()).await? == 0 {
        return Ok(false);
    }
    let mail = Mail::new(mails::ANNOUNCEMENT, round.letter.clone()).about(contact.id);
    mail.once(occasion(round.version.id, contact.id)).queue(tx, &contact.to).await
}

/// The occasion of a letter, by which its delivery is found.
pub fn occasion(version: Uuid, contact: Uuid) -> String {
    format!("announcement {version} {contact}")
}

/// Ends a round.
async fn finish(app: &Arc<AppState>, version: Uuid) -> Result<(), Fault> {
    let tx = Request::system(app, PROVIDER, JOB).write(PUBLISH).await?;
    let Some(round) = locked(&tx, version).await? else { return Ok(()) };
    let over = announcement_round::Entity::update_many()
        .col_expr(R::FinishedAt, Expr::value(app.clock.now()))
        .filter(R::VersionId.eq(version));
    over.exec(tx.db()).await?;
    let row = tx.one(announcement_version::Entity::find_by_id(version)).await?.shown()?;
    let event = Event::new(acts::TELL).on(OBJECT, row.announcement_id, &row.title_ja);
    tx.commit(event.with(acts::LETTERS, round.letters)).await.map(drop)
}
