use crate::error::{AppError, FieldError};
use crate::kit::{Around, Place, When};
use crate::operation_logs::api::{LogFilter, LogResult, LogRow};
use crate::text::Words;
use async_trait::async_trait;

/// An attempt to sign in that came to an end.
#[derive(Clone, Debug)]
pub struct SignInRow {
    pub at: When,
    pub who: Words,
    pub ip: String,
    pub device: Words,
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

/// A page of one's own acts.
#[derive(Clone, Debug)]
pub struct Activity {
    pub rows: Vec<(LogRow, Words)>,
    pub around: Around,
}

#[async_trait]
pub trait SignInHistoryApi {
    /// The company's, or for staff their own provider's. Of the filter, days, person and result count.
    async fn sign_in_history(&self, filter: LogFilter) -> Result<SignInList, AppError>;

    /// What one did oneself, each with the device in words.
    async fn activity(&self, place: &Place) -> Result<Activity, AppError>;
}
