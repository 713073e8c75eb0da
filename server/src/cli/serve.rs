use super::{Failure, Part};
use crate::app_state::App;
use crate::config::Config;
use crate::{http, jobs};
use std::net::SocketAddr;
use std::process::ExitCode;
use tokio_util::sync::CancellationToken;

/// Runs the console until it is told to stop; then lets requests finish and writes a last checkpoint.
pub async fn serve(config: Config, part: Part) -> Result<ExitCode, Failure> {
    let listen = config.listen;
    let app = App::open(config).await?;
    let stop = CancellationToken::new();
    let workers = (part != Part::Web).then(|| tokio::spawn(jobs::run(app.clone(), stop.clone())));
    if part == Part::Worker {
        println!("Sekisho works on jobs");
        stopped().await;
    } else {
        let listener =
            tokio::net::TcpListener::bind(listen).await.map_err(|e| format!("cannot listen on {listen}: {e}"))?;
        println!("Sekisho is ready at {}", app.config.origin());
        let service = http::router(&app).into_make_service_with_connect_info::<SocketAddr>();
        let stopping = app.stopping.clone();
        let stopped = async move {
            stopped().await;
            stopping.cancel();
        };
        axum::serve(listener, service).with_graceful_shutdown(stopped).await?;
    }
    stop.cancel();
    if let Some(workers) = workers {
        workers.await?;
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Waits for Ctrl+C or the service manager's signal.
async fn stopped() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
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
