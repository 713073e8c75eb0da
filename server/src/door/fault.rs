//! Internal errors, and what users may learn about them.

use crate::seal::Unreadable;
use crate::seal::passwords::HashingFailed;
use crate::storage::is_lacking;
use app::error::AppError;
use sea_orm::{DbErr, RuntimeErr};

/// An error of a use case. Only `App` is shown to users as it is. The others are logged, and users get a number to
/// quote.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("{}", for_operator(.0))]
    App(AppError),
    #[error("{0}")]
    Database(DbErr),
    /// A row says something that the program never writes.
    #[error("{0}")]
    Unreadable(String),
    #[error("{0}")]
    Internal(String),
}

impl Fault {
    pub fn internal(cause: impl Into<String>) -> Fault {
        Fault::Internal(cause.into())
    }

    /// For a stored value that has no meaning: somebody else has written it.
    pub fn unreadable(what: impl Into<String>) -> Fault {
        Fault::Unreadable(what.into())
    }

    /// The error for users. The cause is logged here with the request's id, and goes no further.
    pub fn into_app(self, request_id: &str) -> AppError {
        match self {
            Fault::App(error) => error,
            Fault::Database(error) if is_lacking(&error) => {
                tracing::error!(request_id, %error, "no room left to write: make room on the disk of the database");
                AppError::NoRoom
            }
            Fault::Database(error) if is_busy(&error) => {
                tracing::warn!(request_id, %error, "the database is busy");
                AppError::Busy
            }
            Fault::Database(error) if is_unreadable(&error) => {
                tracing::error!(request_id, %error, "a row is not as its table has them: somebody else has written it");
                AppError::Unreadable
            }
            Fault::Unreadable(what) => {
                tracing::error!(
                    request_id,
                    what,
                    "a row says what the program never writes: somebody else has written it"
                );
                AppError::Unreadable
            }
            Fault::Database(error) => {
                tracing::error!(request_id, %error, "database error");
                AppError::Internal
            }
            Fault::Internal(cause) => {
                tracing::error!(request_id, cause, "internal error");
                AppError::Internal
            }
        }
    }
}

/// An error in words for the operator, on the command line and in the program's log: what happened, and what to do.
fn for_operator(error: &AppError) -> String {
    match error {
        AppError::Invalid(fields) => {
            let fields: Vec<String> = fields.iter().map(|f| format!("{}: {}", f.field, f.message.en)).collect();
            fields.join(" ")
        }
        AppError::BadRequest(code) => format!("the input can't be read ({code}); correct it and try again"),
        AppError::TooMany { retry_after } => format!("too many attempts; try again in {retry_after} seconds"),
        AppError::Elsewhere { ip } => format!("access from {ip} isn't allowed; try again from an allowed network"),
        other => in_words(other).to_owned(),
    }
}

/// The words for errors without a value.
fn in_words(error: &AppError) -> &'static str {
    match error {
        AppError::Altered => ALTERED,
        AppError::Unreadable => {
            "a row can't be read because it was changed outside the console, so nothing was done; find it with `sekisho log \
             verify`, restore it from a backup, then run `sekisho log restart`"
        }
        AppError::ConsentAltered => {
            "the company's access consent was changed outside the console; an administrator of the company must revoke it \
             and allow access again"
        }
        AppError::NotFound => "not found; check the name or ID",
        AppError::Declined(_) => "this isn't possible now, so nothing was done; see the operation log for the reason",
        AppError::LinkOver => "the link has expired, been used or been replaced; request a new one",
        AppError::Busy => "the database is busy, so nothing was done; try again in a moment",
        AppError::NoRoom => "the database disk is full; free up space, then try again",
        AppError::SignedOut | AppError::PasswordChangeFirst | AppError::EnrolFirst | AppError::ProveFirst => {
            "this requires a signed-in person; do it in the console"
        }
        AppError::Forbidden => "permission denied; do it in the console, or ask someone who has permission",
        // `for_operator` has words with the values of most of these.
        AppError::Internal
        | AppError::Preview
        | AppError::Invalid(_)
        | AppError::BadRequest(_)
        | AppError::Method
        | AppError::TooMany { .. }
        | AppError::Elsewhere { .. } => "something went wrong, so nothing was done; see the program's log",
    }
}

/// A row that decides something was written by somebody else than the program.
const ALTERED: &str = "the record of an account or company was changed outside the console, so nothing was done; find the \
                       row with `sekisho log verify`, restore it from a backup, then run `sekisho log restart`";

/// True if the database was locked, lost or slow, so that another try may succeed.
fn is_busy(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e)) => {
            // Deadlock: the database ended one of two transactions that waited for each other.
            let code = e.as_database_error().and_then(sqlx::error::DatabaseError::code);
            if code.is_some_and(|code| ["40P01", "40001"].contains(&code.as_ref())) {
                return true;
            }
            let text = e.to_string();
            ["database is locked", "disk I/O error"].iter().any(|t| text.contains(t))
        }
        _ => false,
    }
}

/// A value of another type than its column's.
fn is_unreadable(error: &DbErr) -> bool {
    match error {
        DbErr::Type(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e)) => {
            matches!(**e, sqlx::Error::ColumnDecode { .. })
        }
        _ => false,
    }
}

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Fault {
        Fault::Database(error)
    }
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Fault {
        Fault::App(error)
    }
}

impl From<tower_sessions::session::Error> for Fault {
    fn from(error: tower_sessions::session::Error) -> Fault {
        use tower_sessions::session::Error;
        use tower_sessions::session_store::Error::Backend;
        match error {
            // The database is the only thing behind this store.
            Error::Store(Backend(cause)) => Fault::Database(DbErr::Custom(format!("session: {cause}"))),
            other => Fault::Internal(format!("session: {other}")),
        }
    }
}

impl From<Unreadable> for Fault {
    fn from(error: Unreadable) -> Fault {
        Fault::Unreadable(error.to_string())
    }
}

impl From<HashingFailed> for Fault {
    fn from(error: HashingFailed) -> Fault {
        Fault::Internal(error.to_string())
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Fault {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return Fault::Database(DbErr::Custom(error.to_string()));
        }
        Fault::Internal(format!("file: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Fault;
    use app::error::{AppError, Next};

    /// The name of an error in the code.
    fn name(error: &AppError) -> String {
        format!("{error:?}").chars().take_while(|c| c.is_alphanumeric()).collect()
    }

    #[test]
    fn an_operator_reads_words_and_no_name_of_the_code() {
        for error in [
            AppError::invalid("email", app::text::Words::same("Enter an address.")),
            AppError::Preview,
            AppError::Declined(Box::new(Next::to("/"))),
            AppError::NotFound,
            AppError::Forbidden,
            AppError::ConsentAltered,
            AppError::SignedOut,
            AppError::PasswordChangeFirst,
            AppError::EnrolFirst,
            AppError::ProveFirst,
            AppError::Elsewhere { ip: "203.0.113.7".to_owned() },
            AppError::Altered,
            AppError::Unreadable,
            AppError::LinkOver,
            AppError::BadRequest("form_unreadable"),
            AppError::Method,
            AppError::TooMany { retry_after: 7 },
            AppError::Busy,
            AppError::NoRoom,
            AppError::Internal,
        ] {
            let (name, said) = (name(&error), Fault::App(error).to_string());
            assert!(!said.contains(&name) && said.contains(' ') && !said.contains('\n'), "{name}: {said}");
        }
    }
}
