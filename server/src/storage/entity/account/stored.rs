//! The row of an account, as it is stored.

use sea_orm::entity::prelude::*;

#[derive(Clone, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Option<Uuid>,
    /// Blind index of the folded address, over all companies: whoever signs in names no company.
    pub email_index: String,
    /// Name and address.
    pub sealed: String,
    pub role: String,
    pub status: String,
    pub password_hash: String,
    /// Which password it is, counted up with each change; a hash made anew at another cost is the same one.
    pub password_no: i32,
    /// Counts on with each end of all sessions.
    pub sessions_no: i32,
    pub password_set_at: DateTimeUtc,
    pub must_change_password: bool,
    /// Wrong passwords in a row on devices that have signed in before.
    pub failed_attempts: i32,
    /// Such attempts that are being checked at this moment.
    pub attempts_open: i32,
    pub attempts_opened_at: Option<DateTimeUtc>,
    /// The same for devices that never signed in to the account.
    pub unseen_failed: i32,
    pub unseen_open: i32,
    pub unseen_opened_at: Option<DateTimeUtc>,
    /// Wrong passwords on a device of the person's have closed every way with a password.
    pub locked_at: Option<DateTimeUtc>,
    /// Those on devices never seen have closed the way of such devices.
    pub unseen_locked_at: Option<DateTimeUtc>,
    /// The desk or an administrator has reset the account: a device is known by what it remembers since then.
    pub devices_since: Option<DateTimeUtc>,
    pub language: Option<String>,
    pub theme: Option<String>,
    pub density: Option<String>,
    pub last_sign_in_at: Option<DateTimeUtc>,
    /// Since when an administrator wants another password of them; one that was set later will do.
    pub change_wanted_at: Option<DateTimeUtc>,
    /// Since when signing in takes two steps.
    pub second_factor_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    /// May take files along where the profile gives nobody that right by itself (MS-17).
    pub may_download: bool,
    /// Signs what of the row decides who may do what.
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
