//! Database rows. Rows with secrets implement neither `Serialize` nor a `Debug` that shows them.

pub mod access_consent;
pub mod account;
pub mod account_word;
pub mod announcement;
pub mod announcement_feed;
pub mod announcement_letter;
pub mod announcement_reach;
pub mod announcement_receipt;
pub mod announcement_round;
pub mod announcement_text;
pub mod announcement_version;
pub mod authenticator;
pub mod case_counter;
pub mod case_note;
pub mod client_certificate;
pub mod consent_request;
pub mod contact;
pub mod data_key;
pub mod end_user;
pub mod end_user_import;
pub mod end_user_import_refusal;
pub mod end_user_word;
pub mod export;
pub mod help_request;
pub mod identity;
pub mod inquiry;
pub mod inquiry_counter;
pub mod inquiry_text;
pub mod inquiry_word;
pub mod invitation;
pub mod mail;
pub mod mail_code;
pub mod network;
pub mod network_lift;
pub mod one_time_link;
pub mod operation_log;
pub mod operation_log_head;
pub mod operation_log_personal;
pub mod operation_log_unindexed;
pub mod operation_log_word;
pub mod passkey;
pub mod password_history;
pub mod profile_change;
pub mod recovery_code;
pub mod refused_input;
mod row_id;
pub mod session;
pub mod staff_request;
pub mod support_case;
pub mod tenant;
pub mod throttle;

pub use row_id::RowId;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};
use uuid::Uuid;

/// Implements a `Debug` that shows no field, for rows that hold secrets.
macro_rules! opaque_debug {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(module_path!(), " (closed)"))
            }
        }
    };
}
use opaque_debug;

/// Implements what asks for the state of a row, so that no other code compares what the column holds: `is` for a row that
/// was read, `in_state` and `in_any` for queries.
macro_rules! has_state {
    ($model:ident: $field:ident, $column:ident: $state:ty) => {
        impl $model {
            /// True if the row is in this state.
            pub fn is(&self, state: $state) -> bool {
                self.$field == state.code()
            }
        }

        /// Rows in this state.
        pub fn in_state(state: $state) -> sea_orm::sea_query::SimpleExpr {
            Column::$column.eq(state.code())
        }

        /// Rows in one of these states.
        pub fn in_any(states: &[$state]) -> sea_orm::sea_query::SimpleExpr {
            Column::$column.is_in(states.iter().map(|state| state.code()))
        }
    };
}
use has_state;

/// An entity whose rows belong to a tenant. The door reads it only filtered by this column.
pub trait Tenanted: EntityTrait {
    fn tenant_column() -> Self::Column;
}

/// The rows of one tenant.
pub fn of_tenant<E: Tenanted>(tenant: Uuid) -> Select<E> {
    E::find().filter(E::tenant_column().eq(tenant))
}

macro_rules! tenanted {
    ($($module:ident),*) => {
        $(impl Tenanted for $module::Entity {
            fn tenant_column() -> $module::Column {
                $module::Column::TenantId
            }
        })*
    };
}

tenanted!(
    access_consent,
    account,
    announcement_feed,
    announcement_letter,
    announcement_receipt,
    authenticator,
    case_note,
    client_certificate,
    consent_request,
    contact,
    end_user,
    end_user_import,
    end_user_import_refusal,
    end_user_word,
    export,
    identity,
    inquiry,
    inquiry_text,
    invitation,
    mail,
    network,
    network_lift,
    operation_log,
    operation_log_head,
    operation_log_personal,
    operation_log_unindexed,
    operation_log_word,
    profile_change,
    refused_input,
    session,
    support_case
);

macro_rules! with_row_ids {
    ($($module:ident),*) => {
        $(impl From<&$module::Model> for RowId {
            fn from(row: &$module::Model) -> RowId {
                RowId { tenant: row.tenant_id, id: row.id }
            }
        })*
    };
}

with_row_ids!(
    access_consent,
    case_note,
    client_certificate,
    consent_request,
    contact,
    end_user,
    export,
    inquiry,
    inquiry_text,
    invitation,
    mail,
    network_lift,
    passkey,
    profile_change,
    support_case
);
