//! Announcements as the program would have published them: signed, with their audience, and withdrawn or corrected later.

use super::TestApp;
use app::announcements::api::VIEW;
use app::announcements::kinds::{AnnouncementKind, AnnouncementState, VersionState};
use app::permission::Role;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use server::door::{Progress, Request, Write, guarded};
use server::seal::keys::PROVIDER;
use server::storage::entity::{account, announcement, announcement_reach, announcement_version};
use server::storage::reach::Reach;
use uuid::Uuid;

/// What is announced.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of the row that a test writes")]
pub struct Announced {
    pub kind: AnnouncementKind,
    pub reach: Reach,
    pub urgent: bool,
    pub pinned: bool,
    pub acknowledge: bool,
    pub starts: Option<DateTime<Utc>>,
    pub ends: Option<DateTime<Utc>>,
    pub title: &'static str,
    pub text: String,
    /// Title and text in English; empty for none.
    pub english: (&'static str, &'static str),
    pub emergency: bool,
}

impl Default for Announced {
    fn default() -> Announced {
        Announced {
            kind: AnnouncementKind::PlannedStop,
            reach: Reach::All,
            urgent: false,
            pinned: false,
            acknowledge: false,
            starts: None,
            ends: None,
            title: "計画停止のお知らせ",
            text: "サーバーの**保守作業**のため、サービスを停止します。".to_owned(),
            english: ("Planned stop", "The service stops for **maintenance**."),
            emergency: false,
        }
    }
}

impl TestApp {
    async fn as_staff(&self) -> Write {
        Request::system(&self.app, PROVIDER, "announcements").write(VIEW).await.unwrap()
    }

    /// Anybody who could have written it.
    async fn writer(&self) -> Uuid {
        match account::Entity::find().one(&self.db).await.unwrap() {
            Some(account) => account.id,
            None => self.account(None, Role::Support, "writer@sekisho.example").await,
        }
    }

    /// Publishes an announcement now.
    pub async fn announce(&self, what: &Announced) -> Uuid {
        let (id, by, now) = (self.app.new_id(), self.writer().await, self.now());
        let head = announcement::Model {
            id,
            kind: what.kind.code().to_owned(),
            state: AnnouncementState::Published.code().to_owned(),
            urgent: what.urgent,
            pinned: what.pinned,
            starts_at: what.starts,
            ends_at: what.ends,
            shown: 1,
            read_since: 1,
            newest: 1,
            created_at: now,
            created_by: by,
            published_at: Some(now),
            changed_at: Some(now),
            withdrawn_at: None,
            withdrawn_by: None,
            withdrawn_ja: None,
            withdrawn_en: None,
            version: 0,
            mac: None,
        };
        let tx = self.as_staff().await;
        assert!(guarded::insert(&tx, head).await.unwrap());
        assert!(guarded::insert(&tx, self.version(id, 1, by, what)).await.unwrap());
        reach(&tx, id, what).await;
        tx.commit_progress(Progress::Counters).await.unwrap();
        id
    }

    fn version(&self, announcement: Uuid, number: i64, by: Uuid, what: &Announced) -> announcement_version::Model {
        announcement_version::Model {
            id: self.app.new_id(),
            announcement_id: announcement,
            number,
            state: VersionState::Published.code().to_owned(),
            kind: what.kind.code().to_owned(),
            urgent: what.urgent,
            pinned: what.pinned,
            acknowledge: what.acknowledge,
            tells: false,
            reach: what.reach.stored(),
            starts_at: what.starts,
            ends_at: what.ends,
            title_ja: what.title.to_owned(),
            text_ja: what.text.clone(),
            title_en: what.english.0.to_owned(),
            text_en: what.english.1.to_owned(),
            publish_at: None,
            published_at: Some(self.now()),
            reason: if what.emergency { "脆弱性への対応のため".to_owned() } else { String::new() },
            emergency: what.emergency,
            asks_again: false,
            authors: by.to_string(),
            saved_at: self.now(),
            saved_by: by,
            revision: 1,
            returned: None,
            approved_at: None,
            approved_by: None,
            version: 0,
            mac: None,
        }
    }

    /// Publishes a correction. `again` asks everybody to read it again.
    pub async fn correct(&self, id: Uuid, what: &Announced, again: bool) {
        let (tx, by) = (self.as_staff().await, self.writer().await);
        let head = super::row::<announcement::Model>(self, id).await;
        let head = guarded::hold(&tx, &head).await.unwrap().unwrap();
        let (number, now) = (head.shown + 1, self.now());
        assert!(guarded::insert(&tx, self.version(id, number, by, what)).await.unwrap());
        let change = |row: &mut announcement::Model| {
            (row.shown, row.newest, row.changed_at) = (number, number, Some(now));
            (row.starts_at, row.ends_at) = (what.starts, what.ends);
            (row.urgent, row.pinned) = (what.urgent, what.pinned);
            what.kind.code().clone_into(&mut row.kind);
            row.read_since = if again { number } else { row.read_since };
        };
        assert!(head.store(&tx, change).await.unwrap());
        let old = announcement_reach::Entity::delete_many();
        old.filter(announcement_reach::Column::AnnouncementId.eq(id)).exec(tx.db()).await.unwrap();
        reach(&tx, id, what).await;
        tx.commit_progress(Progress::Counters).await.unwrap();
    }

    /// Withdraws an announcement, which is a version as well.
    pub async fn withdraw(&self, id: Uuid, why: &str) {
        let tx = self.as_staff().await;
        let head = super::row::<announcement::Model>(self, id).await;
        let head = guarded::hold(&tx, &head).await.unwrap().unwrap();
        let last = server::features::announcements::version(&tx, id, head.shown).await.unwrap().unwrap();
        let (number, now) = (head.shown + 1, self.now());
        let row = announcement_version::Model {
            id: self.app.new_id(),
            number,
            published_at: Some(now),
            version: 0,
            mac: None,
            ..last
        };
        assert!(guarded::insert(&tx, row).await.unwrap());
        let change = |row: &mut announcement::Model| {
            AnnouncementState::Withdrawn.code().clone_into(&mut row.state);
            (row.shown, row.newest, row.read_since) = (number, number, number);
            (row.withdrawn_at, row.changed_at) = (Some(now), Some(now));
            row.withdrawn_ja = Some(why.to_owned());
        };
        assert!(head.store(&tx, change).await.unwrap());
        tx.commit_progress(Progress::Counters).await.unwrap();
    }

    /// Writes the words of announcements for the search, as the program does each minute.
    pub async fn index_announcements(&self) {
        server::features::announcements::index_new(&self.app).await.unwrap();
    }
}

async fn reach(tx: &Write, id: Uuid, what: &Announced) {
    let row = |whom| announcement_reach::ActiveModel { whom: Set(whom), announcement_id: Set(id) };
    let rows: Vec<_> = what.reach.keys().into_iter().map(row).collect();
    announcement_reach::Entity::insert_many(rows).exec_without_returning(tx.db()).await.unwrap();
}
