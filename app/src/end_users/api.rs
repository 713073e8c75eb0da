use super::choices;
use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::kit::{ListCursor, Neighbours, Total, When, too_long};
use crate::permission::{OPERATORS, Permission, Verb};
use crate::text::Words;
use async_trait::async_trait;

pub const VIEW: Permission =
    Permission::new("end_users.view", Verb::View, "エンドユーザーを表示", "View end users").held_by(OPERATORS);

/// Filters of the end-user list; each is a query parameter named after the column.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct EndUserFilter {
    /// Exact customer id, e-mail address, phone number, or a whole word of the name.
    pub q: String,
    /// Code of a provider, such as `line`.
    pub provider: String,
    pub prefecture: String,
}

impl EndUserFilter {
    /// The parameters of the address.
    pub fn pairs(&self) -> [(&'static str, &str); 3] {
        [("q", &self.q), ("provider", &self.provider), ("prefecture", &self.prefecture)]
    }

    /// True if the filter leaves somebody out.
    pub fn is_set(&self) -> bool {
        self.pairs().iter().any(|(_, value)| !value.is_empty())
    }

    /// A search that is too long, and filter values that are in no list. Without a message the list would look filtered although it is not.
    pub fn refused(&self) -> Vec<FieldError> {
        let mut refused = Vec::from_iter(too_long("q", &self.q));
        if !self.provider.is_empty() && choices::provider(&self.provider).is_none() {
            refused.push(FieldError::new("provider", m::BAD_PROVIDER));
        }
        if !self.prefecture.is_empty() && choices::prefecture(&self.prefecture).is_none() {
            refused.push(FieldError::new("prefecture", m::BAD_PREFECTURE));
        }
        refused
    }
}

/// One end user in the list, with e-mail address and phone number already masked.
#[derive(Clone, Debug)]
pub struct EndUserRow {
    pub id: String,
    /// True if the row is forged; there is nothing to show of it.
    pub unreadable: bool,
    pub customer_id: String,
    pub name: String,
    pub email_masked: String,
    pub providers: Vec<Words>,
    pub prefecture: String,
    pub created: When,
    pub last_sign_in: Option<When>,
}

/// A page of end users, newest first.
#[derive(Clone, Debug)]
pub struct EndUserList {
    pub rows: Vec<EndUserRow>,
    pub around: Neighbours,
    /// The company's total number of end users, from a running count.
    pub total: u64,
    /// The number of matches.
    pub matches: Total,
    /// The number of the first row, from 1 on, where it is known.
    pub first: Option<u64>,
    /// What was searched for with a kanji in another shape, which the search finds as well: 髙橋 for 高橋.
    pub variant: Option<String>,
    pub last_import: Option<ImportSummary>,
    /// The errors in the filter. If there are any, the list has no rows.
    pub refused: Vec<FieldError>,
}

/// The result of the last file.
#[derive(Clone, Debug)]
pub struct ImportSummary {
    pub at: When,
    pub read: u64,
    pub stored: u64,
    pub refused: u64,
    /// Linked accounts that replaced another one.
    pub replaced: u64,
    /// The first refused rows, with all their errors: (line, column, reason).
    pub refusals: Vec<(u64, String, Words)>,
}

/// A linked account of an end user.
#[derive(Clone, Debug)]
pub struct Identity {
    pub provider: Words,
    pub subject: String,
}

/// One end user with all fields. Each view is recorded in the operation log.
#[derive(Clone, Debug)]
pub struct EndUserDetail {
    pub id: String,
    pub customer_id: String,
    pub name: String,
    pub email: String,
    pub email_verified: bool,
    pub birthdate: Option<When>,
    pub gender: Option<Words>,
    pub prefecture: String,
    pub phone: String,
    pub note: String,
    pub created: When,
    pub last_sign_in: Option<When>,
    pub updated: When,
    pub identities: Vec<Identity>,
}

#[cfg_attr(test, unimock::unimock(api = EndUsersFake))]
#[async_trait]
pub trait EndUsersApi: Send + Sync {
    async fn end_users(&self, filter: EndUserFilter, cursor: ListCursor) -> Result<EndUserList, AppError>;

    async fn end_user(&self, id: &str) -> Result<EndUserDetail, AppError>;
}
