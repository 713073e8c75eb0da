use super::failure::Failure;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::features::end_users::csv::{Reason, WHOLE_ROW};
use crate::features::end_users::import::{self, RefusalPlace};
use crate::identity::account::NewAccount;
use crate::state::AppState;
use crate::storage::entity::{end_user_import, end_user_import_refusal, tenant};
use app::error::AppError;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use uuid::Uuid;

/// Prints a new account's first sign-in, once.
pub fn print_new(account: &NewAccount) {
    println!("email address: {}", account.email);
    println!("one-time password: {}", account.one_time_password);
    println!("It must be changed at the first sign-in. Save it now: it isn't stored.");
}

/// Exit code of an import that stored some rows and refused others. If nothing was stored, the code is 1, as for an
/// unreadable file.
const SOME_REFUSED: u8 = 2;

/// Imports a file and reports rows read, stored and refused.
pub async fn import(app: &Arc<AppState>, tenant: &str, file: &Path) -> Result<ExitCode, Failure> {
    let tenant = find_tenant(app, tenant).await?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let open = File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let done = import::import(app, tenant, &name, open).await;
    let done = done.map_err(|error| format!("{}: {error}", file.display()))?;
    if done.behind > 0 {
        println!("resumed after row {}, where an earlier import was interrupted", done.behind);
    }
    report(app, &done.import).await?;
    Ok(match (done.import.rows_stored, done.import.rows_refused) {
        (_, 0) => ExitCode::SUCCESS,
        (0, _) => ExitCode::FAILURE,
        _ => ExitCode::from(SOME_REFUSED),
    })
}

/// Finds a company by name or id. Refuses a row that is not genuine, because a renamed company may not be the one that
/// is meant.
async fn find_tenant(app: &AppState, wanted: &str) -> Result<Uuid, Failure> {
    let mut is = Condition::any().add(tenant::Column::Name.eq(wanted));
    if let Ok(id) = wanted.parse::<Uuid>() {
        is = is.add(tenant::Column::Id.eq(id));
    }
    let reader = &app.storage.reader;
    let found = tenant::Entity::find().filter(is).one(reader).await?;
    let mut found = found.ok_or_else(|| format!("company not found: {wanted}"))?;
    let genuine = guarded::take(&(app, reader), &mut found).await.map_err(Fault::from)?;
    if genuine { Ok(found.id) } else { Err(format!("{wanted}: {}", Fault::App(AppError::Altered)).into()) }
}

/// Prints the figures, then every reason of every refused row. Reads the reasons in pages, because every row of a file
/// may be refused.
async fn report(app: &Arc<AppState>, import: &end_user_import::Model) -> Result<(), Failure> {
    let updated = import.rows_stored.saturating_sub(import.rows_created);
    println!("rows read: {}", import.rows_read);
    println!("rows stored: {} (new {}, updated {updated})", import.rows_stored, import.rows_created);
    println!("rows refused: {}", import.rows_refused);
    if import.accounts_replaced > 0 {
        println!("linked accounts given a new ID: {}", import.accounts_replaced);
    }
    let mut behind = RefusalPlace::default();
    loop {
        let refused = import::refusals(app, import, behind, 1000).await?;
        let Some(last) = refused.last() else { return Ok(()) };
        behind = RefusalPlace { line: last.line, nth: last.nth };
        let lines: String = refused.iter().map(line_of).collect();
        match std::io::stdout().write_all(lines.as_bytes()) {
            // The reader of the pipe has closed it.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
    }
}

fn line_of(refused: &end_user_import_refusal::Model) -> String {
    let reason = Reason::from_stored(&refused.reason).map(|r| format!("{} / {}", r.en(), r.ja()));
    let reason = reason.as_deref().unwrap_or(&refused.reason);
    if refused.field == WHOLE_ROW {
        return format!("line {}: {reason}\n", refused.line);
    }
    format!("line {}, column {}: {reason}\n", refused.line, refused.field)
}
