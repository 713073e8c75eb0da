//! The data of a session, and the part of it that is also stored in columns.

use super::keys;
use crate::storage::entity::session as session_row;
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// The data of a session, by key.
pub type SessionData = HashMap<String, Value>;

/// The data that is also stored in columns.
pub struct Columns {
    pub account: Option<Uuid>,
    pub tenant: Option<Uuid>,
    pub idle: i32,
    /// `None` before sign-in.
    pub until: Option<DateTime<Utc>>,
}

impl Columns {
    pub fn of(data: &SessionData) -> Columns {
        let id = |key: &str| data.get(key).and_then(Value::as_str).and_then(|id| id.parse::<Uuid>().ok());
        let number = |key: &str| data.get(key).and_then(Value::as_i64);
        let idle = number(keys::IDLE).unwrap_or(STRANGER_IDLE);
        Columns {
            account: id(keys::ACCOUNT),
            tenant: id(keys::TENANT),
            idle: i32::try_from(idle).unwrap_or(i32::MAX),
            until: number(keys::UNTIL).and_then(|at| DateTime::from_timestamp(at, 0)),
        }
    }

    pub fn are_those_of(&self, row: &session_row::Model) -> bool {
        (self.account, self.tenant, self.idle) == (row.account_id, row.tenant_id, row.idle_seconds)
            && self.until.is_none_or(|until| until == row.absolute_at)
    }
}

/// Limits before sign-in.
pub const STRANGER_IDLE: i64 = 30 * 60;
