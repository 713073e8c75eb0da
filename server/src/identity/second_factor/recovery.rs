//! Recovery codes: 80 random bits each, valid once. The database stores a keyed hash of each. The key is not in the
//! database, so a stolen copy does not allow guessing (ASVS 6.5.2).

use super::typed::folded;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::state::AppState;
use crate::storage::entity::account;
use crate::storage::entity::recovery_code::{self, Column as C};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use uuid::Uuid;

/// 32 letters and digits without look-alikes.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH: usize = 16;

/// Creates new codes, in groups of four.
pub fn new_codes(app: &AppState, count: u32) -> Vec<String> {
    (0..count).map(|_| new_code(app)).collect()
}

fn new_code(app: &AppState) -> String {
    let mut random = [0; LENGTH];
    app.rng.fill(&mut random);
    let code: Vec<char> = random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    code.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Stores the hashes of new codes. They come into force once one of them is typed back.
pub async fn keep(tx: &Write, account: Uuid, codes: &[String]) -> Result<(), Fault> {
    drop_new(tx, account).await?;
    let app = tx.app();
    let row = |code: &String| recovery_code::ActiveModel {
        account_id: Set(account),
        code_hash: Set(app.keys.recovery_hash(account, &folded(code))),
        in_force: Set(false),
        used_at: Set(None),
        created_at: Set(app.clock.now()),
    };
    recovery_code::Entity::insert_many(codes.iter().map(row)).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Deletes new codes that were never typed back.
pub async fn drop_new(tx: &Write, account: Uuid) -> Result<(), Fault> {
    let new = recovery_code::Entity::delete_many().filter(C::AccountId.eq(account)).filter(C::InForce.eq(false));
    new.exec(tx.db()).await?;
    Ok(())
}

/// True if a code is one of the new ones.
pub async fn is_new(tx: &Write, account: Uuid, folded: &str) -> Result<bool, Fault> {
    let hash = tx.app().keys.recovery_hash(account, folded);
    let row = tx.one(recovery_code::Entity::find_by_id((account, hash))).await?.there()?;
    Ok(row.is_some_and(|row| !row.in_force))
}

/// Puts the new codes into force, and deletes the old ones.
pub async fn put_in_force(tx: &Write, account: Uuid) -> Result<(), Fault> {
    let of = || recovery_code::Entity::delete_many().filter(C::AccountId.eq(account));
    of().filter(C::InForce.eq(true)).exec(tx.db()).await?;
    recovery_code::Entity::update_many()
        .col_expr(C::InForce, Expr::value(true))
        .filter(C::AccountId.eq(account))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Deletes all codes of an account.
pub async fn drop_all(tx: &Write, account: Uuid) -> Result<(), Fault> {
    recovery_code::Entity::delete_many().filter(C::AccountId.eq(account)).exec(tx.db()).await?;
    Ok(())
}

/// Uses a code and deletes it, so that no trace remains that could be made valid again. Of several posts of one code
/// only one succeeds.
pub async fn accept(tx: &Write, account: Uuid, folded: &str) -> Result<bool, Fault> {
    let taken = recovery_code::Entity::delete_many()
        .filter(C::AccountId.eq(account))
        .filter(C::CodeHash.eq(tx.app().keys.recovery_hash(account, folded)))
        .filter(C::InForce.eq(true))
        .filter(C::UsedAt.is_null());
    Ok(taken.exec(tx.db()).await?.rows_affected == 1)
}

/// At this number the owner is told that few codes are left.
const FEW: u64 = 3;

/// The number of remaining codes of an account with a second step, if few are left.
pub async fn few(db: &impl ConnectionTrait, of: &account::Model) -> Result<Option<u64>, Fault> {
    if of.second_factor_at.is_none() {
        return Ok(None);
    }
    Ok(Some(left(db, of.id).await?).filter(|left| *left <= FEW))
}

/// The number of valid codes.
pub async fn left(db: &impl ConnectionTrait, account: Uuid) -> Result<u64, Fault> {
    let left = recovery_code::Entity::find().filter(C::AccountId.eq(account)).filter(C::InForce.eq(true));
    Ok(left.filter(C::UsedAt.is_null()).count(db).await?)
}
