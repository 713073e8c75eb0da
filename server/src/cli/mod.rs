//! The command line. Each command writes its result to standard output, and an error as one line to standard error.
#![expect(clippy::print_stdout, reason = "the command line answers on standard output")]

pub mod audit;
mod data;
pub mod demo;
mod failure;
mod jobs;
mod log;
mod profiles;
pub mod restart;
mod serve;
pub mod start;
pub mod upgrade;

use crate::features::staff::{self, AddResult, NewStaff};
use crate::features::tenants::NewCompany;
use crate::identity::breached;
use crate::outbox;
use crate::state::AppState;
use crate::state::config::Config;
use app::permission::Role;
use clap::{Parser, Subcommand};
use failure::Failure;
use serve::Duty;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Sekisho (関所): the console that customers of a Japanese online service trust.
#[derive(Parser)]
#[command(name = "sekisho", version)]
struct Cli {
    /// Configuration file; every key can also be given as environment `SEKISHO_…`.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Subcommand)]
enum CliCommand {
    /// Runs the console and its jobs.
    Serve {
        /// What this process does.
        #[arg(long, value_enum, default_value_t = Duty::All)]
        role: Duty,
    },
    /// Fills an empty database with a demonstration company.
    Demo {
        /// CSV file of end users; default: 20,000 made-up people.
        #[arg(long)]
        end_users: Option<PathBuf>,
        /// Where the database has something in it already, nothing is done. An interrupted demonstration begins again.
        #[arg(long)]
        if_empty: bool,
    },
    /// The provider's staff.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Customer companies.
    #[command(subcommand)]
    Tenant(TenantCommand),
    /// Accounts of the provider's staff.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Deposited data.
    #[command(subcommand)]
    EndUsers(EndUsersCommand),
    /// The operation log.
    #[command(subcommand)]
    Log(LogCommand),
    /// Service profiles.
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Brings the database schema up to date.
    Migrate,
}

#[derive(Subcommand)]
enum StaffCommand {
    /// Adds a member of staff. The first one gets a one-time password; every further one waits for the approval of another
    /// member of staff (/support/staff) and then gets a link by mail.
    Add {
        email: String,
        #[arg(long, default_value = "support")]
        role: String,
        #[arg(long)]
        name: Option<String>,
        /// Why; the person who approves reads it, and it goes to the provider's operation log.
        #[arg(long)]
        reason: String,
    },
    /// A member of staff leaves: no sign-in any more, and out at once.
    Leave {
        email: String,
        /// Why, for the log.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Subcommand)]
enum TenantCommand {
    /// Adds a company with its owner and prints a one-time password.
    Add {
        name: String,
        #[arg(long)]
        owner: String,
        /// The owner's name; without it their address stands in its place.
        #[arg(long)]
        owner_name: Option<String>,
        #[arg(long)]
        profile: Option<String>,
    },
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Unlocks an account of the provider's staff and prints a one-time password; all its sessions end. Members of
    /// companies are reset by a support case.
    Reset {
        email: String,
        /// How you made sure who asks; it goes to the provider's operation log.
        #[arg(long)]
        reason: String,
        /// Removes two-step verification as well, for somebody who has lost the phone and the recovery codes.
        #[arg(long)]
        remove_two_step: bool,
    },
}

#[derive(Subcommand)]
enum EndUsersCommand {
    /// Imports end users from a CSV file; a bad row is reported and stops nothing else. Exit 0: all rows are stored; 2:
    /// some were refused; 1: nothing was done. With SQLite the console must be stopped.
    Import {
        #[arg(long)]
        tenant: String,
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum LogCommand {
    /// Verifies the operation logs and, without --tenant, every signed or sealed row; or a downloaded log. Exit 1 names the
    /// first bad entry, the rows that somebody else than the program has written or put back, and the companies and accounts that are gone.
    Verify {
        /// Name or id of a company; of a file, its id.
        #[arg(long)]
        tenant: Option<String>,
        /// Public key that a file must be signed with, as the page of the operation log shows it.
        #[arg(long, requires = "file")]
        key: Option<String>,
        /// A downloaded log instead of the console's own; needs no database.
        file: Option<PathBuf>,
    },
    /// Starts new checkpoints for logs that do not fit theirs: after a restored backup, a lost file of checkpoints, or on a
    /// new machine. Rows that the backup made older count again as they are. Stop every console of the database
    /// first, and look with `log verify` what is wrong.
    Restart {
        /// Why, for the logs concerned and for the file of checkpoints.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Subcommand)]
enum ProfileCommand {
    /// Validates a profile file.
    Check { file: PathBuf },
    /// Prints a built-in profile.
    Show { name: String },
}

/// Runs the command line and returns its exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    crate::base::private::by_default();
    start_logging();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

#[expect(clippy::print_stderr, reason = "the one line that says what went wrong")]
fn fail(error: &Failure) -> ExitCode {
    eprintln!("sekisho: {error}");
    ExitCode::FAILURE
}

/// Logs are JSON lines on standard error, for machines. Results for people go to standard output.
fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,server=info,sqlx=error"));
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

async fn run(cli: Cli) -> Result<ExitCode, Failure> {
    if let CliCommand::Profile(command) = cli.command {
        return match command {
            ProfileCommand::Check { file } => Ok(profiles::check(&file)),
            ProfileCommand::Show { name } => profiles::show(&name),
        };
    }
    if let CliCommand::Log(LogCommand::Verify { tenant, key, file: Some(file) }) = &cli.command {
        return log::verify_downloaded(file, tenant.as_deref(), key.as_deref());
    }
    let config = Config::load(cli.config.as_deref(), std::env::vars())?;
    outbox::check(&config)?;
    breached::check(&config)?;
    match cli.command {
        CliCommand::Log(LogCommand::Verify { tenant, .. }) => return log::verify(config, tenant.as_deref()).await,
        CliCommand::Serve { role } => return serve::serve(config, role).await,
        CliCommand::Demo { end_users, if_empty } => return demo::demo(config, end_users.as_deref(), if_empty).await,
        _ => {}
    }
    let app = start::open(config).await?;
    let done = act(&app, cli.command).await;
    app.close().await;
    done
}

/// A person's name; the address if there is no name.
fn person(name: Option<String>, email: &str) -> Result<String, Failure> {
    match name {
        Some(name) => crate::base::typed::name(&name).map_err(|why| why.en.into()),
        None => Ok(email.to_owned()),
    }
}

async fn act(app: &Arc<AppState>, command: CliCommand) -> Result<ExitCode, Failure> {
    match command {
        CliCommand::Staff(StaffCommand::Add { email, role, name, reason }) => {
            let role = Role::from_code(&role)
                .filter(|r| r.is_staff())
                .ok_or("unknown role of staff; there are: support, desk")?;
            let name = person(name, &email)?;
            match staff::add(app, NewStaff { role, email: &email, name: &name, why: &reason }).await? {
                AddResult::First(account) => data::print_new(&account),
                AddResult::Waiting => {
                    println!("{email} waits for the approval of another member of staff (/support/staff)");
                }
            }
        }
        CliCommand::Tenant(TenantCommand::Add { name, owner, owner_name, profile }) => {
            let profile = profile.unwrap_or_else(|| app.config.profile.clone());
            let owner_name = person(owner_name, &owner)?;
            let new = NewCompany { name: &name, profile: &profile, owner_email: &owner, owner_name: &owner_name };
            data::print_new(&crate::features::tenants::add_with_owner(app, new).await?);
            if app.config.tls_cert.is_some() {
                println!("A running console speaks TLS as this profile wants it once it is reloaded (SIGHUP).");
            }
        }
        CliCommand::Account(AccountCommand::Reset { email, reason, remove_two_step }) => {
            data::print_new(&crate::features::tenants::reset(app, &email, &reason, remove_two_step).await?);
        }
        CliCommand::Staff(StaffCommand::Leave { email, reason }) => {
            crate::features::tenants::staff_leave(app, &email, &reason).await?;
            println!("{email} cannot sign in any more");
        }
        CliCommand::EndUsers(EndUsersCommand::Import { tenant, file }) => {
            return data::import(app, &tenant, &file).await;
        }
        CliCommand::Log(LogCommand::Restart { reason }) => log::restart(app, &reason).await?,
        CliCommand::Migrate => println!("the database is up to date"),
        CliCommand::Serve { .. } | CliCommand::Demo { .. } | CliCommand::Log(_) | CliCommand::Profile(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}
