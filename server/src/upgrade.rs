//! Rows from before the program sealed and signed them are sealed and signed once. That it has happened stands outside the
//! database, in a file that is signed, and in the provider's operation log, which nobody shortens unseen: otherwise whoever
//! writes to the database would take the signatures away and let the program make them anew.

use crate::app_state::App;
use crate::certificates;
use crate::door::{Read, Request, Write};
use crate::entity::account::{Column as C, Entity};
use crate::entity::{access_consent, account, client_certificate, one_time_link, operation_log, passkey};
use crate::entity::{authenticator, invitation, network_lift, profile_change, staff_request, support_case};
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::guarded;
use crate::keys::PROVIDER;
use crate::log::{Verdict, verify_tenant};
use crate::people::guard;
use crate::people::sealed::Named;
use crate::{consents, links, passkeys};
use app::permission::Permission;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::Arc;

/// What every address has and no blind index.
const PLAIN: &str = "@";
const MESSAGE: &[u8] = b"sekisho signed rows v1";

/// See the module.
pub async fn run(app: &Arc<App>) -> Result<(), Fault> {
    let request = Request::system(app, PROVIDER, "upgrade");
    let read = request.read(Permission::SupportTenants).await?;
    let accounts = Entity::find().limit(1);
    if accounts.clone().one(read.db()).await?.is_some() {
        let signed = accounts.filter(C::Mac.is_not_null()).one(read.db()).await?.is_some();
        let told = is_told(&read).await?;
        if !signed && (told || is_marked(app)) {
            return Err(put_back(app));
        }
        if !signed {
            begin(app, &request, &read).await?;
        } else if !told {
            // From now on the log tells it as well.
            tell(request.write(Permission::SupportTenants).await?, 0).await?;
        }
    }
    if is_marked(app) { Ok(()) } else { mark(app) }
}

async fn is_told(read: &Read) -> Result<bool, Fault> {
    use operation_log::Column as L;
    let told = read.of::<operation_log::Entity>().filter(L::Action.eq(Action::RowsSign.code()));
    Ok(told.one(read.db()).await?.is_some())
}

async fn tell(tx: Write, accounts: u64) -> Result<(), Fault> {
    tx.commit(Event::new(Action::RowsSign).with("accounts", accounts)).await.map(drop)
}

/// Nobody shortens the provider's log unseen: where it is whole and does not tell of it, it has not happened.
async fn begin(app: &App, request: &Request, read: &Read) -> Result<(), Fault> {
    let whole = verify_tenant(read.db(), &app.keys, Some(&*read.keys().await?), PROVIDER, None).await?;
    if let Verdict::Bad(seq, finding) = whole {
        let what = "accounts are signed for the first time only where the provider's operation log is whole";
        return Err(Fault::internal(format!("{what}; entry {seq}: {finding}")));
    }
    let tx = request.write(Permission::SupportTenants).await?;
    let accounts = seal_and_sign(app, &tx).await?;
    tell(tx, accounts).await?;
    Ok(app.storage.forget_deleted("account").await?)
}

fn path(app: &App) -> PathBuf {
    app.config.data_dir.join("signed-rows")
}

fn is_marked(app: &App) -> bool {
    let mark = std::fs::read_to_string(path(app)).ok().and_then(|text| hex::decode(text.trim()).ok());
    mark.is_some_and(|mark| app.keys.verify(MESSAGE, &mark))
}

fn mark(app: &App) -> Result<(), Fault> {
    std::fs::create_dir_all(&app.config.data_dir)?;
    let mut file = std::fs::File::options().create(true).write(true).truncate(true).mode(0o600).open(path(app))?;
    file.write_all(hex::encode(app.keys.sign(MESSAGE)).as_bytes())?;
    Ok(file.sync_all()?)
}

/// A database from before, though rows were signed: somebody has put a backup back, or wants the program to sign theirs.
fn put_back(app: &App) -> Fault {
    let what = "no account of the database is signed, though accounts were before; if you have put back a backup from \
                before that, together with its operation log, remove this file and start again:";
    Fault::internal(format!("{what} {}", path(app).display()))
}

/// Answers how many accounts there are. Of several processes that start at once, one does it.
async fn seal_and_sign(app: &App, tx: &Write) -> Result<u64, Fault> {
    let mut accounts = 0;
    for mut row in Entity::find().filter(C::Mac.is_null()).lock_exclusive().all(tx.db()).await? {
        if row.email_index.contains(PLAIN) {
            let keys = app.keys.tenant(tx.db(), row.tenant_id.unwrap_or(PROVIDER)).await?;
            let named = Named { name: row.sealed, email: row.email_index };
            row.sealed = named.seal(&keys, row.id)?;
            row.email_index = app.keys.address_index(&named.email);
        }
        row.mac = Some(guard::sign(app.keys.rows(), &row));
        account::ActiveModel::update(row.into_active_model().reset_all(), tx.db()).await?;
        accounts += 1;
    }
    sign_grants(app, tx).await?;
    sign_requests(tx).await?;
    Ok(accounts)
}

/// Signs what lets people in, as far as it is still open.
async fn sign_grants(app: &App, tx: &Write) -> Result<(), Fault> {
    use client_certificate as certificate;
    let key = app.keys.rows();
    for row in one_time_link::Entity::find().all(tx.db()).await? {
        let signed = Expr::value(links::sign(key, &row));
        let update = one_time_link::Entity::update_many().col_expr(one_time_link::Column::Mac, signed);
        update.filter(one_time_link::Column::TokenHash.eq(row.token_hash)).exec(tx.db()).await?;
    }
    let open = certificate::Entity::find().filter(certificate::Column::RevokedAt.is_null());
    for row in open.all(tx.db()).await? {
        let update = certificate::Entity::update_many();
        let update = update.col_expr(certificate::Column::Mac, Expr::value(certificates::sign(key, &row)));
        update.filter(certificate::Column::Id.eq(row.id)).exec(tx.db()).await?;
    }
    let open = access_consent::Entity::find().filter(access_consent::Column::EndedAt.is_null());
    for row in open.all(tx.db()).await? {
        let signed = Expr::value(consents::sign(key, &row));
        let update = access_consent::Entity::update_many().col_expr(access_consent::Column::Mac, signed);
        update.filter(access_consent::Column::Id.eq(row.id)).exec(tx.db()).await?;
    }
    for row in passkey::Entity::find().all(tx.db()).await? {
        let update =
            passkey::Entity::update_many().col_expr(passkey::Column::Mac, Expr::value(passkeys::sign(key, &row)));
        update.filter(passkey::Column::Id.eq(row.id)).exec(tx.db()).await?;
    }
    Ok(())
}

/// Signs what people ask for and others decide, and second steps.
async fn sign_requests(tx: &Write) -> Result<(), Fault> {
    guarded::sign_all::<authenticator::Model>(tx).await?;
    guarded::sign_all::<invitation::Model>(tx).await?;
    guarded::sign_all::<support_case::Model>(tx).await?;
    guarded::sign_all::<staff_request::Model>(tx).await?;
    guarded::sign_all::<profile_change::Model>(tx).await?;
    guarded::sign_all::<network_lift::Model>(tx).await
}
