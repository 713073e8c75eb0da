//! What the features declare for the program to run, and work that spans several features.

pub mod alarms;
pub mod announcements;
pub mod announcing;
pub mod cases;
pub mod consents;
pub mod contacts;
pub mod end_users;
pub mod exports;
pub mod help;
pub mod home;
pub mod inquiries;
pub mod ledger;
pub mod members;
pub mod networks;
pub mod operation_logs;
pub mod proof;
pub mod refused_input;
pub mod reminders;
pub mod security;
pub mod sign_in_history;
pub mod staff;
pub mod support;
pub mod sweep;
pub mod tenants;

use crate::door::{Endpoint, Job, MenuFigures, PageNotices, Request, Worker};
use crate::identity::sessions;
use crate::identity::sign_in;
use crate::identity::waiting_act::StepUpPage;
use crate::outbox;
use app::product::Backend;

impl Backend for Request {}

/// All routes that are neither pages nor forms.
pub static ENDPOINTS: &[&Endpoint] = &[
    &sign_in_history::file::OWN,
    &exports::download::FILE,
    &exports::download::MANIFEST,
    &exports::progress::PROGRESS,
    &operation_logs::download::FILE,
    &sign_in_history::file::COMPANY,
    &ledger::file::FILE,
    &operation_logs::download::STAFF_FILE,
    &cases::file::FILE,
    &inquiries::file::FILE,
    &announcements::calendar::FILE,
    &announcements::calendar::SUBSCRIPTION,
    &announcements::feed::FEED,
];

/// The page that asks for step-up.
pub static STEP_UP: &StepUpPage = &proof::STEP_UP;

/// What counts for the menus. Each counts nothing for people who do not have its entry.
pub static MENU_FIGURES: &[&MenuFigures] = &[&cases::FIGURES, &inquiries::FIGURES, &announcements::UNREAD];

/// What stands above every page, and on the sign-in page.
pub static PAGE_NOTICES: &PageNotices = &announcements::STANDING_NOTICES;

/// Periodic jobs, in this order.
pub static JOBS: &[&Job] = &[
    &exports::EXPIRE,
    &alarms::LOG_FORGED_ROWS,
    &sweep::WRITE_DOWN,
    &sign_in::lockout_alarm::WATCH,
    &cases::WATCH,
    &announcing::PUBLISH_DUE,
    &reminders::REMIND,
    &sessions::SWEEP,
    &sessions::FORGET,
    &sweep::SWEEP,
    &exports::SWEEP,
    &members::LOOK_OVER,
    &contacts::LOOK_OVER,
    &sweep::INDEX_LOGS,
    &announcements::INDEX,
    &sweep::MEND_LOG_WORDS,
    &sweep::MEND_NAME_WORDS,
    &operation_logs::CHECK_LOGS,
];

/// The jobs about what a process has in memory. A process that only answers requests runs them too.
pub static OF_EVERY_PROCESS: &[&Job] = &[
    &alarms::LOG_FORGED_ROWS,
    &sweep::WRITE_DOWN,
    &sessions::FORGET,
    &members::LOOK_OVER,
    &contacts::LOOK_OVER,
    &operation_logs::CHECK_LOGS,
];

/// What follows each request, before it is answered.
pub static AFTER_EACH_REQUEST: &[&Job] = &[&alarms::LOG_FORGED_ROWS];

/// Work that runs all the time.
pub static WORKERS: &[&Worker] = &[&exports::WORKER, &announcing::WORKER, &outbox::WORKER];
