use super::Failure;
use crate::app_state::App;
use crate::config::Config;
use crate::entity::{data_key, tenant};
use crate::keys::PROVIDER;
use crate::log::{FileVerdict, Finding, Verdict, read_checkpoints, verify_all, verify_file, verify_tenant};
use sea_orm::EntityTrait;
use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use uuid::Uuid;

/// Verifies one company's log, or all and the provider's. Works beside a running console.
pub async fn verify(config: Config, name: Option<&str>) -> Result<ExitCode, Failure> {
    let checkpoint_file = config.checkpoint_path();
    let app = App::open_read_only(config).await?;
    let db = &app.storage.reader;
    let checkpoints = read_checkpoints(&checkpoint_file, &app.keys)?;
    let tenants = tenant::Entity::find().all(db).await?;
    let mut keys = HashMap::new();
    for row in data_key::Entity::find().all(db).await? {
        keys.insert(row.tenant_id, app.keys.tenant(db, row.tenant_id).await?);
    }
    let verdicts = if let Some(name) = name {
        let id = tenants.iter().find(|t| t.name == name || t.id.to_string() == name).map(|t| t.id);
        let id = id.ok_or_else(|| format!("no company {name}"))?;
        let own = keys.get(&id).map(|k| &**k);
        vec![(id, verify_tenant(db, &app.keys, own, id, checkpoints.get(&id)).await?)]
    } else {
        let mut known: Vec<Uuid> = tenants.iter().map(|t| t.id).collect();
        known.push(PROVIDER);
        verify_all(db, &app.keys, &keys, &checkpoints, &known).await?
    };
    let names: HashMap<Uuid, &str> = tenants.iter().map(|t| (t.id, t.name.as_str())).collect();
    app.close().await;
    Ok(report(&verdicts, &names))
}

fn report(verdicts: &[(Uuid, Verdict)], names: &HashMap<Uuid, &str>) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    let mut total = 0;
    for (tenant, verdict) in verdicts {
        let name =
            if *tenant == PROVIDER { "provider" } else { names.get(tenant).copied().unwrap_or("unknown company") };
        match verdict {
            Verdict::Good(n) => {
                total += n;
                println!("{name}: {n} entries verified");
            }
            Verdict::Bad(seq, finding) => {
                println!("{name}: entry {seq}: {finding}");
                code = ExitCode::FAILURE;
            }
        }
    }
    if code == ExitCode::SUCCESS {
        println!("{total} entries verified");
    }
    code
}

/// Verifies a downloaded log. It needs neither database nor configuration.
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
