//! The console as people see it. Pages are HTML made on the server; only islands also compile for the browser.

#![recursion_limit = "256"]

pub mod account;
pub mod backend;
pub mod cases;
pub mod certificates;
pub mod consents;
pub mod contacts;
pub mod end_users;
pub mod error;
pub mod exports;
pub mod home;
pub mod kit;
pub mod mail;
pub mod members;
pub mod networks;
pub mod operation_logs;
pub mod page;
pub mod palette;
pub mod passkeys;
pub mod password_rules;
pub mod permission;
pub mod proof;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod second_factor;
pub mod security;
pub mod sessions;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod sign_in;
pub mod sign_in_history;
pub mod staff;
pub mod support;
pub mod text;
