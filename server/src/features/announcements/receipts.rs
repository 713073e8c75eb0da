//! What a person has read and acknowledged. Reading is noted without a log entry, because it changes nothing for anybody else;
//! acknowledging is an act with an entry in the company's log.

use super::visible::{ForReader, one};
use crate::door::fault::Fault;
use crate::door::{Progress, Request, Write, read_id};
use crate::log::event::Event;
use crate::storage::entity::announcement_receipt::{ActiveModel, Column as R, Entity};
use app::announcements::acts;
use app::announcements::api::{OneAnnouncement, VIEW};
use app::announcements::messages as m;
use app::error::{AppError, Next};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

/// Notes that a person has read an announcement. Its page opens all the same if that fails.
pub async fn note_read(request: &Request, found: &ForReader) {
    if let Err(error) = read_now(request, found).await {
        tracing::error!(announcement = %found.head.id, %error, "what was read could not be noted");
    }
}

async fn read_now(request: &Request, found: &ForReader) -> Result<(), Fault> {
    let (me, now) = (request.signed_in()?.account.id, request.app.clock.now());
    let tx = request.write(VIEW).await?;
    let again = Entity::update_many().col_expr(R::ReadAt, Expr::value(now)).filter(this(found, me));
    let again = again.filter(R::ReadAt.is_null());
    if again.exec(tx.db()).await?.rows_affected > 0 {
        return tx.commit_progress(Progress::Reading).await;
    }
    // If another request of the same person was faster, there is nothing to do.
    if add(&tx, found, Stamps { read: now, acknowledged: None }).await? {
        tx.commit_progress(Progress::Reading).await?;
    }
    Ok(())
}

/// The receipt of a person for the version that is shown.
fn this(found: &ForReader, account: Uuid) -> Condition {
    Condition::all()
        .add(R::AccountId.eq(account))
        .add(R::AnnouncementId.eq(found.head.id))
        .add(R::Number.eq(found.version.number))
}

/// The times of a new receipt.
struct Stamps {
    read: DateTime<Utc>,
    acknowledged: Option<DateTime<Utc>>,
}

/// Adds a receipt. Returns false if there is one; then the transaction is over.
async fn add(tx: &Write, found: &ForReader, stamps: Stamps) -> Result<bool, Fault> {
    let row = ActiveModel {
        id: Set(tx.app().new_id()),
        tenant_id: Set(tx.tenant()),
        announcement_id: Set(found.head.id),
        number: Set(found.version.number),
        account_id: Set(tx.author()),
        contact_id: Set(None),
        read_at: Set(Some(stamps.read)),
        acknowledged_at: Set(stamps.acknowledged),
    };
    tx.insert_new(Entity::insert(row)).await
}

/// Notes that a person has taken note of the version that they have read. If another one is shown now, they read that first.
pub async fn acknowledge(request: &Request, command: OneAnnouncement) -> Result<Next, Fault> {
    let (id, read) = (read_id(&command.id)?, request.read(VIEW).await?);
    let me = request.signed_in()?;
    let found = one(&read, me, id).await?.ok_or(AppError::NotFound)?;
    let page = Next::to(format!("/announcements/{id}"));
    let event = Event::new(acts::ACKNOWLEDGE).on("announcement", id, &found.version.title_ja);
    let event = event.with(acts::VERSION, found.version.number);
    let tx = request.write(VIEW).await?;
    let is_asked = found.version.acknowledge && !found.is_withdrawn();
    if !is_asked || command.number.parse() != Ok(found.version.number) {
        return tx.out_of_order(event, page.warning(m::CHANGED_MEANWHILE)).await;
    }
    // People press the button twice.
    if found.acknowledged.is_some() {
        return Ok(page.saying(m::SAID_ACKNOWLEDGED));
    }
    let now = request.app.clock.now();
    let there = Entity::update_many().col_expr(R::AcknowledgedAt, Expr::value(now)).filter(this(&found, me.account.id));
    let there = there.exec(tx.db()).await?.rows_affected > 0;
    if there || add(&tx, &found, Stamps { read: now, acknowledged: Some(now) }).await? {
        tx.commit(event).await?;
    }
    Ok(page.saying(m::SAID_ACKNOWLEDGED))
}
