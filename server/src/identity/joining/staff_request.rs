//! A stored request: the person and the reasons sealed, and its sequence of states.

use crate::base::nameless;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, TextForm, Unreadable};
use crate::state::AppState;
use crate::storage::entity::staff_request::{self, Column as C, Model};
use app::permission::Role;
use app::staff::states::StaffState;
use app::text::Lang;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set, UpdateMany};
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
pub fn read_row(app: &AppState, keys: &TenantKeys, row: &Model) -> Result<(StaffDetails, bool), Fault> {
    let genuine = guarded::is_genuine(app, row);
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
    let row = staff_request::ActiveModel {
        id: Set(id),
        sealed: Set(sealed_as(role.code()).seal(&keys, id, person)?),
        address_index: Set(keys.index.index("staff_request", &person.email).to_vec()),
        role: Set(role.code().into()),
        state: Set(state.code().into()),
        asked_at: Set(now),
        asked_by: Set(way.asked_by),
        decided_at: Set(None),
        decided_by: Set(None),
        sealed_decision: Set(None),
        account_id: Set(way.account),
        written_at: Set(None),
        until: Set(None),
        closed_at: Set(joined.then_some(now)),
        mac: Set(None),
    };
    Ok(guarded::insert::<Model>(tx, id, staff_request::Entity::insert(row)).await?.then_some(id))
}

/// Moves a request on, if it is in one of the given states. Of two parallel steps only one succeeds. A forged request
/// can only be rejected.
pub async fn move_on(
    tx: &Write,
    row: &Model,
    from: &[StaffState],
    to: StaffState,
    set: impl FnOnce(UpdateMany<staff_request::Entity>) -> UpdateMany<staff_request::Entity>,
) -> Result<bool, Fault> {
    let genuine = guarded::hold(tx, row).await?;
    if !genuine && to != StaffState::Rejected {
        return Ok(false);
    }
    let mut update = staff_request::Entity::update_many().col_expr(C::State, Expr::value(to.code()));
    if matches!(to, StaffState::Joined | StaffState::Rejected) {
        update = update.col_expr(C::ClosedAt, Expr::value(tx.app().clock.now()));
    }
    let there = set(update).filter(C::Id.eq(row.id));
    // A forged request counts as open until it has an end, whatever its state says.
    let there = if genuine { there.filter(staff_request::in_any(from)) } else { there.filter(C::ClosedAt.is_null()) };
    let moved = there.exec(tx.db()).await?.rows_affected == 1;
    if moved && genuine {
        guarded::sign::<Model>(tx, row.id).await?;
    }
    Ok(moved)
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
    decided(staff_request::Entity::update_many(), decision).filter(C::Id.eq(id)).exec(tx.db()).await?;
    guarded::sign::<Model>(tx, id).await
}

/// Records who decided, when and why.
pub fn decided(
    update: UpdateMany<staff_request::Entity>,
    Decided { by, at, why }: Decided,
) -> UpdateMany<staff_request::Entity> {
    let update = update.col_expr(C::DecidedAt, Expr::value(at)).col_expr(C::DecidedBy, Expr::value(by));
    update.col_expr(C::SealedDecision, Expr::value(why))
}
