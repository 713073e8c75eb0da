use super::failure::Failure;
use super::restart::restart_log;
use crate::base::typed;
use crate::cli::audit::{self, AllKeys, Audit};
use crate::cli::upgrade::Since;
use crate::door::readable;
use crate::log::{Checkpoints, FileVerdict, Finding, Restart, Verdict, verify_all, verify_file, verify_tenant};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::config::Config;
use crate::storage::Reader;
use crate::storage::entity::tenant;
use chrono::SecondsFormat;
use sea_orm::EntityTrait;
use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use uuid::Uuid;

/// The result of each log.
struct LogReport {
    verdicts: Vec<(Uuid, Verdict)>,
    names: HashMap<Uuid, String>,
    accepted: Vec<Restart>,
}

/// Verifies one company's log; or all logs, including the provider's, and every signed row. Works while the console
/// runs.
pub async fn verify(config: Config, name: Option<&str>) -> Result<ExitCode, Failure> {
    let app = AppState::open_read_only(config).await?;
    let db = connection(&app);
    let looked = look(&app, db, name).await?;
    let rows = if name.is_none() { Some(audit::all(&app, db).await?) } else { None };
    app.close().await;
    let (logs, rows) = (report(&looked), rows.as_ref().is_none_or(report_rows));
    Ok(if rows { logs } else { ExitCode::FAILURE })
}

/// Prints since when rows are signed and which rows are forged. Returns true if none is.
fn report_rows(found: &Audit) -> bool {
    for Since { kind, entry, signed } in &found.since {
        let what = kind.what();
        match entry {
            Some((seq, at)) => {
                let at = at.to_rfc3339_opts(SecondsFormat::Secs, true);
                println!("rows: {what} are signed since entry {seq} of the provider, on {at}");
            }
            None if *signed => println!("rows: {what} are signed; the provider's log tells it from the next start on"),
            None => println!("rows: {what} are not signed yet; the next start signs them"),
        }
    }
    for (table, id) in &found.forged {
        println!("rows: {table} {id}: not as the program left it");
    }
    for (table, id) in &found.gone {
        println!("rows: {table} {id}: gone, though the log reports that it was created");
    }
    for (table, id) in &found.older {
        println!("rows: {table} {id}: older than this data folder has seen it");
    }
    if !found.older.is_empty() {
        println!("rows: where older rows are meant, `sekisho log restart --reason …` takes them as they are");
    }
    if found.is_clean() {
        println!("{} rows verified", found.looked_at);
    }
    found.is_clean()
}

fn connection(app: &AppState) -> &Reader {
    &app.storage.reader
}

async fn look(app: &AppState, db: &Reader, name: Option<&str>) -> Result<LogReport, Failure> {
    let Checkpoints { witnessed, mut accepted } = Checkpoints::read(&app.config.checkpoint_path(), &app.keys)?;
    let tenants = readable::all(app, db, tenant::Entity::find()).await?;
    // A key that cannot be used is found with the rows.
    let keys = AllKeys::read(app, db).await?.opened;
    let verdicts = if let Some(name) = name {
        let id = tenants.iter().find(|t| t.name == name || t.id.to_string() == name).map(|t| t.id);
        // Of a company whose row is gone there may be a log.
        let logged = name.parse::<Uuid>().ok().filter(|id| keys.contains_key(id));
        let id = id.or(logged).ok_or_else(|| format!("no company {name}"))?;
        let own = keys.get(&id).map(|k| &**k);
        accepted.retain(|accepted| accepted.tenant == id);
        vec![(id, verify_tenant(db, &app.keys, own, id, Some(&witnessed.get(&id).cloned().unwrap_or_default())).await?)]
    } else {
        let mut known: Vec<Uuid> = tenants.iter().map(|t| t.id).collect();
        known.extend(keys.keys());
        known.push(PROVIDER);
        verify_all(db, &app.keys, &keys, &witnessed, &known).await?
    };
    let names = tenants.into_iter().map(|t| (t.id, t.name)).collect();
    Ok(LogReport { verdicts, names, accepted })
}

impl LogReport {
    fn name(&self, tenant: Uuid) -> String {
        let known = self.names.get(&tenant).cloned();
        if tenant == PROVIDER { "provider".to_owned() } else { known.unwrap_or_else(|| format!("company {tenant}")) }
    }

    /// A company that has a log and no row that can be read.
    fn is_gone(&self, tenant: Uuid) -> bool {
        tenant != PROVIDER && !self.names.contains_key(&tenant)
    }
}

fn report(looked: &LogReport) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    let mut total = 0;
    for Restart { tenant, seq, at, reason } in &looked.accepted {
        let at = at.to_rfc3339_opts(SecondsFormat::Secs, true);
        println!("{}: new checkpoints begun at entry {seq} on {at}: {reason}", looked.name(*tenant));
    }
    for (tenant, verdict) in &looked.verdicts {
        let name = looked.name(*tenant);
        match verdict {
            Verdict::Good(n) => {
                total += n;
                println!("{name}: {n} entries verified");
                if looked.is_gone(*tenant) {
                    println!("{name}: has a log, but no readable row");
                    code = ExitCode::FAILURE;
                }
            }
            Verdict::Bad(seq, finding) => {
                println!("{name}: entry {seq}: {finding}");
                if matches!(finding, Finding::RolledBack | Finding::Unwitnessed) {
                    println!("{name}: where this is meant, `sekisho log restart --reason …` begins new checkpoints");
                }
                code = ExitCode::FAILURE;
            }
        }
    }
    if code == ExitCode::SUCCESS {
        println!("{total} entries verified");
    }
    code
}

/// Restarts the logs that do not match their checkpoints, or whose company has rows that are older than before: after a
/// restored backup, a lost checkpoint file, or on a new machine. Each of these logs gets an entry. Other faults of a log stay.
pub async fn restart(app: &Arc<AppState>, reason: &str) -> Result<(), Failure> {
    let reason = &typed::line(reason).map_err(|why| why.en)?;
    if reason.is_empty() {
        return Err("--reason says why; it goes to the logs and to the file of checkpoints".into());
    }
    let looked = look(app, connection(app), None).await?;
    let older = audit::older::all(app, connection(app)).await?;
    app.witness.may_begin();
    let mut begun = 0;
    for (tenant, verdict) in &looked.verdicts {
        let name = looked.name(*tenant);
        match verdict {
            Verdict::Good(_) if older.iter().all(|row| row.tenant != *tenant) => continue,
            Verdict::Good(_) | Verdict::Bad(_, Finding::RolledBack | Finding::Unwitnessed) => {
                let seq = restart_log(app, *tenant, reason).await?;
                println!("{name}: new checkpoints begin at entry {seq}");
            }
            Verdict::Bad(0, Finding::HeadMissing) if looked.is_gone(*tenant) => {
                app.witness.accept(&app.keys, *tenant, None, reason, app.clock.now()).await?;
                println!("{name}: its checkpoints are void, the database has no such log");
            }
            Verdict::Bad(seq, finding) => {
                println!("{name}: entry {seq}: {finding}; no matter of checkpoints");
                continue;
            }
        }
        begun += 1;
    }
    println!("{begun} logs have new checkpoints");
    Ok(())
}

/// Verifies a downloaded log. Needs neither database nor configuration.
pub fn verify_downloaded(file: &Path, tenant: Option<&str>, key: Option<&str>) -> Result<ExitCode, Failure> {
    let tenant = tenant.map(|id| id.parse::<Uuid>().map_err(|_| format!("{id} is no company's id"))).transpose()?;
    let key = key.map(|key| hex::decode(key).map_err(|_| "the key is not written in hexadecimal")).transpose()?;
    let verdict = verify_file(file, key.as_deref()).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(match verdict {
        FileVerdict::Good { tenant: other, .. } if tenant.is_some_and(|tenant| tenant != other) => {
            println!("the file is the log of {other}");
            ExitCode::FAILURE
        }
        FileVerdict::Good { entries, whole_to, public_key, .. } => {
            println!("{entries} entries verified, {}", extent(whole_to));
            println!("signed with the key {}{}", hex::encode(public_key), doubt(key.is_some()));
            ExitCode::SUCCESS
        }
        FileVerdict::Bad(seq, finding) => {
            println!("{}", named(seq, finding));
            ExitCode::FAILURE
        }
    })
}

fn extent(whole_to: Option<i64>) -> String {
    whole_to.map_or_else(|| "chosen by a filter".into(), |seq| format!("the whole log up to entry {seq}"))
}

fn doubt(compared: bool) -> &'static str {
    if compared { "" } else { "; compare it with the one on the page of the operation log" }
}

fn named(seq: Option<i64>, finding: Finding) -> String {
    seq.map_or_else(|| finding.to_string(), |seq| format!("entry {seq}: {finding}"))
}
