//! What stands on every page: the number of unread announcements in the menu, and pinned and urgent ones until they are read. On
//! the sign-in page stands what concerns everybody who wants to use the service these days: that it does not run, or will not.

use super::title;
use super::visible::{company, for_company, for_reader, is_published, kind, reached, unread, with_versions};
use crate::base::when::zoned;
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow};
use crate::door::{MenuFigures, PageNotices, PublicUse, Read, Request};
use crate::storage::entity::announcement::{self, Column as C, Entity, Model};
use crate::storage::entity::announcement_version;
use crate::storage::reach::Reach;
use app::announcements::api::VIEW;
use app::announcements::feature::SCREEN;
use app::announcements::kinds::{AnnouncementKind, AnnouncementState};
use app::announcements::messages as m;
use app::page::{MenuFigure, StandingNotice};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, Func, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

/// The menu says "99+" beyond it.
const MOST: u64 = 100;
/// The largest number of notices that are looked at for a page.
const STANDING: u64 = 10;
/// The largest number of notices on the sign-in page.
const AT_SIGN_IN: usize = 3;
/// How long ahead the sign-in page tells of a stop.
const AHEAD: Duration = Duration::days(7);
/// How long it tells of something of which nobody knows when it ends.
const WITHOUT_END: Duration = Duration::days(1);

pub static UNREAD: MenuFigures = MenuFigures { count: |request| Box::pin(menu(request)) };

pub static STANDING_NOTICES: PageNotices = PageNotices { find: |request| Box::pin(standing(request)) };

/// The number of unread announcements, up to a hundred.
async fn menu(request: &Request) -> Result<Vec<MenuFigure>, Fault> {
    let me = request.signed_in()?;
    if !me.permissions.has(VIEW) {
        return Ok(Vec::new());
    }
    let read = request.read(VIEW).await?;
    let some = for_company(company(me)?).filter(unread(me, request.app.clock.now()));
    let some = some.select_only().column(C::Id).limit(MOST).into_query();
    let count = Query::select().expr(Func::count(Expr::val(1))).from_subquery(some, "some").to_owned();
    let row = read.db().query_one(&count).await?;
    let n: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(vec![MenuFigure { path: SCREEN.path, n: n.unsigned_abs(), says: m::UNREAD_COUNT }])
}

async fn standing(request: &Request) -> Result<Vec<StandingNotice>, Fault> {
    if request.is_stranger() {
        return at_sign_in(request).await;
    }
    let me = request.signed_in()?;
    if !me.permissions.has(VIEW) {
        return Ok(Vec::new());
    }
    let read = request.read(VIEW).await?;
    let marked = Condition::any().add(C::Urgent.eq(true)).add(C::Pinned.eq(true));
    let query = for_company(company(me)?).filter(announcement::in_state(AnnouncementState::Published)).filter(marked);
    let query = query.filter(unread(me, request.app.clock.now()));
    let query = query.order_by_desc(C::Urgent).order_by_desc(C::PublishedAt);
    let found = for_reader(&read, me, genuine(&read, query, STANDING).await?).await?;
    Ok(found.iter().map(|found| notice(&found.version)).collect())
}

async fn genuine(read: &Read, query: Select<Entity>, n: u64) -> Result<Vec<Model>, Fault> {
    Ok(guarded::find_first::<Model>(read, query, n).await?.into_iter().filter_map(FoundRow::genuine).collect())
}

fn notice(version: &announcement_version::Model) -> StandingNotice {
    let (kind, title) = (kind(version), title(version));
    StandingNotice {
        path: format!("{}/{}", SCREEN.path, version.announcement_id),
        icon: kind.icon(),
        label: kind.text(),
        urgent: version.urgent,
        japanese_only: title.en.is_none(),
        title: title.words(),
        starts: version.starts_at.map(zoned),
        ends: version.ends_at.map(zoned),
    }
}

/// What the sign-in page tells. It is for everybody, so it says nothing of any company.
async fn at_sign_in(request: &Request) -> Result<Vec<StandingNotice>, Fault> {
    let (read, now) = (request.read_public(PublicUse::SignIn), request.app.clock.now());
    let stops = AnnouncementKind::ALL.into_iter().filter(|kind| kind.is_stop()).map(AnnouncementKind::code);
    let soon = Condition::all()
        .add(C::StartsAt.lte(now + AHEAD))
        .add(Condition::any().add(C::EndsAt.gte(now)).add(C::StartsAt.gte(now - WITHOUT_END)));
    let begun = Condition::all().add(C::StartsAt.is_null()).add(C::ChangedAt.gte(now - WITHOUT_END));
    let query = reached(Reach::All.keys()).filter(announcement::in_state(AnnouncementState::Published));
    let query = query.filter(C::Kind.is_in(stops)).filter(Condition::any().add(soon).add(begun));
    let query = query.order_by_desc(C::Urgent).order_by_asc(C::StartsAt).order_by_asc(C::Id);
    let found = with_versions(&read, genuine(&read, query, STANDING).await?).await?;
    let is_told = |version: &announcement_version::Model| {
        is_published(version) && Reach::read(&version.reach) == Some(Reach::All) && concerns(version, now)
    };
    let told = found.into_iter().map(|(_, version)| version).filter(is_told).take(AT_SIGN_IN);
    Ok(told.map(|version| notice(&version)).collect())
}

/// True while the service does not run, and shortly before.
fn concerns(version: &announcement_version::Model, now: DateTime<Utc>) -> bool {
    let Some(starts) = version.starts_at else {
        return version.published_at.is_some_and(|at| at >= now - WITHOUT_END);
    };
    starts <= now + AHEAD && version.ends_at.unwrap_or(starts + WITHOUT_END) >= now
}
