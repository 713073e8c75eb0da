//! The row of an account, as stored.

use sea_orm::entity::prelude::*;

#[derive(Clone, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Option<Uuid>,
    /// Blind index of the folded address, unique across all companies: a person signs in without naming a company.
    pub email_index: String,
    /// Name and address.
    pub sealed: String,
    pub role: String,
    pub status: String,
    pub password_hash: String,
    /// Version of the password, increased with each change. Rehashing the same password at another cost keeps the
    /// version.
    #[sea_orm(column_name = "password_no")]
    pub password_version: i32,
    /// Increased each time all sessions are ended.
    #[sea_orm(column_name = "sessions_no")]
    pub sessions_version: i32,
    /// Sessions that were ended one by one (`state::sessions::ended`).
    pub ended_sessions: Option<Vec<u8>>,
    pub password_set_at: DateTimeUtc,
    pub must_change_password: bool,
    /// Wrong passwords in a row on devices that have signed in before.
    pub failed_attempts: i32,
    /// Attempts of that kind that are being checked right now.
    pub attempts_open: i32,
    pub attempts_opened_at: Option<DateTimeUtc>,
    /// Wrong passwords in a row on devices that never signed in to the account.
    pub unseen_failed: i32,
    pub unseen_open: i32,
    pub unseen_opened_at: Option<DateTimeUtc>,
    /// Set when wrong passwords on a known device have locked every sign-in by password.
    pub locked_at: Option<DateTimeUtc>,
    /// Set when wrong passwords on unknown devices have locked sign-in from such devices.
    pub unseen_locked_at: Option<DateTimeUtc>,
    /// Set when the support desk or an administrator resets the account. Device cookies from before this time no longer
    /// count.
    pub devices_since: Option<DateTimeUtc>,
    pub language: Option<String>,
    pub theme: Option<String>,
    pub density: Option<String>,
    /// `off` if the person has switched the keys of the console off. Decides nothing, so it is not signed.
    pub keys: Option<String>,
    pub last_sign_in_at: Option<DateTimeUtc>,
    /// Set when an administrator requires a new password. A password set after this time satisfies the request.
    pub change_wanted_at: Option<DateTimeUtc>,
    /// Set while two-step verification is on.
    pub second_factor_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    /// Permission to download files, for profiles that give it to nobody by default (MS-17).
    pub may_download: bool,
    /// The number of changes of what is signed.
    pub version: i64,
    /// Signature over the columns that decide who may do what.
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::super::tenant::Entity",
        from = "Column::TenantId",
        to = "super::super::tenant::Column::Id"
    )]
    Tenant,
}

impl Related<super::super::tenant::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tenant.def()
    }
}

super::super::opaque_debug!(Model);

impl ActiveModelBehavior for ActiveModel {}
