//! A stored request: the person and the reasons sealed, and its sequence of states.

use crate::base::nameless;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Opens, Write};
use crate::identity::colleague::all_staff_may;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, TextForm, Unreadable};
use crate::storage::entity::staff_request::{self, Column as C, Model};
use app::error::AppError;
use app::permission::Role;
use app::staff::api::STAFF;
use app::staff::states::StaffState;
use app::text::Lang;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The sealed part of a request.
#[derive(Clone, Serialize, Deserialize)]
pub struct StaffDetails {
    pub name: String,
    pub email: String,
    /// The language of the letter.
    pub lang: String,
    /// Why the person should become staff.
    pub why: String,
}

impl StaffDetails {
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.lang).unwrap_or_default()
    }

    pub fn open(keys: &TenantKeys, row: &Model) -> Result<StaffDetails, Unreadable> {
        sealed_as(&row.role).open(keys, keys.row(row.id), &row.sealed)
    }

    /// The person of a forged request. Its role may have been changed, so the data may be sealed for another role.
    fn of_forged(keys: &TenantKeys, row: &Model) -> StaffDetails {
        let readable = SEALED_AS.iter().find_map(|column| column.open(keys, keys.row(row.id), &row.sealed).ok());
        let (name, nothing) = (nameless(row.id), String::new);
        readable.unwrap_or_else(|| StaffDetails { name, email: nothing(), lang: nothing(), why: nothing() })
    }
}

/// The columns under which the data of a person is sealed: for a role each, and for none.
const SEALED_AS: [Sealed<staff_request::Entity, StaffDetails>; 3] =
    [Sealed::column("sealed as support"), Sealed::column("sealed as desk"), Sealed::column("sealed")];

/// The person of a request, and whether the row is genuine. A forged row is still listed, at least by its id.
pub async fn read_row(at: &impl Opens, keys: &TenantKeys, row: &mut Model) -> Result<(StaffDetails, bool), Fault> {
    let genuine = guarded::take(at, row).await?;
    let person = if genuine { StaffDetails::open(keys, row)? } else { StaffDetails::of_forged(keys, row) };
    Ok((person, genuine))
}

/// The sealed data of a person opens only for the requested role, whatever the row says now (S10).
fn sealed_as(role: &str) -> Sealed<staff_request::Entity, StaffDetails> {
    let [support, desk, other] = SEALED_AS;
    match Role::from_code(role) {
        Some(Role::Support) => support,
        Some(Role::Desk) => desk,
        _ => other,
    }
}

const DECISION: Sealed<staff_request::Entity, TextForm> = Sealed::column("sealed_decision");

pub fn seal_decision(keys: &TenantKeys, id: Uuid, why: &str) -> Result<Vec<u8>, Fault> {
    Ok(DECISION.seal(keys, id, why)?)
}

/// The reason for the decision.
pub fn decision(keys: &TenantKeys, row: &Model) -> String {
    let sealed = row.sealed_decision.as_ref();
    sealed.and_then(|sealed| DECISION.open(keys, keys.row(row.id), sealed).ok()).unwrap_or_default()
}

pub fn state_of(row: &Model) -> Result<StaffState, Fault> {
    StaffState::from_code(&row.state).ok_or_else(|| Fault::unreadable(format!("state of request {}", row.id)))
}

/// True if the members of staff who have asked and approved are still there and may still do so.
pub async fn stands(at: &impl Opens, row: &Model) -> Result<bool, Fault> {
    all_staff_may(at, [row.asked_by, row.decided_by].into_iter().flatten(), STAFF).await
}

/// How a person was added: who asked and, if there is an account already, whose it is and who approved it.
#[derive(Clone, Copy, Default)]
pub struct Way {
    pub asked_by: Option<Uuid>,
    pub account: Option<Uuid>,
}

/// Stores a request. Returns `None` if the address has an open one.
pub async fn put(tx: &Write, person: &StaffDetails, role: Role, way: Way) -> Result<Option<Uuid>, Fault> {
    let (id, now, keys) = (tx.app().new_id(), tx.app().clock.now(), tx.keys().await?);
    let joined = way.account.is_some();
    let state = if joined { StaffState::Joined } else { StaffState::Waiting };
    let row = Model {
        id,
        sealed: sealed_as(role.code()).seal(&keys, id, person)?,
        address_index: keys.index.index("staff_request", &person.email).to_vec(),
        role: role.code().into(),
        state: state.code().into(),
        asked_at: now,
        asked_by: way.asked_by,
        decided_at: None,
        decided_by: None,
        sealed_decision: None,
        account_id: way.account,
        written_at: None,
        until: None,
        closed_at: joined.then_some(now),
        version: 0,
        mac: None,
    };
    Ok(guarded::insert(tx, row).await?.then_some(id))
}

/// Moves a request on, if it is in one of the given states. Of two parallel steps only one succeeds. A forged request
/// can only be rejected.
pub async fn move_on(
    tx: &Write,
    row: &Model,
    from: &[StaffState],
    to: StaffState,
    set: impl FnOnce(&mut Model),
) -> Result<bool, Fault> {
    let now = tx.app().clock.now();
    let Some(held) = guarded::hold(tx, row).await? else {
        return if to == StaffState::Rejected { reject_forged(tx, row, set).await } else { Ok(false) };
    };
    if !from.iter().any(|state| held.is(*state)) {
        return Ok(false);
    }
    let moved = |row: &mut Model| {
        to.code().clone_into(&mut row.state);
        if matches!(to, StaffState::Joined | StaffState::Rejected) {
            row.closed_at = Some(now);
        }
        set(row);
    };
    held.store(tx, moved).await
}

/// A forged request counts as open until it has an end, whatever its state says. It stays forged.
async fn reject_forged(tx: &Write, row: &Model, set: impl FnOnce(&mut Model)) -> Result<bool, Fault> {
    let mut decided = row.clone();
    set(&mut decided);
    let rejected = staff_request::Entity::update_many()
        .col_expr(C::State, Expr::value(StaffState::Rejected.code()))
        .col_expr(C::ClosedAt, Expr::value(tx.app().clock.now()))
        .col_expr(C::DecidedAt, Expr::value(decided.decided_at))
        .col_expr(C::DecidedBy, Expr::value(decided.decided_by))
        .col_expr(C::SealedDecision, Expr::value(decided.sealed_decision))
        .filter(C::Id.eq(row.id))
        .filter(C::ClosedAt.is_null());
    Ok(rejected.exec(tx.db()).await?.rows_affected == 1)
}

/// A decision about a request.
pub struct Decided {
    pub by: Uuid,
    pub at: DateTime<Utc>,
    /// The reason, sealed.
    pub why: Vec<u8>,
}

/// Approves a request that is stored with its account already.
pub(crate) async fn approve_joined(tx: &Write, id: Uuid, decision: Decided) -> Result<(), Fault> {
    let row = tx.one(staff_request::Entity::find_by_id(id)).await?.shown()?;
    let held = guarded::hold(tx, &row).await?.ok_or(AppError::Altered)?;
    if held.store(tx, |row| decided(row, decision)).await? { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Records who decided, when and why.
pub fn decided(row: &mut Model, Decided { by, at, why }: Decided) {
    (row.decided_at, row.decided_by, row.sealed_decision) = (Some(at), Some(by), Some(why));
}
