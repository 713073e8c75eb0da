//! The interface between pages and use cases: one trait per feature, combined for a request.

use crate::account::api::AccountApi;
use crate::cases::api::CasesApi;
use crate::certificates::api::CertificatesApi;
use crate::consents::api::ConsentsApi;
use crate::contacts::api::ContactsApi;
use crate::end_users::api::EndUsersApi;
use crate::exports::api::ExportsApi;
use crate::home::api::HomeApi;
use crate::ledger::api::LedgerApi;
use crate::mail::api::MailApi;
use crate::members::api::MembersApi;
use crate::networks::api::NetworksApi;
use crate::operation_logs::api::OperationLogsApi;
use crate::passkeys::api::PasskeysApi;
use crate::proof::api::ProofApi;
use crate::refused_input::api::RefusedInputApi;
use crate::second_factor::api::SecondFactorApi;
use crate::security::api::SecurityApi;
use crate::sessions::api::SessionsApi;
use crate::sign_in::api::SignInApi;
use crate::sign_in_history::api::SignInHistoryApi;
use crate::staff::api::StaffApi;
use crate::support::api::SupportApi;

/// All use cases that pages and forms can call, bound to one request, which contains the actor and the tenant.
pub trait Backend:
    SignInApi
    + AccountApi
    + CasesApi
    + CertificatesApi
    + ConsentsApi
    + ContactsApi
    + HomeApi
    + EndUsersApi
    + ExportsApi
    + LedgerApi
    + MailApi
    + MembersApi
    + NetworksApi
    + OperationLogsApi
    + PasskeysApi
    + ProofApi
    + RefusedInputApi
    + SecondFactorApi
    + SecurityApi
    + SessionsApi
    + SignInHistoryApi
    + StaffApi
    + SupportApi
    + Send
    + Sync
{
}
