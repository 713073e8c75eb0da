//! Seals and signs rows from older versions, each kind once. A signed file outside the database and the provider's
//! operation log, which nobody can shorten unnoticed, record that it has happened. Otherwise a person who can write to
//! the database could remove the signatures and let the program create new ones.

mod mark;
mod sign;

use crate::door::{Read, Request, Write};
use crate::fault::Fault;
use crate::log::event::Event;
use crate::log::{Verdict, verify_tenant};
use crate::people::guard::{self, Covers};
use crate::seal::keys::PROVIDER;
use crate::state::App;
use crate::storage::entity::{account, operation_log, tenant};
use app::operation_logs::acts;
use app::record::Fact;
use app::support::api::TENANTS;
use chrono::{DateTime, Utc};
use mark::Mark;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::sync::Arc;

/// A group of rows that began to be signed at the same time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Accounts, grants of access, and decisions that several people take one after another.
    Accounts,
    /// Companies and their networks.
    Companies,
    /// The dates on which passwords were set and changes required, in the signatures of the accounts.
    PasswordDates,
    /// Locks and last sign-ins, in the signatures of the accounts.
    Locks,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Accounts, Kind::Companies, Kind::PasswordDates, Kind::Locks];

    /// The line in the file, signed.
    fn message(self) -> &'static [u8] {
        match self {
            Kind::Accounts => b"sekisho signed rows v1",
            Kind::Companies => b"sekisho signed companies v1",
            Kind::PasswordDates => b"sekisho signed password dates v1",
            Kind::Locks => b"sekisho signed locks v1",
        }
    }

    /// The fact that identifies its log entry.
    fn fact(self) -> Fact {
        match self {
            Kind::Accounts => acts::ACCOUNTS,
            Kind::Companies => acts::COMPANIES,
            Kind::PasswordDates => acts::PASSWORD_DATES,
            Kind::Locks => acts::LOCKS,
        }
    }

    /// The name for people.
    pub fn what(self) -> &'static str {
        match self {
            Kind::PasswordDates => "password dates",
            other => other.fact().code(),
        }
    }

    /// Returns whether there are rows of this kind, and whether any of them is signed.
    async fn look(self, app: &App, db: &impl ConnectionTrait) -> Result<(bool, bool), Fault> {
        let accounts = account::Entity::find();
        match self {
            Kind::Accounts => {
                let all = accounts.limit(1);
                let signed = all.clone().filter(account::Column::Mac.is_not_null());
                Ok((all.one(db).await?.is_some(), signed.one(db).await?.is_some()))
            }
            Kind::Companies => {
                let all = tenant::Entity::find().limit(1);
                let signed = all.clone().filter(tenant::Column::Mac.is_not_null());
                Ok((all.one(db).await?.is_some(), signed.one(db).await?.is_some()))
            }
            Kind::PasswordDates => Ok(signed_beyond(app, &accounts.all(db).await?, Covers::Rights)),
            Kind::Locks => Ok(signed_beyond(app, &accounts.all(db).await?, Covers::Dates)),
        }
    }

    /// Signs all rows of this kind, and returns the log entry about it.
    async fn sign(self, app: &App, tx: &Write) -> Result<Event, Fault> {
        Ok(match self {
            Kind::Accounts => self.event(sign::accounts(app, tx).await?),
            Kind::Companies => {
                let (companies, networks) = sign::companies(tx).await?;
                self.event(companies).with(acts::NETWORKS, networks)
            }
            Kind::PasswordDates => self.event(sign::again(app, tx, Covers::Rights).await?),
            Kind::Locks => self.event(sign::again(app, tx, Covers::Dates).await?),
        })
    }

    fn event(self, n: u64) -> Event {
        Event::new(acts::SIGN_ROWS).with(self.fact(), n)
    }
}

/// Returns whether there are accounts, and whether their signatures cover more than that.
fn signed_beyond(app: &App, all: &[account::Stored], covers: Covers) -> (bool, bool) {
    let key = app.keys.rows();
    let before = all.iter().any(|row| guard::is_genuine_as(key, row, covers));
    (!all.is_empty(), !before || all.iter().any(|row| guard::is_genuine_beyond(key, row, covers)))
}

/// Signs the kinds of rows that are not signed yet. Runs at each start.
pub async fn run(app: &Arc<App>) -> Result<(), Fault> {
    let request = Request::system(app, PROVIDER, "upgrade");
    let read = request.read(TENANTS).await?;
    let mark = Mark::read(app);
    for kind in Kind::ALL {
        once(&request, &read, kind, &mark).await?;
    }
    mark.complete(app)
}

async fn once(request: &Request, read: &Read, kind: Kind, mark: &Mark) -> Result<(), Fault> {
    let (there, signed) = kind.look(&request.app, read.db()).await?;
    if !there {
        return Ok(());
    }
    let told = told(read.db(), kind).await?.is_some();
    if !signed && (told || mark.tells(kind)) {
        return Err(put_back(&request.app, kind));
    }
    if !signed {
        begin(&request.app, request, read, kind).await
    } else if !told {
        // Adds the missing log entry.
        let tx = request.write(TENANTS).await?;
        tx.commit(kind.event(0)).await.map(drop)
    } else {
        Ok(())
    }
}

/// When rows of a kind began to be signed.
pub struct Since {
    pub kind: Kind,
    /// The entry in the provider's log.
    pub entry: Option<(i64, DateTime<Utc>)>,
    /// True if the log, the file or any row shows that they are signed.
    pub signed: bool,
}

pub async fn since(app: &App, db: &impl ConnectionTrait) -> Result<Vec<Since>, Fault> {
    let (mark, mut kinds) = (Mark::read(app), Vec::new());
    for kind in Kind::ALL {
        let entry = told(db, kind).await?.map(|row| (row.seq, row.at));
        let signed = entry.is_some() || mark.tells(kind) || kind.look(app, db).await?.1;
        kinds.push(Since { kind, entry, signed });
    }
    Ok(kinds)
}

/// Finds the log entry that says that rows of a kind are signed.
async fn told(db: &impl ConnectionTrait, kind: Kind) -> Result<Option<operation_log::Model>, Fault> {
    use operation_log::Column as L;
    let told =
        operation_log::Entity::find().filter(L::TenantId.eq(PROVIDER)).filter(L::Action.eq(acts::SIGN_ROWS.code()));
    let tells = |row: &operation_log::Model| {
        let detail = serde_json::from_str::<serde_json::Value>(&row.detail);
        detail.is_ok_and(|detail| detail.get(kind.fact().code()).is_some())
    };
    Ok(told.order_by_asc(L::Seq).all(db).await?.into_iter().find(tells))
}

/// Signs a kind for the first time. Nobody can shorten the provider's log unnoticed: if the log is complete and has no
/// entry about this kind, it was never signed.
async fn begin(app: &App, request: &Request, read: &Read, kind: Kind) -> Result<(), Fault> {
    let whole = verify_tenant(read.db(), &app.keys, Some(&*read.keys().await?), PROVIDER, None).await?;
    if let Verdict::Bad(seq, finding) = whole {
        let what = kind.what();
        return Err(Fault::internal(format!(
            "{what} are signed for the first time only where the provider's operation log is whole; entry {seq}: {finding}"
        )));
    }
    let tx = request.write(TENANTS).await?;
    let event = kind.sign(app, &tx).await?;
    tx.commit(event).await?;
    match kind {
        Kind::Accounts => Ok(app.storage.forget_deleted("account").await?),
        Kind::Companies | Kind::PasswordDates | Kind::Locks => Ok(()),
    }
}

/// The error for a database without signatures although its rows were signed before: it is an older backup, or a person
/// wants the program to sign forged rows.
fn put_back(app: &App, kind: Kind) -> Fault {
    let what = kind.what();
    Fault::internal(format!(
        "none of the {what} of the database is signed, though they were before; if you have put back a backup from before \
         that, together with its operation log, remove this file and start again: {}",
        mark::path(app).display()
    ))
}
