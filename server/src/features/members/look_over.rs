//! Looks over the accounts of all companies and the staff each hour, so that an altered one is an alarm, and on the home page of
//! staff, also if nobody opens it (S10).

use crate::door::fault::Fault;
use crate::door::{Every, Job, Request, people};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use app::support::api::HOME;
use std::sync::Arc;

const JOB: &str = "look-over";

pub static LOOK_OVER: Job = Job { what: "altered accounts", every: Every::Hour, run: |app| Box::pin(look_over(app)) };

async fn look_over(app: &Arc<AppState>) -> Result<(), Fault> {
    people::look_over(&Request::system(app, PROVIDER, JOB).read(HOME).await?).await
}
