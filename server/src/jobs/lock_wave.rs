//! Tells staff when many accounts are locked within an hour: somebody may be trying passwords on them.

use crate::app_state::App;
use crate::door::Request;
use crate::entity::account::{self, Column as A};
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::keys::PROVIDER;
use crate::mail::letters;
use app::permission::Permission;
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::sync::Arc;

/// One letter to each of the staff for each hour of the clock in which there is a wave.
pub async fn watch(app: &Arc<App>) -> Result<(), Fault> {
    let now = app.clock.now();
    let request = Request::system(app, PROVIDER, "lock_wave");
    let read = request.read(Permission::SupportHome).await?;
    let since = A::LockedAt.gt(now - Duration::hours(1));
    let locked = account::Entity::find().filter(since).count(read.db()).await?;
    if locked < u64::from(app.default_profile().lockout.alarm_locks_per_hour) {
        return Ok(());
    }
    let staff = account::Entity::find().filter(A::TenantId.is_null()).filter(A::Status.eq("active"));
    let staff = staff.all(read.db()).await?;
    let tx = request.write(Permission::SupportHome).await?;
    if letters::lock_wave(&tx, &staff, locked, now.timestamp() / 3600).await? {
        tx.commit(Event::new(Action::LockWave).with("accounts", locked)).await?;
    }
    Ok(())
}
