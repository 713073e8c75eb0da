//! The announcements in any state, for staff.

use super::version::kind;
use crate::base::nameless;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::{Read, Request, guarded, people, read_id};
use crate::features::announcements::period;
use crate::seal::keys::PROVIDER;
use crate::storage::entity::announcement::{self, Column as C};
use crate::storage::entity::announcement_version::{self, Column as V};
use app::announcements::kinds::{AnnouncementKind, AnnouncementState, VersionState};
use app::announcing::api::{DraftList, DraftRow, WRITE};
use app::kit::ListCursor;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

const PAGE: u64 = 50;

/// The names of members of staff.
pub type StaffNames = HashMap<Uuid, String>;

pub async fn list(
    request: &Request,
    state: Option<AnnouncementState>,
    cursor: &ListCursor,
) -> Result<DraftList, Fault> {
    let read = request.read(WRITE).await?;
    let mut query = announcement::Entity::find();
    if let Some(state) = state {
        query = query.filter(announcement::in_state(state));
    }
    let total = paging::total(read.db(), query.clone()).await?;
    let fetch = |begin, n| {
        let (read, query) = (&read, PageStart::narrow(begin, query.clone(), C::Id));
        async move { read.first(query, n).await }
    };
    let found = paging::page(PageStart::at(cursor, read_id)?, cursor.at_most(PAGE), fetch).await?;
    let (first, around) = (found.first(), found.around(|row| row.id.to_string()));
    Ok(DraftList { rows: rows(&read, found.rows).await?, around, first, total })
}

async fn rows(read: &Read, heads: Vec<announcement::Model>) -> Result<Vec<DraftRow>, Fault> {
    let ids: Vec<Uuid> = heads.iter().map(|head| head.id).collect();
    let versions = read.all(announcement_version::Entity::find().filter(V::AnnouncementId.is_in(ids))).await?;
    let newest: HashMap<(Uuid, i64), announcement_version::Model> =
        versions.into_iter().map(|version| ((version.announcement_id, version.number), version)).collect();
    let names = names(read, newest.values().map(|version| version.saved_by)).await?;
    let mut rows = Vec::with_capacity(heads.len());
    for mut head in heads {
        let genuine = guarded::take(read, &mut head).await?;
        let version = newest.get(&(head.id, head.newest)).cloned();
        let version = guarded::genuine(read, version).await?;
        rows.push(match version {
            Some(version) => row(&head, &version, genuine, &names),
            None => altered(&head),
        });
    }
    Ok(rows)
}

/// The names of members of staff with these ids.
pub async fn names(read: &Read, ids: impl IntoIterator<Item = Uuid>) -> Result<StaffNames, Fault> {
    let found = people::named_in(read, PROVIDER, ids).await?;
    Ok(found.into_iter().map(|person| (person.id, person.name)).collect())
}

/// An announcement with its newest version.
pub fn row(
    head: &announcement::Model,
    version: &announcement_version::Model,
    genuine: bool,
    names: &StaffNames,
) -> DraftRow {
    let open = (head.shown > 0 && head.newest > head.shown).then(|| VersionState::from_code(&version.state)).flatten();
    DraftRow {
        id: head.id.to_string(),
        kind: kind(version),
        title: version.title_ja.clone(),
        state: AnnouncementState::from_code(&head.state).unwrap_or(AnnouncementState::Draft),
        correction: open,
        urgent: version.urgent,
        period: period(version),
        published: version.published_at.or(head.published_at).or(version.publish_at).map(when),
        saved: when(version.saved_at),
        saved_by: names.get(&version.saved_by).cloned().unwrap_or_default(),
        altered: !genuine,
    }
}

/// One whose newest version is forged or gone: nothing of it is certain but its id.
fn altered(head: &announcement::Model) -> DraftRow {
    DraftRow {
        id: head.id.to_string(),
        kind: AnnouncementKind::Information,
        title: nameless(head.id),
        state: AnnouncementState::Draft,
        correction: None,
        urgent: false,
        period: None,
        published: None,
        saved: when(head.created_at),
        saved_by: String::new(),
        altered: true,
    }
}

/// The announcement with an id, and whether it is genuine.
pub async fn find(read: &Read, id: Uuid) -> Result<(announcement::Model, bool), Fault> {
    let mut head = read.one(announcement::Entity::find_by_id(id)).await?.shown()?;
    let genuine = guarded::take(read, &mut head).await?;
    Ok((head, genuine))
}
