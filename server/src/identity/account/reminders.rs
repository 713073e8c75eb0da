//! Reminds people before their password expires, on the days in their profile (SL-20b, MS-16, MS-17).

use super::letters;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::person::{Person, days_until};
use crate::log::event::Event;
use crate::storage::entity::account::{self, Column as A};
use crate::storage::entity::{mail, tenant};
use app::account::acts;
use app::account::api::OWN_ACCOUNT;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

/// Queues the letters that are due, to people of a company or to staff.
pub async fn remind(request: &Request, tenant: Option<tenant::Model>) -> Result<(), Fault> {
    let due = find_due(request, tenant).await?;
    if due.is_empty() {
        return Ok(());
    }
    let tx = request.write(OWN_ACCOUNT).await?;
    let mut events = Vec::new();
    for (account, expires, days) in due {
        if letters::password_remind(&tx, &account, expires, days).await? {
            let event = Event::new(acts::REMIND).on("account", account.id, &account.email);
            events.push(event.with(acts::DAYS_LEFT, days_until(expires, request.app.clock.now())));
        }
    }
    if !events.is_empty() {
        tx.commit_all(&events).await?;
    }
    Ok(())
}

type DuePassword = (account::Model, DateTime<Utc>, u32);

/// Finds the people whose letter is due and not queued yet.
async fn find_due(request: &Request, tenant: Option<tenant::Model>) -> Result<Vec<DuePassword>, Fault> {
    let read = request.read(OWN_ACCOUNT).await?;
    // People with a one-time password, or with none, set a new one anyway.
    let people = people::of(read.tenant()).filter(account::active());
    let people = people.filter(A::MustChangePassword.eq(false)).filter(A::PasswordHash.ne(""));
    let people = people::all(&read, people).await?;
    let profile = request.app.rules_for(read.db(), tenant.as_ref()).await?;
    let mut due = Vec::new();
    for account in people {
        let person = Person::new(account, tenant.clone(), request.app.clock.now(), profile)?;
        if let Some((expires, days)) = nearest(&person, request.app.clock.now()) {
            due.push((person.account, expires, days));
        }
    }
    let keys = due.iter().map(|(account, _, days)| letters::remind_key(account, *days));
    let written = read.of::<mail::Entity>().select_only().column(mail::Column::OnceKey);
    let written = written.filter(mail::Column::OnceKey.is_in(keys)).into_tuple::<String>().all(read.db()).await?;
    due.retain(|(account, _, days)| !written.contains(&letters::remind_key(account, *days)));
    Ok(due)
}

/// The expiry of the password, and the nearest reminder day that has passed.
fn nearest(person: &Person, now: DateTime<Utc>) -> Option<(DateTime<Utc>, u32)> {
    let expires = person.password_expires().filter(|at| *at > now)?;
    let come = |days: &u32| expires - Duration::days(i64::from(*days)) <= now;
    let days = person.profile.password.remind_days.iter().copied().filter(come).min()?;
    Some((expires, days))
}
