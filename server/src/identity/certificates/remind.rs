//! Reminds people before their certificate expires (ASVS 6.4.5), on the same days as for their password.

use super::certificate::{CertificateNames, is_offered};
use super::letters;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::person::days_until;
use crate::door::{Read, Request, Write};
use crate::log::event::Event;
use crate::profile::{self, Profile};
use crate::storage::entity::account::{self, Column as A};
use crate::storage::entity::client_certificate::{self, Column as C, Model};
use crate::storage::entity::tenant;
use app::account::api::OWN_ACCOUNT;
use app::certificates::acts;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, QueryFilter};

/// A certificate that expires within so many days, and its owner.
struct DueCertificate {
    of: account::Model,
    row: Model,
    days: u32,
}

/// Queues the letters that are due in a company, each once.
pub async fn remind(request: &Request, tenant: &tenant::Model) -> Result<(), Fault> {
    let Some(profile) = profile::built_in(&tenant.profile).filter(|profile| is_offered(profile)) else { return Ok(()) };
    let read = request.read(OWN_ACCOUNT).await?;
    let due = find_due(&read, profile, request.app.clock.now()).await?;
    if due.is_empty() {
        return Ok(());
    }
    let tx = request.write(OWN_ACCOUNT).await?;
    let mut events = Vec::new();
    for one in due {
        events.extend(write(&tx, one).await?);
    }
    if !events.is_empty() {
        tx.commit_all(&events).await?;
    }
    Ok(())
}

/// Finds valid certificates that expire within the longest reminder period, each with the nearest reminder day that has
/// passed.
async fn find_due(read: &Read, profile: &Profile, now: DateTime<Utc>) -> Result<Vec<DueCertificate>, Fault> {
    let Some(first) = profile.password.remind_days.iter().max() else { return Ok(Vec::new()) };
    let soon = now + Duration::days((*first).into());
    let rows = read.of::<client_certificate::Entity>().filter(C::RevokedAt.is_null());
    let rows = read.all(rows.filter(C::NotAfter.gt(now)).filter(C::NotAfter.lte(soon))).await?;
    let mut due = Vec::with_capacity(rows.len());
    // The date of a forged one is nobody's word.
    for row in guarded::part(read, rows).await?.0 {
        let come = |days: &u32| row.not_after - Duration::days(i64::from(*days)) <= now;
        let days = profile.password.remind_days.iter().copied().filter(come).min();
        let of = read.of::<account::Entity>().filter(A::Id.eq(row.account_id));
        let of = people::one(read, of.filter(account::active())).await?;
        due.extend(of.zip(days).map(|(of, days)| DueCertificate { of, row, days }));
    }
    Ok(due)
}

/// Queues a letter. Returns the log entry if it is the first one for its occasion.
async fn write(tx: &Write, due: DueCertificate) -> Result<Option<Event>, Fault> {
    let DueCertificate { of, row, days } = due;
    let opened = tx.opened(CertificateNames::open(&*tx.keys().await?, &row));
    let Some(CertificateNames { subject, .. }) = opened else { return Ok(None) };
    if !letters::remind(tx, &of, &row, &subject, days).await? {
        return Ok(None);
    }
    let left = days_until(row.not_after, tx.app().clock.now());
    let event = Event::new(acts::REMIND).on("account", of.id, &of.email).with(app::account::acts::DAYS_LEFT, left);
    Ok(Some(event.with(acts::FINGERPRINT, hex::encode(&row.fingerprint))))
}
