//! The page behind the confirmation link. It confirms no contact that somebody else than the program has written: for that one
//! the link is over.

use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::links;
use crate::door::{Request, Write, company};
use crate::log::event::Event;
use crate::outbox::contact::{self as stored, ContactDetails};
use crate::storage::entity::contact::{self, Column as C};
use app::contacts::acts;
use app::contacts::api::Confirmation;
use app::contacts::feature::CONFIRM;
use app::error::{AppError, Next};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

/// The contact of the link. A used link shows that the contact is confirmed.
pub async fn view(request: &Request) -> Result<Confirmation, Fault> {
    let (link, read) = request.read_by_link(&[CONFIRM]).await?;
    let row = read.one(read.of::<contact::Entity>().filter(C::Id.eq(link.subject_id))).await?.or_none();
    let row = guarded::genuine(&read, row).await?.ok_or(AppError::LinkOver)?;
    let company = company::find(&read, read.tenant()).await?;
    let opened = read.opened(ContactDetails::open(&*read.keys().await?, &row));
    Ok(Confirmation {
        company: company.name,
        email: opened.ok_or(AppError::LinkOver)?.email,
        kinds: stored::kinds(&row.kinds),
        done: link.used_at.is_some(),
    })
}

/// Confirms the contact, by a reader of the mailbox.
pub async fn confirm(request: &Request) -> Result<Next, Fault> {
    let (link, tx) = request.write_by_link(&[CONFIRM]).await?;
    let row = tx.one(tx.of::<contact::Entity>().filter(C::Id.eq(link.subject_id))).await?.or_none();
    let held = guarded::hold(&tx, &row.ok_or(AppError::LinkOver)?).await?.ok_or(AppError::LinkOver)?;
    let opened = tx.opened(ContactDetails::open(&*tx.keys().await?, &held));
    let event = Event::new(acts::CONFIRM).on("contact", held.id, &opened.ok_or(AppError::LinkOver)?.email);
    let now = request.app.clock.now();
    if held.confirmed_at.is_none() && !held.store(&tx, |row| row.confirmed_at = Some(now)).await? {
        return Err(AppError::LinkOver.into());
    }
    tx.commit(event).await?;
    Ok(Next::to("/contacts/confirm"))
}

/// Revokes the link of a deleted contact.
pub async fn revoke(tx: &Write, contact: Uuid) -> Result<(), Fault> {
    links::revoke(tx, CONFIRM, contact).await
}
