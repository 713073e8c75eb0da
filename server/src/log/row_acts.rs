//! The acts with which a log reports that one row was made, and that one row was ended.

use crate::storage::entity::operation_log::Model;
use app::certificates::acts as certificates;
use app::consents::acts as consents;
use app::members::acts as members;
use app::operation_logs::acts::ROW;
use app::passkeys::acts as passkeys;
use app::record::Act;
use serde_json::Value;
use uuid::Uuid;

/// The object of an entry about something of an account.
const ACCOUNT: &str = "account";

/// How rows of a table are made and ended one by one.
pub struct RowActs {
    pub table: &'static str,
    /// The kind of object that the entries name.
    pub object: &'static str,
    pub makes: Act,
    pub ends: Act,
}

pub const CONSENTS: RowActs =
    RowActs { table: "access_consent", object: "consent", makes: consents::GRANT, ends: consents::END };

pub const INVITATIONS: RowActs =
    RowActs { table: "invitation", object: "invitation", makes: members::INVITE, ends: members::WITHDRAW };

const PASSKEYS: RowActs = RowActs { table: "passkey", object: ACCOUNT, makes: passkeys::ADD, ends: passkeys::REMOVE };

const CERTIFICATES: RowActs =
    RowActs { table: "client_certificate", object: ACCOUNT, makes: certificates::ADD, ends: certificates::REVOKE };

/// The tables of which the logs report single rows.
pub const ALL: [RowActs; 4] = [CONSENTS, INVITATIONS, PASSKEYS, CERTIFICATES];

/// The row that an entry is about. Entries about an account name it beside the account; those of older versions do not.
pub fn row_id(entry: &Model) -> Option<Uuid> {
    if entry.object_kind != ACCOUNT {
        return entry.object_id.parse().ok();
    }
    named_beside(&entry.detail)
}

/// The row that the detail of an entry names beside its object.
pub fn named_beside(detail: &str) -> Option<Uuid> {
    let detail: Value = serde_json::from_str(detail).ok()?;
    detail.get(ROW.code())?.as_str()?.parse().ok()
}
