//! Queues a mail as a row in the transaction that causes it.

use super::letter::Letter;
use super::recipients::Recipient;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, Unreadable};
use crate::storage::entity::mail;
use crate::storage::rows;
use app::mail::kinds::MailState;
use app::mail_kind::MailKind;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The name of the job in the log.
pub const JOB: &str = "mail";

/// A mail to be queued.
pub struct Mail {
    pub kind: MailKind,
    pub letter: Letter,
    /// The occasion, if only one mail may be sent for it.
    pub once: Option<String>,
    /// The time after which the mail has no use.
    pub expires_at: Option<DateTime<Utc>>,
    /// The subject of the mail, if a person wants to see whether it was delivered.
    pub about: Option<Uuid>,
}

impl Mail {
    pub fn new(kind: MailKind, letter: Letter) -> Mail {
        Mail { kind, letter, once: None, expires_at: None, about: None }
    }

    #[must_use]
    pub fn once(mut self, occasion: String) -> Mail {
        self.once = Some(occasion);
        self
    }

    #[must_use]
    pub fn expires_at(mut self, at: DateTime<Utc>) -> Mail {
        self.expires_at = Some(at);
        self
    }

    #[must_use]
    pub fn about(mut self, id: Uuid) -> Mail {
        self.about = Some(id);
        self
    }

    /// Adds the mail to the outbox of the transaction's company. It is delivered after the commit. Returns false if a
    /// mail for the same occasion exists already; then nothing is stored.
    pub async fn queue(self, tx: &Write, to: &Recipient) -> Result<bool, Fault> {
        let (id, now, occasion) = (tx.app().new_id(), tx.app().clock.now(), self.once.clone());
        let envelope = Envelope { address: to.address.clone(), letter: self.letter.dear(&to.name) };
        let row = mail::ActiveModel {
            id: Set(id),
            tenant_id: Set(tx.tenant()),
            account_id: Set(to.account),
            about: Set(self.about),
            kind: Set(self.kind.code().into()),
            language: Set(to.lang.tag().into()),
            sealed: Set(SEALED.seal(&*tx.keys().await?, id, &envelope)?),
            state: Set(MailState::Waiting.code().into()),
            tries: Set(0),
            next_at: Set(now),
            expires_at: Set(self.expires_at),
            failure: Set(None),
            once_key: Set(self.once),
            created_at: Set(now),
            ended_at: Set(None),
        };
        let once = OnConflict::column(mail::Column::OnceKey).do_nothing().to_owned();
        if mail::Entity::insert(row).on_conflict(once).exec_without_returning(tx.db()).await? == 1 {
            return Ok(true);
        }
        if is_there(tx, occasion).await? { Ok(false) } else { Err(Fault::internal("the database has dropped a mail")) }
    }
}

/// True if there is a mail for the occasion. Without one, a trigger in the database has dropped the mail.
async fn is_there(tx: &Write, occasion: Option<String>) -> Result<bool, Fault> {
    let Some(occasion) = occasion else { return Ok(false) };
    Ok(rows::is_any(tx.db(), tx.of::<mail::Entity>().filter(mail::Column::OnceKey.eq(occasion))).await?)
}

/// The sealed part of a mail.
#[derive(Serialize, Deserialize)]
pub struct Envelope {
    pub address: String,
    pub letter: Letter,
}

pub const SEALED: Sealed<mail::Entity, Envelope> = Sealed::column("sealed");

impl Envelope {
    pub fn open(keys: &TenantKeys, row: &mail::Model) -> Result<Envelope, Unreadable> {
        SEALED.open(keys, row, &row.sealed)
    }
}
