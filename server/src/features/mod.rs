//! What the features declare for the program to run. HTTP knows them by this list alone.

use crate::door::Machine;
use crate::{exports, operation_logs, sign_in_history};

/// Every route that is neither page nor form.
pub static MACHINES: &[&Machine] = &[
    &sign_in_history::file::OWN,
    &exports::download::FILE,
    &exports::download::MANIFEST,
    &exports::progress::PROGRESS,
    &operation_logs::download::FILE,
    &sign_in_history::file::COMPANY,
    &operation_logs::download::STAFF_FILE,
];
