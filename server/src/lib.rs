//! The server: HTTP, use cases, storage, jobs, the command line.

pub mod account;
pub mod alarms;
pub mod audit;
pub mod base;
pub mod breached;
pub mod cases;
pub mod certificates;
pub mod cli;
pub mod colleague;
pub mod consents;
pub mod contacts;
pub mod credentials;
pub mod devices;
pub mod door;
pub mod end_users;
pub mod exports;
pub mod features;
pub mod guarded;
pub mod guessable;
pub mod home;
pub mod http;
pub mod kept_act;
pub mod log;
pub mod mail;
pub mod members;
pub mod networks;
pub mod operation_logs;
pub mod passkeys;
pub mod people;
pub mod profile;
pub mod proof;
pub mod seal;
pub mod second_factor;
pub mod security;
pub mod sessions;
pub mod sign_in;
pub mod sign_in_history;
pub mod staff;
pub mod state;
pub mod storage;
pub mod support;
pub mod tenants;
pub mod upgrade;

// Their files stand in `door/`; the paths follow when the other folders move.
pub use door::{detour, fault, paging};

// Names of what has moved. Each goes once nothing uses it.
pub use base::{address, browser as device, clock, csv_out, fold, plain_text, private, share, typed, when as view};
pub use log::event;
pub use profile::working_days as calendar;
pub use seal::{keys, passwords as password};
pub use state::{self as app_state, config, sessions as session_store};
pub use storage::entity;
