//! Deletes expired counters and codes of all companies, in one transaction.

use crate::door::fault::Fault;
use crate::door::{Every, Job, Progress, PublicUse, Request, throttle};
use crate::identity::second_factor::by_mail;
use crate::seal::keys::PROVIDER;
use crate::state::App;
use std::sync::Arc;

pub static SWEEP: Job =
    Job { what: "counters and codes that are over", every: Every::Hour, run: |app| Box::pin(sweep(app)) };

async fn sweep(app: &Arc<App>) -> Result<(), Fault> {
    let tx = Request::system(app, PROVIDER, "sweep").public(PublicUse::SignIn).await?;
    throttle::sweep(&tx).await?;
    by_mail::sweep(&tx).await?;
    tx.commit_progress(Progress::Attempt).await
}
