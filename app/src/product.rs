//! The list of all features, and the two menus.

use crate::backend::Backend;
use crate::feature::{Feature, FeatureTable};
use crate::page::Screen;
use crate::text::Text;
use crate::{
    account, cases, certificates, consents, contacts, end_users, exports, home, ledger, mail, members, networks,
    operation_logs, passkeys, proof, refused_input, second_factor, security, sessions, sign_in, sign_in_history, staff,
    support,
};

const fn table<T: FeatureTable<dyn Backend>>() -> &'static Feature<dyn Backend> {
    &T::FEATURE
}

/// All features, in the order in which pages show their permissions.
pub static FEATURES: &[&Feature<dyn Backend>] = &[
    table::<sign_in::feature::SignInTable>(),
    table::<home::feature::HomeTable>(),
    table::<account::feature::AccountTable>(),
    table::<second_factor::feature::SecondFactorTable>(),
    table::<passkeys::feature::PasskeysTable>(),
    table::<certificates::feature::CertificatesTable>(),
    table::<proof::feature::ProofTable>(),
    table::<sessions::feature::SessionsTable>(),
    table::<end_users::feature::EndUsersTable>(),
    table::<exports::feature::ExportsTable>(),
    table::<operation_logs::feature::OperationLogsTable>(),
    table::<sign_in_history::feature::SignInHistoryTable>(),
    table::<members::feature::MembersTable>(),
    table::<ledger::feature::LedgerTable>(),
    table::<contacts::feature::ContactsTable>(),
    table::<support::feature::SupportTable>(),
    table::<cases::feature::CasesTable>(),
    table::<consents::feature::ConsentsTable>(),
    table::<security::feature::SecurityTable>(),
    table::<networks::feature::NetworksTable>(),
    table::<refused_input::feature::RefusedInputTable>(),
    table::<mail::feature::MailTable>(),
    table::<staff::feature::StaffTable>(),
];

/// A menu: groups of screens, each with its heading.
pub type Menu = &'static [(Option<Text>, &'static [Screen])];

/// The menu for a company's members.
pub static MEMBER_MENU: Menu = &[
    (None, &[home::feature::SCREEN]),
    (Some(end_users::messages::GROUP), &[end_users::feature::SCREEN, exports::feature::SCREEN]),
    (Some(operation_logs::messages::GROUP), &[operation_logs::feature::SCREEN, sign_in_history::feature::SCREEN]),
    (
        Some(security::messages::GROUP),
        &[
            members::feature::SCREEN,
            contacts::feature::SCREEN,
            cases::feature::COMPANY,
            consents::feature::SCREEN,
            security::feature::SCREEN,
        ],
    ),
];

/// The menu for the provider's staff.
pub static STAFF_MENU: Menu = &[(
    None,
    &[
        support::feature::SCREEN,
        cases::feature::SCREEN,
        cases::feature::ACCOUNTS,
        support::feature::PROFILES_SCREEN,
        staff::feature::SCREEN,
        mail::feature::SCREEN,
        support::feature::LOGS_SCREEN,
    ],
)];
