use super::failure::Failure;
use super::{jobs, start};
use crate::door::Request;
use crate::door::fault::Fault;
use crate::http::listen::{self, Listening, Renewal};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::config::Config;
use app::support::api::TENANTS;
use clap::ValueEnum;
use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// The work of a process.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Duty {
    All,
    Web,
    Worker,
}

/// Runs the console until it is told to stop, then lets requests finish and writes a last checkpoint.
pub async fn serve(config: Config, part: Duty) -> Result<ExitCode, Failure> {
    let app = start::open(config).await?;
    let stop = CancellationToken::new();
    let workers = if part == Duty::Web {
        tokio::spawn(jobs::write_down(app.clone(), stop.clone()))
    } else {
        tokio::spawn(jobs::run(app.clone(), stop.clone()))
    };
    if part == Duty::Worker {
        println!("Sekisho is running background jobs");
        stopped().await;
    } else {
        answer(&app).await?;
    }
    stop.cancel();
    workers.await?;
    app.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn answer(app: &Arc<AppState>) -> Result<(), Failure> {
    listen::raise();
    let listen = app.config.listen;
    let socket = TcpListener::bind(listen).map_err(|e| format!("can't listen on {listen}: {e}"))?;
    load_transport(app).await?;
    let listening = Listening::new(app, socket)?;
    if let Some(renewal) = listening.renewal() {
        tokio::spawn(renew(app.clone(), renewal));
    }
    let (handle, stopping) = (listening.handle(), app.stopping.clone());
    tokio::spawn(async move {
        stopped().await;
        stopping.cancel();
        handle.cancel();
    });
    println!("Sekisho is ready at {}", app.config.origin());
    Ok(listening.serve().await?)
}

/// Updates the TLS rules: a new company, or a changed profile, may have narrowed them (MS-14).
async fn load_transport(app: &Arc<AppState>) -> Result<(), Fault> {
    let read = Request::system(app, PROVIDER, "sekisho").read(TENANTS).await?;
    Ok(app.load_transport(read.db()).await?)
}

/// Renews the certificate and the TLS rules when the service manager sends SIGHUP.
async fn renew(app: Arc<AppState>, renewal: Renewal) {
    let Ok(mut signals) = signal(SignalKind::hangup()) else { return };
    while signals.recv().await.is_some() {
        if let Err(error) = load_transport(&app).await {
            tracing::error!(%error, "the profiles in use were not read");
        }
        match renewal.renew() {
            Ok(()) => tracing::info!("TLS certificate reloaded"),
            Err(error) => tracing::error!(%error, "TLS certificate not reloaded; the previous one is still in use"),
        }
    }
}

/// Waits for Ctrl+C or the service manager's signal.
async fn stopped() {
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
