//! Seals and signs rows from older versions, each kind once. A signed file outside the database and the provider's
//! operation log, which nobody can shorten unnoticed, record that it has happened. Otherwise a person who can write to
//! the database could remove the signatures and let the program create new ones.

mod kind;
mod look;
mod names;
mod sign;
mod signed_kinds;

pub use kind::RowKind;

use crate::door::fault::Fault;
use crate::door::people::guard::Covers;
use crate::door::{Read, Request, Write};
use crate::log::event::Event;
use crate::log::{Verdict, verify_tenant};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::{of_tenant, operation_log};
use crate::storage::rows;
use app::operation_logs::acts;
use app::support::api::TENANTS;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QueryTrait};
use signed_kinds::SignedKinds;
use std::sync::Arc;

impl RowKind {
    /// Signs all rows of this kind, and returns the log entry about it.
    async fn sign(self, app: &AppState, tx: &Write) -> Result<Event, Fault> {
        Ok(match self {
            RowKind::Accounts => self.event(sign::accounts(app, tx).await?),
            RowKind::Companies => {
                let (companies, networks) = sign::companies(tx).await?;
                self.event(companies).with(acts::NETWORKS, networks)
            }
            RowKind::PasswordDates => self.event(sign::again(app, tx, Covers::Rights).await?),
            RowKind::Locks => self.event(sign::again(app, tx, Covers::Dates).await?),
            RowKind::Exports => {
                let (exports, contacts) = sign::exports(tx).await?;
                self.event(exports).with(acts::CONTACTS, contacts)
            }
            RowKind::EndedConsents => self.event(sign::ended_consents(tx).await?),
        })
    }

    fn event(self, n: u64) -> Event {
        Event::new(acts::SIGN_ROWS).with(self.fact(), n)
    }
}

/// Signs the kinds of rows that are not signed yet, and then makes the names that have no search words yet findable. Runs at each
/// start.
pub async fn run(app: &Arc<AppState>) -> Result<(), Fault> {
    let request = Request::system(app, PROVIDER, "upgrade");
    let read = request.read(TENANTS).await?;
    let signed_kinds = SignedKinds::read(app);
    for kind in RowKind::ALL {
        once(&request, &read, kind, &signed_kinds).await?;
    }
    signed_kinds.complete(app)?;
    names::run(&request, &read).await
}

async fn once(request: &Request, read: &Read, kind: RowKind, signed_kinds: &SignedKinds) -> Result<(), Fault> {
    let (there, signed) = kind.look(&request.app, read.db()).await?;
    if !there {
        return Ok(());
    }
    let logged = entry_of(read.db(), kind).await?.is_some();
    if !signed && logged && kind.may_be_empty() {
        return Ok(());
    }
    if !signed && (logged || signed_kinds.contains(kind)) {
        return Err(put_back(&request.app, kind));
    }
    if !signed {
        begin(&request.app, request, read, kind).await
    } else if !logged {
        // Adds the missing log entry.
        let tx = request.write(TENANTS).await?;
        tx.commit(kind.event(0)).await.map(drop)
    } else {
        Ok(())
    }
}

/// When rows of a kind began to be signed.
pub struct Since {
    pub kind: RowKind,
    /// The entry in the provider's log.
    pub entry: Option<(i64, DateTime<Utc>)>,
    /// True if the log, the file or any row shows that they are signed.
    pub signed: bool,
}

pub async fn since(app: &AppState, db: &impl ConnectionTrait) -> Result<Vec<Since>, Fault> {
    let (signed_kinds, mut kinds) = (SignedKinds::read(app), Vec::new());
    for kind in RowKind::ALL {
        let entry = entry_of(db, kind).await?.map(|row| (row.seq, row.at));
        let signed = entry.is_some() || signed_kinds.contains(kind) || kind.look(app, db).await?.1;
        kinds.push(Since { kind, entry, signed });
    }
    Ok(kinds)
}

/// Finds the log entry that says that rows of a kind are signed.
async fn entry_of(db: &impl ConnectionTrait, kind: RowKind) -> Result<Option<operation_log::Model>, Fault> {
    use operation_log::Column as L;
    let logged = of_tenant::<operation_log::Entity>(PROVIDER).filter(L::Action.eq(acts::SIGN_ROWS.code()));
    let is_of = |row: &operation_log::Model| {
        let detail = serde_json::from_str::<serde_json::Value>(&row.detail);
        detail.is_ok_and(|detail| detail.get(kind.fact().code()).is_some())
    };
    let found = db.query_all(logged.order_by_asc(L::Seq).as_query()).await?;
    Ok(found.iter().filter_map(|found| rows::model::<operation_log::Entity>(found, "").ok()).find(is_of))
}

/// Signs a kind for the first time. Nobody can shorten the provider's log unnoticed: if the log is complete and has no
/// entry about this kind, it was never signed.
async fn begin(app: &AppState, request: &Request, read: &Read, kind: RowKind) -> Result<(), Fault> {
    let whole = verify_tenant(read.db(), &app.keys, Some(&*read.keys().await?), PROVIDER, None).await?;
    if let Verdict::Bad(seq, finding) = whole {
        let what = kind.what();
        return Err(Fault::internal(format!(
            "{what} are signed for the first time only if the provider's operation log is intact; entry {seq}: {finding}"
        )));
    }
    let tx = request.write(TENANTS).await?;
    let event = kind.sign(app, &tx).await?;
    tx.commit(event).await?;
    match kind {
        RowKind::Accounts => Ok(app.storage.forget_deleted("account").await?),
        RowKind::Companies | RowKind::PasswordDates | RowKind::Locks | RowKind::Exports | RowKind::EndedConsents => {
            Ok(())
        }
    }
}

/// The error for a database without signatures although its rows were signed before: it is an older backup, or a person
/// wants the program to sign forged rows.
fn put_back(app: &AppState, kind: RowKind) -> Fault {
    let what = kind.what();
    Fault::internal(format!(
        "none of the {what} of the database is signed, though they were before; if you have put back a backup from before \
         that, together with its operation log, remove this file and start again: {}",
        signed_kinds::path(app).display()
    ))
}
