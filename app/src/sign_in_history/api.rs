use crate::error::{AppError, FieldError};
use crate::kit::{Around, When};
use crate::operation_logs::api::{LogFilter, LogResult};
use crate::text::Words;
use async_trait::async_trait;

/// An attempt to sign in that came to an end.
#[derive(Clone, Debug)]
pub struct SignInRow {
    pub at: When,
    pub who: Words,
    /// Whose account it is, whole (MS-13, BP-16); empty where there is none of that address.
    pub account_id: String,
    pub ip: String,
    pub device: Words,
    /// What the browser says of itself.
    pub browser: String,
    /// With what, where it succeeded.
    pub method: Option<Words>,
    pub result: LogResult,
    /// Why it failed.
    pub reason: Option<Words>,
}

/// A page of the history, newest first.
#[derive(Clone, Debug)]
pub struct SignInList {
    pub rows: Vec<SignInRow>,
    pub around: Around,
    /// Accounts that can be chosen in the filter: (id, name and address).
    pub people: Vec<(String, String)>,
    pub refused: Vec<FieldError>,
    /// How long it is kept, in words; none is without limit.
    pub kept: Option<Words>,
}

/// An act of one's own.
#[derive(Clone, Debug)]
pub struct ActivityRow {
    pub at: When,
    pub what: Words,
    pub object: Words,
    pub ip: String,
    pub device: Words,
    pub method: Option<Words>,
    pub result: LogResult,
    /// Why it failed.
    pub reason: Option<Words>,
}

/// A page of one's own acts, newest first.
#[derive(Clone, Debug)]
pub struct Activity {
    pub rows: Vec<ActivityRow>,
    pub around: Around,
    pub refused: Vec<FieldError>,
    /// Everything they did; sign-ins alone where the profile gives no other log (BP-5).
    pub whole: bool,
}

#[async_trait]
pub trait SignInHistoryApi {
    /// The company's, or for staff their own provider's. Of the filter, days, person and result count.
    async fn sign_in_history(&self, filter: LogFilter) -> Result<SignInList, AppError>;

    /// What one did oneself. Of the filter, days and result count, and whether only sign-ins are wanted.
    async fn activity(&self, filter: LogFilter) -> Result<Activity, AppError>;
}
