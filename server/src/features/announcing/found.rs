//! An announcement with its newest version, locked until the transaction ends.

use crate::door::fault::Fault;
use crate::door::guarded::{self, Held};
use crate::door::{Request, Write, read_id};
use crate::features::announcements::version;
use crate::log::event::Event;
use crate::storage::entity::{announcement, announcement_version};
use app::announcements::acts::VERSION;
use app::announcing::acts;
use app::announcing::messages as m;
use app::error::{AppError, Next};
use app::permission::Permission;
use app::record::Act;
use sea_orm::EntityTrait;
use uuid::Uuid;

/// The kind of object in the log.
pub const OBJECT: &str = "announcement";

/// A locked announcement, its newest version, and the transaction.
pub struct Opened {
    pub tx: Write,
    pub head: Held<announcement::Model>,
    pub version: Held<announcement_version::Model>,
}

impl Opened {
    pub async fn find(request: &Request, permission: Permission, id: &str) -> Result<Opened, Fault> {
        Opened::of(request.write(permission).await?, read_id(id)?).await
    }

    pub async fn of(tx: Write, id: Uuid) -> Result<Opened, Fault> {
        let head = tx.one(announcement::Entity::find_by_id(id)).await?.shown()?;
        let head = guarded::hold(&tx, &head).await?.ok_or(AppError::Altered)?;
        let newest = version(&tx, id, head.newest).await?.ok_or(AppError::Altered)?;
        let version = guarded::hold(&tx, &newest).await?.ok_or(AppError::Altered)?;
        Ok(Opened { tx, head, version })
    }

    /// An entry about it.
    pub fn event(&self, act: Act) -> Event {
        event(act, &self.version)
    }

    /// Declines a step that is out of order.
    pub async fn out_of_order<T>(self, act: Act) -> Result<T, Fault> {
        let (event, next) = (self.event(act), page(self.head.id).warning(m::GONE));
        self.tx.out_of_order(event, next).await
    }

    /// True if the person has looked at another text than the one that is stored.
    pub fn is_other(&self, revision: &str) -> bool {
        revision.parse() != Ok(self.version.revision)
    }
}

/// An entry about a version.
pub fn event(act: Act, version: &announcement_version::Model) -> Event {
    let event = Event::new(act).on(OBJECT, version.announcement_id, &version.title_ja);
    event.with(acts::KIND, version.kind.clone()).with(VERSION, version.number)
}

/// The page of an announcement.
pub fn page(id: Uuid) -> Next {
    Next::to(format!("/support/announcements/{id}"))
}
