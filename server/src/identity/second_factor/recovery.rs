//! Recovery codes: 80 random bits each, valid once. The database stores a keyed hash of each. The key is not in the
//! database, so a stolen copy does not allow guessing (ASVS 6.5.2).
//!
//! The codes of a set are bound to the time when it was made. The signed row of the account has that time once the set is in
//! force. So codes of another set count for nothing when somebody puts their rows back, whether they were replaced, removed
//! or never kept (S10). Older versions did not bind codes; theirs count until the set is replaced or removed.

use super::typed::folded;
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Opens, Write, readable};
use crate::state::AppState;
use crate::state::known_rows::{ENDED, RowFact};
use crate::storage::blocks;
use crate::storage::entity::account;
use crate::storage::entity::recovery_code::{self, Column as C, Model};
use crate::storage::rows::Row;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Set};
use std::collections::HashMap;
use uuid::Uuid;

/// The table, among the rows that are known.
const TABLE: &str = "recovery_code";
/// Since when the codes of an account count: from the first set that is bound.
const BOUND: i64 = 1;

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

/// The hash of a code of the set that was made at a time.
fn bound(app: &AppState, account: Uuid, set: DateTime<Utc>, folded: &str) -> Vec<u8> {
    app.keys.recovery_hash(account, &format!("{} {folded}", set.timestamp_micros()))
}

/// The hash of a code of a set that is not bound to a time.
fn unbound(app: &AppState, account: Uuid, folded: &str) -> Vec<u8> {
    app.keys.recovery_hash(account, folded)
}

/// True if the account has had a set of bound codes, or its codes have been removed.
fn is_bound(app: &AppState, account: Uuid) -> bool {
    app.known_rows.version(TABLE, account) > 0
}

/// Stores the hashes of new codes. They come into force once the person says that they are kept.
pub async fn keep(tx: &Write, of: &account::Stored, codes: &[String]) -> Result<(), Fault> {
    drop_new(tx, of.id).await?;
    let (app, now) = (tx.app(), tx.app().clock.now());
    // No set has the time of the one before, even if the clock was set back.
    let set = of.second_factor_at.map_or(now, |before| now.max(before + Duration::microseconds(1)));
    let row = |code: &String| recovery_code::ActiveModel {
        account_id: Set(of.id),
        code_hash: Set(bound(app, of.id, set, &folded(code))),
        in_force: Set(false),
        used_at: Set(None),
        created_at: Set(set),
    };
    recovery_code::Entity::insert_many(codes.iter().map(row)).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Deletes new codes that were never kept.
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

/// The set of a new code.
pub async fn new_set(tx: &Write, account: Uuid, folded: &str) -> Result<Option<DateTime<Utc>>, Fault> {
    let of = recovery_code::Entity::find().filter(C::AccountId.eq(account));
    let new = tx.all(of.filter(C::InForce.eq(false))).await?;
    let row = new.iter().find(|row| row.code_hash == bound(tx.app(), account, row.created_at, folded));
    Ok(row.map(|row| row.created_at))
}

/// When the new codes were made, if there are any.
pub async fn made_at(at: &impl Opens, account: Uuid) -> Result<Option<DateTime<Utc>>, Fault> {
    let new = recovery_code::Entity::find().filter(C::AccountId.eq(account)).filter(C::InForce.eq(false));
    Ok(readable::all(at.app(), at.db(), new).await?.first().map(|code| code.created_at))
}

/// Puts the new codes into force, and deletes the old ones. The caller stores the set in the row of the account.
pub async fn put_in_force(tx: &Write, account: Uuid) -> Result<(), Fault> {
    delete(tx, account, Condition::all().add(C::InForce.eq(true))).await?;
    tx.learns(RowFact::since(TABLE, account, BOUND));
    recovery_code::Entity::update_many()
        .col_expr(C::InForce, Expr::value(true))
        .filter(C::AccountId.eq(account))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Deletes all codes of an account.
pub async fn drop_all(tx: &Write, account: Uuid) -> Result<(), Fault> {
    tx.learns(RowFact::since(TABLE, account, BOUND));
    delete(tx, account, Condition::all()).await
}

/// Uses a code and deletes it, so that no trace remains that could be made valid again. Of several posts of one code
/// only one succeeds. One that was used or replaced before is an alarm: somebody has put it back (S10).
pub async fn accept(tx: &Write, of: &account::Stored, folded: &str) -> Result<bool, Fault> {
    let app = tx.app();
    let in_force = of.second_factor_at.map(|set| bound(app, of.id, set, folded));
    let older = (!is_bound(app, of.id)).then(|| unbound(app, of.id, folded));
    for code_hash in in_force.into_iter().chain(older) {
        if !is_over(app, &code_hash) && take(tx, of.id, code_hash).await? {
            return Ok(true);
        }
    }
    let there = recovery_code::Entity::find().filter(C::AccountId.eq(of.id)).filter(C::InForce.eq(true));
    for row in tx.all(there).await? {
        if [bound(app, of.id, row.created_at, folded), unbound(app, of.id, folded)].contains(&row.code_hash) {
            app.alarms.raise(TABLE, of.id.to_string(), &row.code_hash);
        }
    }
    Ok(false)
}

/// Deletes a code in force. Returns false if it is not there.
async fn take(tx: &Write, account: Uuid, code_hash: Vec<u8>) -> Result<bool, Fault> {
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
    Ok(Some(left(at, of).await?).filter(|left| *left <= FEW))
}

/// The number of valid codes.
pub async fn left(at: &impl Opens, of: &account::Stored) -> Result<u64, Fault> {
    let left = recovery_code::Entity::find().filter(C::AccountId.eq(of.id)).filter(C::InForce.eq(true));
    let left = readable::all(at.app(), at.db(), left.filter(C::UsedAt.is_null())).await?;
    let counts = |code: &&Model| !is_over(at.app(), &code.code_hash) && is_of(at.app(), code, of.second_factor_at);
    Ok(left.iter().filter(counts).count() as u64)
}

/// True if a code may be of the set in force. Nobody can tell which set it is bound to without the code itself.
fn is_of(app: &AppState, code: &Model, set: Option<DateTime<Utc>>) -> bool {
    !is_bound(app, code.account_id) || Some(code.created_at) == set
}

/// A code that is over, and whose row is there again.
pub struct PutBackCode {
    pub table: &'static str,
    pub account: Uuid,
    /// What is known once an operator takes it as it is. One of another set counts if it is not bound.
    pub restored: Vec<RowFact>,
}

/// All codes that somebody has put back.
pub async fn put_back(app: &AppState, db: &impl ConnectionTrait) -> Result<Vec<PutBackCode>, DbErr> {
    let (mut sets, mut found) = (HashMap::new(), Vec::new());
    let keep = |row: Row<account::Entity>| sets.extend(row.model.map(|row| (row.id, row.second_factor_at)));
    blocks::every(db, &people::every(), &[account::Column::Id], keep).await?;
    let look = |row: Row<recovery_code::Entity>| {
        let Ok(row) = row.model else { return };
        let set = sets.get(&row.account_id).copied().flatten();
        let of_other = row.in_force && !is_of(app, &row, set);
        if of_other || is_over(app, &row.code_hash) {
            let of = |id| RowFact::Restored { table: TABLE.into(), id, version: 0 };
            let restored = of_other.then(|| of(row.account_id)).into_iter().chain([of(known_as(&row.code_hash))]);
            found.push(PutBackCode { table: TABLE, account: row.account_id, restored: restored.collect() });
        }
    };
    blocks::every(db, &recovery_code::Entity::find(), &[C::AccountId, C::CodeHash], look).await?;
    Ok(found)
}
