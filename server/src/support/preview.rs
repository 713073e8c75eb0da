//! What a change of profile would do, before anyone saves it: counted, not guessed.

use crate::clock::jst;
use crate::door::Read;
use crate::entity::{account, authenticator, operation_log, session, tenant};
use crate::fault::Fault;
use crate::profile::{AccountClass, Keep, LogKind, Profile, built_in};
use crate::second_factor::by_mail;
use crate::signed_in::class_of_role;
use app::permission::Role;
use app::support::api::ProfilePreview;
use app::text::Words;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// Counts what would expire, be purged or end, and lists what differs.
pub async fn preview(
    read: &Read,
    tenant: &tenant::Model,
    wanted: &Profile,
    now: DateTime<Utc>,
) -> Result<ProfilePreview, Fault> {
    Ok(ProfilePreview {
        profile: wanted.name.clone(),
        title: Words { ja: wanted.title.ja.clone(), en: wanted.title.en.clone() },
        accounts_expired: accounts_expired(read, wanted, now).await?,
        log_lines_purged: log_lines_purged(read, wanted, now).await?,
        sessions_ended: sessions_ended(read, wanted, now).await?,
        mail_codes_ended: mail_codes_ended(read, wanted).await?,
        differences: built_in(&tenant.profile).map(|now| differences(now, wanted)).unwrap_or_default(),
    })
}

/// Accounts whose password is older than the new rule allows, and not forced to change already.
async fn accounts_expired(read: &Read, wanted: &Profile, now: DateTime<Utc>) -> Result<u64, Fault> {
    let mut n = 0;
    for role in [Role::Owner, Role::Administrator, Role::Operator, Role::Viewer] {
        let class = if role.is_administrator() { AccountClass::Administrator } else { AccountClass::Member };
        let Some(days) = wanted.password.max_age(class) else { continue };
        // Months may be over some days earlier than the days are.
        let about = now - Duration::days(i64::from(days) - 3);
        let old = read
            .of::<account::Entity>()
            .filter(account::Column::Role.eq(role.code()))
            .filter(account::Column::MustChangePassword.eq(false))
            .filter(account::Column::PasswordSetAt.lte(about))
            .select_only()
            .column(account::Column::PasswordSetAt);
        let old: Vec<DateTime<Utc>> = old.into_tuple().all(read.db()).await?;
        let over = old.iter().filter(|set| wanted.password.expires(class, **set).is_some_and(|at| at <= now));
        n += over.count() as u64;
    }
    Ok(n)
}

/// Lines older than the new retention of the operation log.
async fn log_lines_purged(read: &Read, wanted: &Profile, now: DateTime<Utc>) -> Result<u64, Fault> {
    let Keep::For(length) = wanted.retention.of(LogKind::Operation) else { return Ok(0) };
    let Some(first_kept) = length.before(now.with_timezone(&jst()).naive_local()) else { return Ok(0) };
    let Some(first_kept) = first_kept.and_local_timezone(jst()).single() else { return Ok(0) };
    let old = read.of::<operation_log::Entity>().filter(operation_log::Column::At.lt(first_kept.to_utc()));
    Ok(old.count(read.db()).await?)
}

/// Sessions that began longer ago than the new absolute limit allows.
async fn sessions_ended(read: &Read, wanted: &Profile, now: DateTime<Utc>) -> Result<u64, Fault> {
    let begun = now - wanted.session.absolute();
    let old = read
        .of::<session::Entity>()
        .filter(session::Column::AbsoluteAt.gt(now))
        .filter(session::Column::CreatedAt.lt(begun));
    Ok(old.count(read.db()).await?)
}

/// Accounts whose second step is the mail, where the new rule does not offer it to them.
async fn mail_codes_ended(read: &Read, wanted: &Profile) -> Result<u64, Fault> {
    let by_mail = read.of::<authenticator::Entity>().filter(authenticator::Column::ByMail.eq(true));
    let by_mail = by_mail.select_only().column(authenticator::Column::AccountId).into_tuple::<Uuid>();
    let by_mail = by_mail.all(read.db()).await?;
    let of = read.of::<account::Entity>().filter(account::Column::Id.is_in(by_mail));
    let mut n = 0;
    for account in of.filter(account::Column::Status.ne("left")).all(read.db()).await? {
        n += u64::from(!by_mail::is_offered(wanted, class_of_role(&account.role)?));
    }
    Ok(n)
}

/// Values that differ: (what, now, then).
pub fn differences(now: &Profile, wanted: &Profile) -> Vec<(Words, Words, Words)> {
    let then = wanted.lines();
    let both = |ja: &str, en: &str| Words { ja: ja.to_owned(), en: en.to_owned() };
    now.lines()
        .into_iter()
        .filter_map(|line| {
            let other = then.iter().find(|o| o.key == line.key && o.value_ja != line.value_ja)?;
            let label = both(
                &format!("{}：{}", line.section_title.ja, line.label.ja),
                &format!("{}: {}", line.section_title.en, line.label.en),
            );
            Some((label, both(&line.value_ja, &line.value_en), both(&other.value_ja, &other.value_en)))
        })
        .collect()
}
