//! Recovery codes: 80 random bits each, valid once. The database stores a keyed hash of each. The key is not in the
//! database, so a stolen copy does not allow guessing (ASVS 6.5.2).

use super::typed::folded;
use crate::door::fault::Fault;
use crate::door::{Opens, Write, readable};
use crate::state::AppState;
use crate::state::known_rows::{ENDED, RowFact};
use crate::storage::blocks;
use crate::storage::entity::account;
use crate::storage::entity::recovery_code::{self, Column as C};
use crate::storage::rows::Row;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Set,
};
use uuid::Uuid;

/// The table, among the rows that are known.
const TABLE: &str = "recovery_code";

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
    delete(tx, account, Condition::all().add(C::InForce.eq(false))).await
}

/// The name of a code among the rows that are known: half of its hash.
fn known_as(code_hash: &[u8]) -> Uuid {
    code_hash.first_chunk().map(|half| Uuid::from_bytes(*half)).unwrap_or_default()
}

/// True if a code was used or replaced. Nothing in its row says so, so what is known of it counts.
fn is_over(app: &AppState, code_hash: &[u8]) -> bool {
    app.known_rows.version(TABLE, known_as(code_hash)) == ENDED
}

/// Deletes codes of an account for good.
async fn delete(tx: &Write, account: Uuid, which: Condition) -> Result<(), Fault> {
    let which = which.add(C::AccountId.eq(account));
    let codes = recovery_code::Entity::find().filter(which.clone()).select_only().column(C::CodeHash);
    for code_hash in readable::columns::<_, (Vec<u8>,)>(tx.db(), codes).await? {
        tx.learns(RowFact::ended(TABLE, known_as(&code_hash.0)));
    }
    recovery_code::Entity::delete_many().filter(which).exec(tx.db()).await?;
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
    delete(tx, account, Condition::all().add(C::InForce.eq(true))).await?;
    recovery_code::Entity::update_many()
        .col_expr(C::InForce, Expr::value(true))
        .filter(C::AccountId.eq(account))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Deletes all codes of an account.
pub async fn drop_all(tx: &Write, account: Uuid) -> Result<(), Fault> {
    delete(tx, account, Condition::all()).await
}

/// Uses a code and deletes it, so that no trace remains that could be made valid again. Of several posts of one code
/// only one succeeds. One that was used or replaced before is an alarm: somebody has put it back (S10).
pub async fn accept(tx: &Write, account: Uuid, folded: &str) -> Result<bool, Fault> {
    let code_hash = tx.app().keys.recovery_hash(account, folded);
    if is_over(tx.app(), &code_hash) {
        let there = recovery_code::Entity::find_by_id((account, code_hash.clone())).count(tx.db()).await?;
        if there > 0 {
            tx.app().alarms.raise(TABLE, account.to_string(), &code_hash);
        }
        return Ok(false);
    }
    let taken = recovery_code::Entity::delete_many()
        .filter(C::AccountId.eq(account))
        .filter(C::CodeHash.eq(code_hash.clone()))
        .filter(C::InForce.eq(true))
        .filter(C::UsedAt.is_null());
    let taken = taken.exec(tx.db()).await?.rows_affected == 1;
    if taken {
        tx.learns(RowFact::ended(TABLE, known_as(&code_hash)));
    }
    Ok(taken)
}

/// At this number the owner is told that few codes are left.
const FEW: u64 = 3;

/// The number of remaining codes of an account with a second step, if few are left.
pub async fn few(at: &impl Opens, of: &account::Model) -> Result<Option<u64>, Fault> {
    if of.second_factor_at.is_none() {
        return Ok(None);
    }
    Ok(Some(left(at, of.id).await?).filter(|left| *left <= FEW))
}

/// The number of valid codes.
pub async fn left(at: &impl Opens, account: Uuid) -> Result<u64, Fault> {
    let left = recovery_code::Entity::find().filter(C::AccountId.eq(account)).filter(C::InForce.eq(true));
    let left = left.filter(C::UsedAt.is_null()).select_only().column(C::CodeHash);
    let left: Vec<(Vec<u8>,)> = readable::columns(at.db(), left).await?;
    Ok(left.iter().filter(|code| !is_over(at.app(), &code.0)).count() as u64)
}

/// A code that is over, and whose row is there again.
pub struct PutBackCode {
    pub table: &'static str,
    pub account: Uuid,
    /// The name of the code among the rows that are known.
    pub known_as: Uuid,
}

/// All codes that somebody has put back.
pub async fn put_back(app: &AppState, db: &impl ConnectionTrait) -> Result<Vec<PutBackCode>, DbErr> {
    let mut found = Vec::new();
    let look = |row: Row<recovery_code::Entity>| {
        let Ok(row) = row.model else { return };
        if is_over(app, &row.code_hash) {
            let known_as = known_as(&row.code_hash);
            found.push(PutBackCode { table: TABLE, account: row.account_id, known_as });
        }
    };
    blocks::every(db, &recovery_code::Entity::find(), &[C::AccountId, C::CodeHash], look).await?;
    Ok(found)
}
