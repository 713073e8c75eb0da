//! Tells staff when many accounts are locked within an hour: somebody may be trying passwords on them.

use crate::app_state::App;
use crate::door::Request;
use crate::entity::account::{self, Column as A};
use crate::entity::mail::{self, Column as M};
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::keys::PROVIDER;
use crate::mail::letters;
use crate::people;
use app::mail::kinds::MailKind;
use app::permission::Permission;
use chrono::Duration;
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};
use std::sync::Arc;

const HOUR: Duration = Duration::hours(1);

/// One letter to each of the staff, and none for an hour after it.
pub async fn watch(app: &Arc<App>) -> Result<(), Fault> {
    let now = app.clock.now();
    let request = Request::system(app, PROVIDER, "lock_wave");
    let read = request.read(Permission::SupportHome).await?;
    let since = Condition::any().add(A::LockedAt.gt(now - HOUR)).add(A::UnseenLockedAt.gt(now - HOUR));
    let locked = account::Entity::find().filter(since).count(read.db()).await?;
    let rules = &app.staff_rules(read.db()).await?.profile.lockout;
    if locked < u64::from(rules.alarm_locks_per_hour) {
        return Ok(());
    }
    let told = mail::Entity::find().filter(M::Kind.eq(MailKind::LockWave.code())).filter(M::CreatedAt.gt(now - HOUR));
    if told.count(read.db()).await? > 0 {
        return Ok(());
    }
    let staff = account::Entity::find().filter(A::TenantId.is_null()).filter(A::Status.eq("active"));
    let staff = people::all(&read, staff).await?;
    let tx = request.write(Permission::SupportHome).await?;
    if letters::lock_wave(&tx, &staff, locked, now.timestamp() / 3600).await? {
        tx.commit(Event::new(Action::LockWave).with("accounts", locked)).await?;
    }
    Ok(())
}
