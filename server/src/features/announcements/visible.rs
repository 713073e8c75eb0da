//! Which announcements are for a reader, and which of them they have not read. A company finds what is for it by the rows of
//! `announcement_reach`; the signed version says whether it may read it.
//!
//! What has changed before a person got their account is not unread, and neither is what has not changed for a year: a person who
//! comes in is not asked to read an archive.

use super::own::OwnReceipts;
use super::{title, translated, versions};
use crate::base::when::{when, zoned};
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow};
use crate::door::{Person, Read};
use crate::seal::keys::PROVIDER;
use crate::storage::entity::announcement::{self, Column as C, Entity, Model};
use crate::storage::entity::announcement_reach::{self, Column as W};
use crate::storage::entity::announcement_receipt::{self, Column as R};
use crate::storage::entity::announcement_version::{self, Column as V};
use crate::storage::entity::tenant;
use crate::storage::reach::Reach;
use app::announcements::api::{AnnouncedPeriod, AnnouncementRow, Translated};
use app::announcements::kinds::{AnnouncementKind, AnnouncementState, VersionState};
use app::error::AppError;
use app::text::Words;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, Select};
use uuid::Uuid;

/// How long a change is news.
const NEWS: Duration = Duration::days(365);

/// An announcement as a reader gets it.
pub struct ForReader {
    pub head: Model,
    /// The version that is shown.
    pub version: announcement_version::Model,
    pub unread: bool,
    pub acknowledged: Option<DateTime<Utc>>,
}

/// The company of a member.
pub fn company(me: &Person) -> Result<&tenant::Model, Fault> {
    me.tenant.as_ref().ok_or(Fault::App(AppError::NotFound))
}

/// What readers may find under some keys of `Reach`: what is published, and what was withdrawn since.
pub fn reached(keys: impl IntoIterator<Item = String>) -> Select<Entity> {
    let found = Query::select()
        .column(W::AnnouncementId)
        .from(announcement_reach::Entity)
        .and_where(Expr::col(W::Whom).is_in(keys))
        .to_owned();
    let states = announcement::in_any(&[AnnouncementState::Published, AnnouncementState::Withdrawn]);
    Entity::find().filter(C::Shown.gt(0)).filter(states).filter(C::Id.in_subquery(found))
}

/// What is for a company.
pub fn for_company(company: &tenant::Model) -> Select<Entity> {
    reached(Reach::keys_of(company))
}

/// Narrows announcements to those that a person has not read.
pub fn unread(me: &Person, now: DateTime<Utc>) -> Condition {
    Condition::all().add(C::ChangedAt.gte(since(me, now))).add(Expr::exists(has_read(me.account.id)).not())
}

/// Since when changes are news to a person. What changed in the very moment in which they got their account is news too.
fn since(me: &Person, now: DateTime<Utc>) -> DateTime<Utc> {
    std::cmp::max(me.account.joined_at(), now - NEWS)
}

/// The receipts of a person for an announcement as it is now. A withdrawal is a version too, and is read like one.
fn has_read(account: Uuid) -> SelectStatement {
    let of = |column: R| Expr::col((announcement_receipt::Entity, column));
    let head = |column: C| Expr::col((Entity, column));
    Query::select()
        .expr(Expr::val(1))
        .from(announcement_receipt::Entity)
        .and_where(of(R::AccountId).eq(account))
        .and_where(of(R::AnnouncementId).eq(head(C::Id)))
        .and_where(of(R::Number).gte(head(C::ReadSince)))
        .and_where(of(R::ReadAt).is_not_null())
        .to_owned()
}

/// One announcement; `None` if it is not for the reader.
pub async fn one(read: &Read, me: &Person, id: Uuid) -> Result<Option<ForReader>, Fault> {
    let found = guarded::find_one::<Model>(read, for_company(company(me)?).filter(C::Id.eq(id))).await?;
    let head = found.and_then(FoundRow::genuine);
    Ok(for_reader(read, me, head.into_iter().collect()).await?.pop())
}

/// The title of an announcement, for the page that asks for confirmation. Members are asked about what is published for their
/// company, staff about the newest version.
pub async fn name(read: &Read, id: Uuid) -> Result<Words, Fault> {
    let all = versions(read, id).await?;
    let found = if read.tenant() == PROVIDER {
        all.first()
    } else {
        let company = crate::door::company::find(read, read.tenant()).await?;
        all.iter().find(|version| is_published(version)).filter(|version| is_for(version, &company))
    };
    Ok(title(found.ok_or(AppError::NotFound)?).words())
}

/// Announcements with the versions that are shown, in their order. Leaves out those whose version is forged or for others.
pub async fn for_reader(read: &Read, me: &Person, heads: Vec<Model>) -> Result<Vec<ForReader>, Fault> {
    let (company, now) = (company(me)?, read.app().clock.now());
    let own = OwnReceipts::read(read, me.account.id, heads.iter().map(|head| head.id)).await?;
    let since = since(me, now);
    let whole = with_versions(read, heads).await?;
    let shown = whole.into_iter().filter(|(_, version)| is_for(version, company)).map(|(head, version)| ForReader {
        unread: head.changed_at.is_some_and(|at| at >= since) && !own.has_read(&head),
        acknowledged: own.acknowledged(&head),
        head,
        version,
    });
    Ok(shown.collect())
}

/// Announcements with the genuine versions that are shown.
pub async fn with_versions(read: &Read, heads: Vec<Model>) -> Result<Vec<(Model, announcement_version::Model)>, Fault> {
    if heads.is_empty() {
        return Ok(Vec::new());
    }
    let one = |head: &Model| Condition::all().add(V::AnnouncementId.eq(head.id)).add(V::Number.eq(head.shown));
    let any = heads.iter().map(one).fold(Condition::any(), Condition::add);
    let found =
        guarded::find_all::<announcement_version::Model>(read, announcement_version::Entity::find().filter(any))
            .await?;
    let mut versions: Vec<_> = found.into_iter().filter_map(FoundRow::genuine).collect();
    let mut take = |head: &Model| {
        let at = versions.iter().position(|version| version.announcement_id == head.id)?;
        Some(versions.swap_remove(at))
    };
    Ok(heads.into_iter().filter_map(|head| take(&head).map(|version| (head, version))).collect())
}

/// True if a company may read a version.
pub fn is_for(version: &announcement_version::Model, company: &tenant::Model) -> bool {
    is_published(version) && Reach::read(&version.reach).is_some_and(|reach| reach.is_for(company))
}

pub fn is_published(version: &announcement_version::Model) -> bool {
    version.is(VersionState::Published) && version.published_at.is_some()
}

/// When what is announced begins and ends, each with its time zone.
pub fn period(version: &announcement_version::Model) -> Option<AnnouncedPeriod> {
    Some(AnnouncedPeriod { starts: zoned(version.starts_at?), ends: version.ends_at.map(zoned) })
}

pub fn kind(version: &announcement_version::Model) -> AnnouncementKind {
    AnnouncementKind::from_code(&version.kind).unwrap_or(AnnouncementKind::Information)
}

impl ForReader {
    pub fn is_withdrawn(&self) -> bool {
        self.head.is(AnnouncementState::Withdrawn)
    }

    /// Why it was withdrawn.
    pub fn why_withdrawn(&self) -> Option<Translated> {
        let why = self.head.withdrawn_ja.as_deref().filter(|why| !why.is_empty())?;
        Some(translated(why, self.head.withdrawn_en.as_deref().unwrap_or_default()))
    }

    pub fn row(&self) -> AnnouncementRow {
        let published = self.version.published_at.unwrap_or(self.version.saved_at);
        AnnouncementRow {
            id: self.head.id.to_string(),
            kind: kind(&self.version),
            title: title(&self.version),
            period: period(&self.version),
            urgent: self.version.urgent,
            pinned: self.version.pinned,
            unread: self.unread,
            published: when(self.head.published_at.unwrap_or(published)),
            corrected: (self.version.number > 1 && !self.is_withdrawn()).then(|| when(published)),
            withdrawn: self.is_withdrawn(),
            to_acknowledge: self.version.acknowledge && self.acknowledged.is_none() && !self.is_withdrawn(),
        }
    }
}
