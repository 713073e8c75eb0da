//! Routes that are neither page nor form: downloads, streams of progress. Each says who it is for, and that is checked
//! in front of it, so that no such route can forget it.

use super::knock::Knock;
use super::respond;
use crate::exports;
use crate::fault::Fault;
use crate::{operation_logs, sign_in_history};
use app::error::AppError;
use app::permission::Access::{self, Needs};
use app::permission::Permission as P;
use axum::http::{Method, header};
use axum::response::Response;
use std::future::Future;
use std::pin::Pin;

/// An answer on its way.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, Fault>> + Send + 'a>>;

/// A row of the table.
pub struct Machine {
    pub path: &'static str,
    pub access: Access,
    /// It is taken along: that needs the right to download as well (MS-17).
    pub file: bool,
    pub answer: for<'a> fn(&'a Knock, &'a Method) -> Answer<'a>,
}

/// Every such route. All of them are read (GET).
pub static MACHINES: &[Machine] = &[
    Machine {
        path: "/account/activity/file",
        access: Needs(P::OwnSecurity),
        file: true,
        answer: |knock, method| Box::pin(sign_in_history::file::own(knock, method)),
    },
    Machine {
        path: "/exports/{id}/file",
        access: Needs(P::ExportsDownload),
        file: true,
        answer: |knock, method| Box::pin(exports::download::file(knock, method)),
    },
    Machine {
        path: "/exports/{id}/manifest",
        access: Needs(P::ExportsDownload),
        file: true,
        answer: |knock, method| Box::pin(exports::download::manifest(knock, method)),
    },
    Machine {
        path: "/exports/{id}/progress",
        access: Needs(P::ExportsView),
        file: false,
        answer: |knock, _| Box::pin(exports::progress::stream(knock)),
    },
    Machine {
        path: "/operation-logs/file",
        access: Needs(P::OperationLogsView),
        file: true,
        answer: |knock, method| Box::pin(operation_logs::download::file(knock, method)),
    },
    Machine {
        path: "/sign-in-history/file",
        access: Needs(P::SignInHistoryView),
        file: true,
        answer: |knock, method| Box::pin(sign_in_history::file::company(knock, method)),
    },
    Machine {
        path: "/support/logs/file",
        access: Needs(P::SupportLogs),
        file: true,
        answer: |knock, method| Box::pin(operation_logs::download::file(knock, method)),
    },
];

async fn admit(machine: &Machine, knock: &Knock) -> Result<(), Fault> {
    knock.request.admit(machine.access).await?;
    if machine.file { knock.request.check(P::Download).await } else { Ok(()) }
}

/// Answers a route of the table.
pub async fn answer(machine: &'static Machine, method: Method, knock: Knock) -> Response {
    let answered = match admit(machine, &knock).await {
        Ok(()) => (machine.answer)(&knock, &method).await,
        Err(fault) => Err(fault),
    };
    match answered {
        Ok(response) => response,
        Err(fault) => {
            let _place = knock.place().await;
            refuse(fault.into_app(&knock.marks.request_id), &knock)
        }
    }
}

/// People see a page; a script, which asks for no HTML, gets the bare status.
fn refuse(error: AppError, knock: &Knock) -> Response {
    let accept = knock.headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if accept.contains("text/event-stream") {
        return respond::bare(error.status(), "refused");
    }
    respond::error(&error, knock)
}
