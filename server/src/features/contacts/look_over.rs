//! Looks over the contacts of all companies each hour, so that an altered one is an alarm, and on the home page of staff, also if
//! nobody opens it (S10).

use crate::door::fault::Fault;
use crate::door::{Every, Job, Request, guarded};
use crate::seal::keys::PROVIDER;
use crate::state::{AppState, alarms};
use crate::storage::blocks;
use crate::storage::entity::contact::{Column as C, Entity};
use crate::storage::rows::Row;
use app::support::api::HOME;
use std::sync::Arc;

const JOB: &str = "look-over";

pub static LOOK_OVER: Job = Job { what: "altered contacts", every: Every::Hour, run: |app| Box::pin(look_over(app)) };

async fn look_over(app: &Arc<AppState>) -> Result<(), Fault> {
    let read = Request::system(app, PROVIDER, JOB).read(HOME).await?;
    let mut suspected = Vec::new();
    let look = |row: Row<Entity>| {
        let Ok(row) = row.model else { return };
        if !guarded::is_newest(app, &row) && suspected.len() < alarms::MOST {
            suspected.push(row);
        }
    };
    blocks::every(read.db(), &read.across()?, &[C::Id], look).await?;
    guarded::part(&read, suspected).await?;
    Ok(())
}
