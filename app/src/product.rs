//! The list of all features, and the two menus.

use crate::backend::Backend;
use crate::feature::{Feature, Table};
use crate::page::Screen;
use crate::text::Text;
use crate::{
    account, cases, certificates, consents, contacts, end_users, exports, home, ledger, mail, members, networks,
    operation_logs, passkeys, proof, refused_input, second_factor, security, sessions, sign_in, sign_in_history, staff,
    support,
};

const fn table<T: Table<dyn Backend>>() -> &'static Feature<dyn Backend> {
    &T::FEATURE
}

/// All features, in the order in which pages show their permissions.
pub static FEATURES: &[&Feature<dyn Backend>] = &[
    table::<sign_in::feature::SignIn>(),
    table::<home::feature::Home>(),
    table::<account::feature::Account>(),
    table::<second_factor::feature::SecondFactor>(),
    table::<passkeys::feature::Passkeys>(),
    table::<certificates::feature::Certificates>(),
    table::<proof::feature::Proof>(),
    table::<sessions::feature::Sessions>(),
    table::<end_users::feature::EndUsers>(),
    table::<exports::feature::Exports>(),
    table::<operation_logs::feature::OperationLogs>(),
    table::<sign_in_history::feature::SignInHistory>(),
    table::<members::feature::Members>(),
    table::<ledger::feature::Ledger>(),
    table::<contacts::feature::Contacts>(),
    table::<support::feature::Support>(),
    table::<cases::feature::Cases>(),
    table::<consents::feature::Consents>(),
    table::<security::feature::Security>(),
    table::<networks::feature::Networks>(),
    table::<refused_input::feature::RefusedInput>(),
    table::<mail::feature::Mail>(),
    table::<staff::feature::Staff>(),
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
