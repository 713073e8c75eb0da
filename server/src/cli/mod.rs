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

/// Sekisho (関所): a management console for customers of Japanese online services.
#[derive(Parser)]
#[command(name = "sekisho", version)]
struct Cli {
    /// Path to the configuration file. Every setting can also be given as an environment variable `SEKISHO_…`.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Subcommand)]
enum CliCommand {
    /// Start the console and its background jobs.
    Serve {
        /// Which parts to run in this process.
        #[arg(long, value_enum, default_value_t = Duty::All)]
        role: Duty,
    },
    /// Fill an empty database with demo data.
    Demo {
        /// CSV file of end users [default: 20,000 generated people].
        #[arg(long)]
        end_users: Option<PathBuf>,
        /// Do nothing if the database already has data. An interrupted demo is started over.
        #[arg(long)]
        if_empty: bool,
    },
    /// Manage support staff.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Manage companies.
    #[command(subcommand)]
    Tenant(TenantCommand),
    /// Manage support staff accounts.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Manage end users.
    #[command(subcommand)]
    EndUsers(EndUsersCommand),
    /// Verify and restart operation logs.
    #[command(subcommand)]
    Log(LogCommand),
    /// Check and show service profiles.
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Update the database schema.
    Migrate,
}

#[derive(Subcommand)]
enum StaffCommand {
    /// Add a support staff member. The first one gets a one-time password. Everyone else must be approved by another support
    /// staff member (/support/staff) and then gets a link by email.
    Add {
        /// Email address.
        email: String,
        /// Role: `support`, or `desk` for support cases only.
        #[arg(long, default_value = "support")]
        role: String,
        /// Name [default: the email address].
        #[arg(long)]
        name: Option<String>,
        /// Reason, shown to the approver and recorded in the provider's operation log.
        #[arg(long)]
        reason: String,
    },
    /// Remove a support staff member. They are signed out immediately and can no longer sign in.
    Leave {
        /// Email address.
        email: String,
        /// Reason, recorded in the provider's operation log.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Subcommand)]
enum TenantCommand {
    /// Add a company and its owner, and print a one-time password.
    Add {
        /// Name of the company.
        name: String,
        /// Email address of the owner.
        #[arg(long)]
        owner: String,
        /// Name of the owner [default: the email address].
        #[arg(long)]
        owner_name: Option<String>,
        /// Service profile [default: the setting `profile`].
        #[arg(long)]
        profile: Option<String>,
    },
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Unlock a support staff account and print a one-time password. All its sessions end. Members of companies are reset
    /// through a support case.
    Reset {
        /// Email address.
        email: String,
        /// How you verified the person's identity, recorded in the provider's operation log.
        #[arg(long)]
        reason: String,
        /// Also turn off two-step verification, for a person who has lost their phone and recovery codes.
        #[arg(long)]
        remove_two_step: bool,
    },
}

#[derive(Subcommand)]
enum EndUsersCommand {
    /// Import end users from a CSV file. Invalid rows are reported and skipped. Exit code 0: all rows imported; 2: some rows
    /// rejected; 1: nothing imported. With SQLite, stop the console first.
    Import {
        /// Name or ID of the company.
        #[arg(long)]
        tenant: String,
        /// CSV file to import.
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum LogCommand {
    /// Verify the operation logs, or a downloaded log. Without --tenant, also verify every signed or sealed row. Exit code 1:
    /// lists the first invalid entry, rows that were changed or restored outside the program, and missing companies and accounts.
    Verify {
        /// Name or ID of a company. For a downloaded log, the ID.
        #[arg(long)]
        tenant: Option<String>,
        /// Public key that the file must be signed with, as shown on the verification page.
        #[arg(long, requires = "file")]
        key: Option<String>,
        /// Downloaded log to verify. No database is needed.
        file: Option<PathBuf>,
    },
    /// Start new checkpoints for logs that no longer match theirs: after restoring a backup, losing the checkpoint file, or
    /// moving to a new machine. Older rows from the backup become valid again. Stop every console that uses the database, and
    /// run `log verify` first to see what is wrong.
    Restart {
        /// Reason, recorded in the affected logs and in the checkpoint file.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Subcommand)]
enum ProfileCommand {
    /// Validate a profile file.
    Check {
        /// Profile file to validate.
        file: PathBuf,
    },
    /// Print a built-in profile.
    Show {
        /// Name of the profile.
        name: String,
    },
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
            let role =
                Role::from_code(&role).filter(|r| r.is_staff()).ok_or("unknown staff role; choose support or desk")?;
            let name = person(name, &email)?;
            match staff::add(app, NewStaff { role, email: &email, name: &name, why: &reason }).await? {
                AddResult::First(account) => data::print_new(&account),
                AddResult::Waiting => {
                    println!("{email} is waiting for approval by another support staff member (/support/staff)");
                }
            }
        }
        CliCommand::Tenant(TenantCommand::Add { name, owner, owner_name, profile }) => {
            let profile = profile.unwrap_or_else(|| app.config.profile.clone());
            let owner_name = person(owner_name, &owner)?;
            let new = NewCompany { name: &name, profile: &profile, owner_email: &owner, owner_name: &owner_name };
            data::print_new(&crate::features::tenants::add_with_owner(app, new).await?);
            if app.config.tls_cert.is_some() {
                println!("Reload the running console (SIGHUP) to apply the TLS settings of this profile.");
            }
        }
        CliCommand::Account(AccountCommand::Reset { email, reason, remove_two_step }) => {
            data::print_new(&crate::features::tenants::reset(app, &email, &reason, remove_two_step).await?);
        }
        CliCommand::Staff(StaffCommand::Leave { email, reason }) => {
            crate::features::tenants::staff_leave(app, &email, &reason).await?;
            println!("{email} can no longer sign in");
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
