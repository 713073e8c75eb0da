//! The suite: use cases and pages over real HTTP and a real database. The same tests run on SQLite and PostgreSQL
//! (`SEKISHO_TEST_DATABASE`).
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![cfg_attr(test, allow(clippy::allow_attributes, clippy::missing_panics_doc))]

mod support;

mod alike;
mod cases;
mod certificates;
mod clock_put_back;
mod consenters;
mod consents;
mod contacts;
mod devices;
mod door;
mod end_user_imports;
mod end_users;
mod export_kill;
mod export_progress;
mod export_sealed;
mod exports;
mod help;
mod idor;
mod import_kill;
mod invitations;
mod lockout;
mod locks;
mod log_chain;
mod log_file;
mod log_rolled_back;
mod mail;
mod mail_codes;
mod mail_kill;
mod members;
mod networks;
mod outbox;
mod pages;
mod passkeys;
mod password;
mod people;
mod proof;
mod proof_acts;
mod proof_words;
mod proxy;
mod qr;
mod replays;
mod resets;
mod second_factor;
mod secrets;
mod sessions;
mod sign_in;
mod statements;
mod storage;
mod strangers;
mod tls;
mod walk;
