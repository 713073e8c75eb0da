//! The list of all features, and the two menus.

use crate::feature::Feature;
use crate::page::Screen;
use crate::text::Text;
use crate::{
    account, cases, certificates, consents, contacts, end_users, exports, home, ledger, mail, members, networks,
    operation_logs, passkeys, proof, second_factor, security, sessions, sign_in, sign_in_history, staff, support,
};

/// All features, in the order in which pages show their permissions.
pub static FEATURES: &[&Feature] = &[
    &sign_in::feature::FEATURE,
    &home::feature::FEATURE,
    &account::feature::FEATURE,
    &second_factor::feature::FEATURE,
    &passkeys::feature::FEATURE,
    &certificates::feature::FEATURE,
    &proof::feature::FEATURE,
    &sessions::feature::FEATURE,
    &end_users::feature::FEATURE,
    &exports::feature::FEATURE,
    &operation_logs::feature::FEATURE,
    &sign_in_history::feature::FEATURE,
    &members::feature::FEATURE,
    &ledger::feature::FEATURE,
    &contacts::feature::FEATURE,
    &support::feature::FEATURE,
    &cases::feature::FEATURE,
    &consents::feature::FEATURE,
    &security::feature::FEATURE,
    &networks::feature::FEATURE,
    &mail::feature::FEATURE,
    &staff::feature::FEATURE,
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
