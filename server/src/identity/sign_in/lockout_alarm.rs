//! Alarms staff when many accounts are locked within an hour, which may be a password attack.

use crate::door::fault::Fault;
use crate::door::{Every, Job, Request, Write, people};
use crate::log::event::Event;
use crate::outbox::letter::Letter;
use crate::outbox::recipients::staff;
use crate::outbox::{Mail, Recipient};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::account::{self, Column as A};
use crate::storage::entity::mail::{self, Column as M};
use app::operation_logs::acts::ACCOUNTS;
use app::sign_in::acts;
use app::sign_in::mails;
use app::text::{Text, Words};
use chrono::Duration;
use sea_orm::{ColumnTrait, Condition, PaginatorTrait, QueryFilter};
use std::sync::Arc;

const HOUR: Duration = Duration::hours(1);

pub static WATCH: Job =
    Job { what: "a look for waves of locks", every: Every::Minute, run: |app| Box::pin(watch(app)) };

/// Sends one letter to each member of staff, at most once an hour.
pub async fn watch(app: &Arc<AppState>) -> Result<(), Fault> {
    let now = app.clock.now();
    let request = Request::system(app, PROVIDER, "lock_wave");
    let read = request.read(app::support::api::HOME).await?;
    let since = Condition::any().add(A::LockedAt.gt(now - HOUR)).add(A::UnseenLockedAt.gt(now - HOUR));
    let locked = people::every().filter(since).count(read.db()).await?;
    let rules = &app.staff_rules(read.db()).await?.profile.lockout;
    if locked < u64::from(rules.alarm_locks_per_hour) {
        return Ok(());
    }
    let told = read.across::<mail::Entity>()?.filter(M::Kind.eq(mails::LOCK_WAVE.code()));
    if told.filter(M::CreatedAt.gt(now - HOUR)).count(read.db()).await? > 0 {
        return Ok(());
    }
    let staff = staff(&read).await?;
    let tx = request.write(app::support::api::HOME).await?;
    if notify_staff(&tx, &staff, locked, now.timestamp() / 3600).await? {
        tx.commit(Event::new(acts::LOCK_WAVE).with(ACCOUNTS, locked)).await?;
    }
    Ok(())
}

/// Queues a letter to each member of staff once per hour. Returns true if a letter is new.
async fn notify_staff(tx: &Write, staff: &[account::Model], locked: u64, hour: i64) -> Result<bool, Fault> {
    const SUBJECT: Text = Text::new("アカウントのロックが多発しています", "Many accounts are being locked");
    const BODY: Text = Text::new(
        "直近1時間に、多くのアカウントがロックされました。パスワードの総当たりの可能性があります。",
        "Many accounts have been locked in the last hour. This may be a password-guessing attack.",
    );
    const LOCKED: Text = Text::new("ロックされたアカウント", "Accounts locked");
    const LINK: Text = Text::new("運営画面を開く", "Open the support console");
    let link = format!("{}/support", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).lines([(LOCKED, Words::same(locked.to_string()))]).link(LINK, link);
    let mut new = false;
    for to in staff {
        let mail = Mail::new(mails::LOCK_WAVE, letter.clone()).once(format!("lock.wave {} {hour}", to.id));
        new |= mail.queue(tx, &Recipient::account(to)).await?;
    }
    Ok(new)
}
