//! Requests that several people decide one after the other are signed, as accounts are (S10): otherwise whoever writes to the
//! database would say who asked, who agreed and for whom, and one person would do alone what takes two. A row that is not
//! genuine does nothing and is an alarm; it can be ended, and never becomes genuine by that. So is what somebody's second step
//! is: otherwise an app would be made a code by mail.

use crate::app_state::App;
use crate::door::Write;
use crate::entity::{authenticator, invitation, network_lift, profile_change, staff_request, support_case};
use crate::fault::Fault;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// A row with a signature.
pub trait Guarded: Sized + Send + Sync {
    type Entity: EntityTrait<Model = Self>;

    const TABLE: &'static str;
    const ID: <Self::Entity as EntityTrait>::Column;
    const MAC: <Self::Entity as EntityTrait>::Column;

    fn id(&self) -> Uuid;

    fn mac(&self) -> Option<&[u8]>;

    /// What is signed beside the id: all that decides what the row does, and where it stands.
    fn says(&self) -> Vec<Vec<u8>>;
}

fn signed<M: Guarded, T>(row: &M, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let (id, says) = (row.id(), row.says());
    let parts: Vec<&[u8]> = std::iter::once(id.as_bytes().as_slice()).chain(says.iter().map(Vec::as_slice)).collect();
    then(&parts)
}

/// The signature of a row as it stands.
pub fn mac<M: Guarded>(app: &App, row: &M) -> Vec<u8> {
    signed(row, |parts| app.keys.rows().sign(M::TABLE, parts))
}

/// Whether the program has left a row as it is; if not, it is an alarm.
pub fn is_genuine<M: Guarded>(app: &App, row: &M) -> bool {
    let genuine = signed(row, |parts| app.keys.rows().fits(M::TABLE, parts, row.mac()));
    if !genuine {
        let as_found = [mac(app, row).as_slice(), row.mac().unwrap_or_default()].concat();
        app.alarms.raise(M::TABLE, row.id().to_string(), &as_found);
    }
    genuine
}

/// Whether a row that was read is genuine, and still so as it stands. It is held until the transaction ends, so that what
/// `sign` signs after the change is that change alone.
pub async fn hold<M: Guarded>(tx: &Write, row: &M) -> Result<bool, Fault> {
    let there = M::Entity::find().filter(M::ID.eq(row.id())).lock_exclusive().one(tx.db()).await?;
    Ok(is_genuine(tx.app(), row) && there.is_some_and(|there| is_genuine(tx.app(), &there)))
}

/// Signs a row as it stands: one that is new, or that was held as genuine before it was changed.
pub async fn sign<M: Guarded>(tx: &Write, id: Uuid) -> Result<(), Fault> {
    if let Some(row) = M::Entity::find().filter(M::ID.eq(id)).one(tx.db()).await? {
        let mac = Expr::value(mac(tx.app(), &row));
        let update = M::Entity::update_many().col_expr(M::MAC, mac);
        update.filter(M::ID.eq(id)).exec(tx.db()).await?;
    }
    Ok(())
}

/// For the first start of a program that signs.
pub async fn sign_all<M: Guarded>(tx: &Write) -> Result<(), Fault> {
    for row in M::Entity::find().all(tx.db()).await? {
        sign::<M>(tx, row.id()).await?;
    }
    Ok(())
}

fn id(id: Option<Uuid>) -> Vec<u8> {
    id.map(|id| id.as_bytes().to_vec()).unwrap_or_default()
}

fn time(at: Option<DateTime<Utc>>) -> Vec<u8> {
    at.map(|at| at.timestamp_micros().to_be_bytes().to_vec()).unwrap_or_default()
}

fn text(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

impl Guarded for support_case::Model {
    type Entity = support_case::Entity;

    const TABLE: &'static str = "support_case";
    const ID: support_case::Column = support_case::Column::Id;
    const MAC: support_case::Column = support_case::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        vec![
            id(Some(self.tenant_id)),
            id(Some(self.account_id)),
            vec![u8::from(self.removes_second_factor)],
            text(&self.state),
            time(Some(self.opened_at)),
            id(Some(self.opened_by)),
            time(self.checked_at),
            id(self.checked_by),
            time(self.cooling_until),
            time(self.consented_at),
            id(self.consented_by),
            time(self.approved_at),
            id(self.approved_by),
            time(self.closed_at),
        ]
    }
}

impl Guarded for staff_request::Model {
    type Entity = staff_request::Entity;

    const TABLE: &'static str = "staff_request";
    const ID: staff_request::Column = staff_request::Column::Id;
    const MAC: staff_request::Column = staff_request::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        vec![
            self.sealed.clone(),
            self.address_index.clone(),
            text(&self.role),
            text(&self.state),
            time(Some(self.asked_at)),
            id(self.asked_by),
            time(self.decided_at),
            id(self.decided_by),
            id(self.account_id),
            time(self.until),
            time(self.closed_at),
        ]
    }
}

impl Guarded for profile_change::Model {
    type Entity = profile_change::Entity;

    const TABLE: &'static str = "profile_change";
    const ID: profile_change::Column = profile_change::Column::Id;
    const MAC: profile_change::Column = profile_change::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        vec![
            id(Some(self.tenant_id)),
            text(&self.before),
            text(&self.wanted),
            time(Some(self.asked_at)),
            id(Some(self.asked_by)),
            time(self.approved_at),
            id(self.approved_by),
            time(self.closed_at),
        ]
    }
}

impl Guarded for network_lift::Model {
    type Entity = network_lift::Entity;

    const TABLE: &'static str = "network_lift";
    const ID: network_lift::Column = network_lift::Column::Id;
    const MAC: network_lift::Column = network_lift::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        let (asked, closed) = (time(Some(self.asked_at)), time(self.closed_at));
        vec![id(Some(self.tenant_id)), text(&self.evidence), asked, id(Some(self.asked_by)), closed]
    }
}

impl Guarded for invitation::Model {
    type Entity = invitation::Entity;

    const TABLE: &'static str = "invitation";
    const ID: invitation::Column = invitation::Column::Id;
    const MAC: invitation::Column = invitation::Column::Mac;

    fn id(&self) -> Uuid {
        self.id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        vec![
            id(Some(self.tenant_id)),
            self.sealed.clone(),
            self.address_index.clone(),
            text(&self.role),
            text(&self.state),
            id(Some(self.invited_by)),
            time(self.approved_at),
            id(self.approved_by),
            time(self.until),
            time(self.closed_at),
        ]
    }
}

impl Guarded for authenticator::Model {
    type Entity = authenticator::Entity;

    const TABLE: &'static str = "authenticator";
    const ID: authenticator::Column = authenticator::Column::AccountId;
    const MAC: authenticator::Column = authenticator::Column::Mac;

    fn id(&self) -> Uuid {
        self.account_id
    }

    fn mac(&self) -> Option<&[u8]> {
        self.mac.as_deref()
    }

    fn says(&self) -> Vec<Vec<u8>> {
        let sealed = |sealed: &Option<Vec<u8>>| sealed.clone().unwrap_or_default();
        let by_mail = vec![u8::from(self.by_mail), u8::from(self.by_mail_new)];
        vec![id(Some(self.tenant_id)), sealed(&self.sealed), sealed(&self.sealed_new), by_mail]
    }
}
