use super::kinds::AnnouncementKind;
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, SafeHtml, Total, When};
use crate::permission::{ADMINISTRATORS, MEMBERS, Permission, Verb};
use crate::text::{Lang, Words};
use async_trait::async_trait;
use serde::Deserialize;

pub const VIEW: Permission =
    Permission::new("announcements.view", Verb::View, "お知らせを表示する", "View announcements").held_by(MEMBERS);
/// Who of the own company has read an announcement.
pub const READERS: Permission = Permission::new(
    "announcements.readers",
    Verb::View,
    "お知らせの既読・確認の状況を表示する",
    "View who has read announcements",
)
.held_by(ADMINISTRATORS);

/// A text that is always there in Japanese, and often in English.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Translated {
    pub ja: String,
    /// `None` if it is in Japanese only.
    pub en: Option<String>,
}

impl Translated {
    /// The text for a reader, and the language that it is in.
    pub fn of(&self, lang: Lang) -> (&str, Lang) {
        match (&self.en, lang) {
            (Some(en), Lang::En) => (en, Lang::En),
            _ => (&self.ja, Lang::Ja),
        }
    }

    pub fn words(&self) -> Words {
        Words { ja: self.ja.clone(), en: self.en.clone().unwrap_or_else(|| self.ja.clone()) }
    }
}

/// When what is announced begins and ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnnouncedPeriod {
    pub starts: When,
    pub ends: Option<When>,
}

/// An announcement in a list.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own about the announcement")]
#[derive(Clone, Debug)]
pub struct AnnouncementRow {
    pub id: String,
    pub kind: AnnouncementKind,
    pub title: Translated,
    pub period: Option<AnnouncedPeriod>,
    pub urgent: bool,
    pub pinned: bool,
    pub unread: bool,
    pub published: When,
    /// The time of the correction that is shown; `None` if there was none.
    pub corrected: Option<When>,
    pub withdrawn: bool,
    /// True if the reader is asked to acknowledge it and has not done so.
    pub to_acknowledge: bool,
}

/// A page of announcements: unread ones first, then newest first.
#[derive(Clone, Debug)]
pub struct AnnouncementList {
    pub rows: Vec<AnnouncementRow>,
    pub around: Neighbours,
    /// The number of the first row, where it is known.
    pub first: Option<u64>,
    /// The number of announcements that the filter finds.
    pub total: Total,
    /// The years in Japan that have announcements, newest first.
    pub years: Vec<String>,
}

/// What a list of announcements is narrowed to.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct AnnouncementFilter {
    pub words: String,
    pub kind: Option<AnnouncementKind>,
    /// A year in Japan; `None` for all.
    pub year: Option<i32>,
    pub unread: bool,
}

/// A version that readers can look at.
#[derive(Clone, Debug)]
pub struct VersionShown {
    pub number: u64,
    pub published: When,
    pub title: Translated,
    pub html_ja: SafeHtml,
    /// Empty if it is in Japanese only.
    pub html_en: SafeHtml,
    pub period: Option<AnnouncedPeriod>,
    pub emergency: bool,
    /// Why it was published late; empty if it was in time.
    pub reason: String,
    /// What differs from the version before, in words.
    pub changes: Vec<Words>,
}

/// How many people of the own company have read it, for administrators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReadCount {
    pub read: u64,
    /// `None` if nobody is asked to acknowledge it.
    pub acknowledged: Option<u64>,
    pub members: u64,
}

/// One announcement.
#[derive(Clone, Debug)]
pub struct AnnouncementDetail {
    pub row: AnnouncementRow,
    pub version: VersionShown,
    /// All older versions, newest first.
    pub older: Vec<VersionShown>,
    pub asks_acknowledgement: bool,
    pub acknowledged: Option<When>,
    pub withdrawn: Option<When>,
    pub why_withdrawn: Option<Translated>,
    /// True if there is an entry for a calendar.
    pub has_calendar: bool,
    pub count: Option<ReadCount>,
}

/// A member of the own company, and what they have read.
#[derive(Clone, Debug)]
pub struct AnnouncementReader {
    pub name: String,
    pub read: Option<When>,
    pub acknowledged: Option<When>,
}

/// Who of the own company has read an announcement: those who have not come first.
#[derive(Clone, Debug)]
pub struct AnnouncementReaders {
    pub id: String,
    pub title: Translated,
    pub count: ReadCount,
    pub people: Vec<AnnouncementReader>,
}

/// The secret addresses under which programs get the announcements for a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SubscriptionAddresses {
    pub since: When,
    pub calendar: String,
    pub feed: String,
}

/// Names an announcement and the version that was read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneAnnouncement {
    pub id: String,
    #[serde(default)]
    pub number: String,
}

/// Makes secret addresses, or new ones in the place of those that there are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subscribe {
    /// Empty. The dialog that asks first sends it.
    #[serde(default)]
    pub id: String,
}

/// Ends the secret addresses.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unsubscribe {
    /// Empty. The dialog that asks first sends it.
    #[serde(default)]
    pub id: String,
}

#[cfg_attr(test, unimock::unimock(api = AnnouncementsFake))]
#[async_trait]
pub trait AnnouncementsApi: Send + Sync {
    /// What is for the reader.
    async fn announcements(
        &self,
        filter: &AnnouncementFilter,
        cursor: &ListCursor,
    ) -> Result<AnnouncementList, AppError>;

    /// One announcement. It counts as read from then on.
    async fn announcement(&self, id: &str) -> Result<AnnouncementDetail, AppError>;

    async fn announcement_readers(&self, id: &str) -> Result<AnnouncementReaders, AppError>;

    /// Says that one has taken note of a version.
    async fn acknowledge_announcement(&self, command: OneAnnouncement) -> Result<Next, AppError>;

    /// The addresses of the reader; `None` without any.
    async fn announcement_subscription(&self) -> Result<Option<SubscriptionAddresses>, AppError>;

    async fn subscribe_announcements(&self, command: Subscribe) -> Result<Next, AppError>;

    async fn unsubscribe_announcements(&self, command: Unsubscribe) -> Result<Next, AppError>;
}
