use super::failure::Failure;
use super::restart::restart_log;
use crate::base::typed;
use crate::cli::audit::{self, AllKeys, Audit};
use crate::cli::upgrade::Since;
use crate::door::readable;
use crate::log::{self, Checkpoints, FileVerdict, Finding, Restart, Verdict, verify_all, verify_file, verify_tenant};
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
    let words = odd_words(&app, &looked).await?;
    let rows = if name.is_none() { Some(audit::all(&app, db).await?) } else { None };
    app.close().await;
    let (logs, words) = (report(&looked), report_words(&looked, &words));
    let rows = rows.as_ref().is_none_or(report_rows);
    Ok(if rows && words { logs } else { ExitCode::FAILURE })
}

/// Entries of a log that have other search words than their details.
struct OddWords {
    tenant: Uuid,
    entries: Vec<i64>,
}

/// Compares the search words of the logs that are good with the entries' details.
async fn odd_words(app: &AppState, looked: &LogReport) -> Result<Vec<OddWords>, Failure> {
    let (db, mut odd) = (connection(app), Vec::new());
    let keys = AllKeys::read(app, db).await?.opened;
    for (tenant, verdict) in &looked.verdicts {
        let (Verdict::Good(_), Some(keys)) = (verdict, keys.get(tenant)) else { continue };
        let entries = log::odd_words(db, keys).await?;
        if !entries.is_empty() {
            odd.push(OddWords { tenant: *tenant, entries });
        }
    }
    Ok(odd)
}

/// Prints the logs whose search is not reliable. Returns true if the search of every log is reliable.
fn report_words(looked: &LogReport, odd: &[OddWords]) -> bool {
    for OddWords { tenant, entries } in odd {
        let (name, n) = (looked.name(*tenant), entries.len());
        let first = entries.first().copied().unwrap_or_default();
        println!(
            "{name}: entry {first}: search words were changed outside the program (entries: {n}); keyword search may miss them"
        );
    }
    odd.is_empty()
}

/// Prints since when rows are signed and which rows are forged. Returns true if none is.
fn report_rows(found: &Audit) -> bool {
    for Since { kind, entry, signed } in &found.since {
        let what = kind.what();
        match entry {
            Some((seq, at)) => {
                let at = at.to_rfc3339_opts(SecondsFormat::Secs, true);
                println!("rows: {what} have been signed since entry {seq} of the provider's log, {at}");
            }
            None if *signed => println!("rows: {what} are signed; the next start records it in the provider's log"),
            None => println!("rows: {what} are not signed yet; the next start signs them"),
        }
    }
    for (table, id) in &found.forged {
        println!("rows: {table} {id}: changed outside the program");
    }
    for (table, id) in &found.gone {
        println!("rows: {table} {id}: missing, although the log records that it was created");
    }
    for (table, id) in &found.older {
        println!("rows: {table} {id}: older than the version this data directory knows");
    }
    if !found.older.is_empty() {
        println!("rows: if older rows are intended, accept them with `sekisho log restart --reason …`");
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
        let id = id.or(logged).ok_or_else(|| format!("company not found: {name}"))?;
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
        println!("{}: new checkpoints started at entry {seq} on {at}: {reason}", looked.name(*tenant));
    }
    for (tenant, verdict) in &looked.verdicts {
        let name = looked.name(*tenant);
        match verdict {
            Verdict::Good(n) => {
                total += n;
                println!("{name}: {n} entries verified");
                if looked.is_gone(*tenant) {
                    println!("{name}: has a log, but its company row is missing or unreadable");
                    code = ExitCode::FAILURE;
                }
            }
            Verdict::Bad(seq, finding) => {
                println!("{name}: entry {seq}: {finding}");
                if matches!(finding, Finding::RolledBack | Finding::Unwitnessed) {
                    println!(
                        "{name}: if this is intended, start new checkpoints with `sekisho log restart --reason …`"
                    );
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
        return Err("--reason is required; it is recorded in the logs and in the checkpoint file".into());
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
                println!("{name}: new checkpoints start at entry {seq}");
            }
            Verdict::Bad(0, Finding::HeadMissing) if looked.is_gone(*tenant) => {
                app.witness.accept(&app.keys, *tenant, None, reason, app.clock.now()).await?;
                println!("{name}: checkpoints removed; the database has no such log");
            }
            Verdict::Bad(seq, finding) => {
                println!("{name}: entry {seq}: {finding}; new checkpoints can't fix this");
                continue;
            }
        }
        begun += 1;
    }
    println!("logs with new checkpoints: {begun}");
    Ok(())
}

/// Verifies a downloaded log. Needs neither database nor configuration.
pub fn verify_downloaded(file: &Path, tenant: Option<&str>, key: Option<&str>) -> Result<ExitCode, Failure> {
    let tenant = tenant.map(|id| id.parse::<Uuid>().map_err(|_| format!("not a company ID: {id}"))).transpose()?;
    let key = key.map(|key| hex::decode(key).map_err(|_| "--key is not a hexadecimal number")).transpose()?;
    let verdict = verify_file(file, key.as_deref()).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(match verdict {
        FileVerdict::Good { tenant: other, .. } if tenant.is_some_and(|tenant| tenant != other) => {
            println!("the file is the log of a different company: {other}");
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
    whole_to.map_or_else(|| "a filtered selection".into(), |seq| format!("complete up to entry {seq}"))
}

fn doubt(compared: bool) -> &'static str {
    if compared { "" } else { "; compare it with the key on the verification page" }
}

fn named(seq: Option<i64>, finding: Finding) -> String {
    seq.map_or_else(|| finding.to_string(), |seq| format!("entry {seq}: {finding}"))
}
