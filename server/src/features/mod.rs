//! What the features declare for the program to run, and work that spans several features.

pub mod reminders;
mod sweep;

use crate::door::{Job, Machine, Request, Worker};
use crate::{alarms, cases, exports, mail, operation_logs, sessions, sign_in, sign_in_history};
use app::backend::Backend;

impl Backend for Request {}

/// All routes that are neither pages nor forms.
pub static MACHINES: &[&Machine] = &[
    &sign_in_history::file::OWN,
    &exports::download::FILE,
    &exports::download::MANIFEST,
    &exports::progress::PROGRESS,
    &operation_logs::download::FILE,
    &sign_in_history::file::COMPANY,
    &operation_logs::download::STAFF_FILE,
];

/// Periodic jobs, in this order.
pub static JOBS: &[&Job] = &[
    &exports::EXPIRE,
    &alarms::WRITE_DOWN,
    &sign_in::lock_wave::WATCH,
    &cases::WATCH,
    &reminders::REMIND,
    &sessions::SWEEP,
    &sweep::SWEEP,
    &exports::SWEEP,
];

/// Work that runs all the time.
pub static WORKERS: &[&Worker] = &[&exports::WORKER, &mail::WORKER];
