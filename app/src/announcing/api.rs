pub use super::draft::SaveDraft;
use crate::announcements::api::{AnnouncedPeriod, Translated};
use crate::announcements::kinds::{AnnouncementKind, AnnouncementState, VersionState};
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, SafeHtml, Total, When};
use crate::permission::{Permission, SUPPORT, Verb};
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

pub const WRITE: Permission =
    Permission::new("support.announcements", Verb::Edit, "お知らせを作成する", "Write announcements").held_by(SUPPORT);
/// Who writes an announcement never approves it.
pub const PUBLISH: Permission = Permission::new(
    "support.announcements_publish",
    Verb::Approve,
    "お知らせを承認・公開・取り下げる",
    "Approve, publish and withdraw announcements",
)
.held_by(SUPPORT)
.with_step_up();

/// An announcement in the list of staff.
#[derive(Clone, Debug)]
pub struct DraftRow {
    pub id: String,
    pub kind: AnnouncementKind,
    pub title: String,
    pub state: AnnouncementState,
    /// The state of a correction that is not published yet.
    pub correction: Option<VersionState>,
    pub urgent: bool,
    pub period: Option<AnnouncedPeriod>,
    /// When it was published, or is going to be.
    pub published: Option<When>,
    pub saved: When,
    pub saved_by: String,
    /// True if the row is forged. Readers do not see it.
    pub altered: bool,
}

/// A page of announcements for staff, newest first.
#[derive(Clone, Debug)]
pub struct DraftList {
    pub rows: Vec<DraftRow>,
    pub around: Neighbours,
    /// The number of the first row, where it is known.
    pub first: Option<u64>,
    pub total: Total,
}

/// What one profile of the audience promises about a notice.
#[derive(Clone, Debug)]
pub struct LeadOfProfile {
    pub profile: Words,
    /// The length in words, such as "1 month"; `None` if the profile promises none for this kind.
    pub ahead: Option<Words>,
    /// The latest moment to publish.
    pub latest: Option<When>,
    /// The ways by which the profile promises it.
    pub channels: Vec<Words>,
    pub companies: u64,
    /// True if it would be published too late for this profile.
    pub late: bool,
}

/// What a draft asks for when it is published.
#[derive(Clone, Debug)]
pub struct LeadReport {
    pub profiles: Vec<LeadOfProfile>,
    /// The number of companies that would be told too late.
    pub late: u64,
    /// The number of companies in the audience.
    pub companies: u64,
    /// The number of companies without a contact that is told of it.
    pub untold: u64,
}

/// A profile that can be chosen.
#[derive(Clone, Debug)]
pub struct ProfileChoice {
    pub name: String,
    pub title: Words,
    pub companies: u64,
}

/// The form of a draft.
#[derive(Clone, Debug)]
pub struct DraftForm {
    /// Empty for a new one.
    pub id: String,
    /// The revision that is stored now.
    pub revision: u64,
    /// True for a correction of what is published.
    pub correction: bool,
    /// What is stored.
    pub values: SaveDraft,
    pub profiles: Vec<ProfileChoice>,
    /// What the profiles ask for, by what was typed or is stored.
    pub lead: Option<LeadReport>,
    /// What readers would see of what was typed or is stored.
    pub preview: DraftPreview,
    /// What somebody else has stored since the form was opened.
    pub newer: Option<NewerText>,
}

/// A draft as readers would see it.
#[derive(Clone, Debug, Default)]
pub struct DraftPreview {
    pub title_ja: String,
    pub title_en: String,
    pub html_ja: SafeHtml,
    pub html_en: SafeHtml,
    /// The letter to contacts, if they get one.
    pub letter: Option<LetterPreview>,
}

/// What somebody else has stored in the meantime.
#[derive(Clone, Debug)]
pub struct NewerText {
    pub by: String,
    pub at: When,
    pub values: SaveDraft,
}

/// A version for staff.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own about the announcement")]
#[derive(Clone, Debug)]
pub struct DraftVersion {
    pub number: u64,
    pub state: VersionState,
    pub kind: AnnouncementKind,
    pub title: Translated,
    pub html_ja: SafeHtml,
    /// Empty if it is in Japanese only.
    pub html_en: SafeHtml,
    pub period: Option<AnnouncedPeriod>,
    pub urgent: bool,
    pub pinned: bool,
    pub acknowledge: bool,
    pub tells: bool,
    pub emergency: bool,
    pub reason: String,
    pub reach: Words,
    pub publish: Option<When>,
    pub published: Option<When>,
    pub saved: When,
    pub authors: Vec<String>,
    pub approved: Option<When>,
    pub approved_by: Option<String>,
    /// Why it was returned to its authors.
    pub returned: Option<String>,
    /// What differs from the version before, in words.
    pub changes: Vec<Words>,
}

/// How far the letters about a version are.
#[derive(Clone, Debug)]
pub struct LetterProgress {
    pub companies: u64,
    pub letters: u64,
    /// The number of companies without a contact for it.
    pub untold: u64,
    pub finished: Option<When>,
}

/// What staff can do with an announcement now.
#[expect(clippy::struct_excessive_bools, reason = "each is a button of its own")]
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DraftActs {
    pub edit: bool,
    /// Approves and publishes, or schedules.
    pub approve: bool,
    /// Somebody must approve who has not written in it.
    pub needs_approval: bool,
    /// The viewer has written in it and must not approve it.
    pub own: bool,
    pub give_back: bool,
    /// Publishes what is scheduled at once.
    pub publish: bool,
    pub correct: bool,
    pub discard: bool,
    pub withdraw: bool,
}

/// One announcement for staff.
#[derive(Clone, Debug)]
pub struct DraftDetail {
    pub row: DraftRow,
    /// The revision of the newest version.
    pub revision: u64,
    /// The newest version: the one to decide about.
    pub version: DraftVersion,
    /// All older versions, newest first.
    pub older: Vec<DraftVersion>,
    pub lead: Option<LeadReport>,
    pub can: DraftActs,
    pub letters: Option<LetterProgress>,
    pub withdrawn: Option<When>,
    pub why_withdrawn: Option<Translated>,
}

/// The letter about an announcement in both languages.
#[derive(Clone, Debug)]
pub struct LetterPreview {
    pub subject: Words,
    pub text: Words,
}

/// Names an announcement, and the revision of the draft that was looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneDraft {
    pub id: String,
    #[serde(default)]
    pub revision: String,
}

/// Returns a draft to its authors.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnDraft {
    pub id: String,
    #[serde(default)]
    pub why: String,
}

/// Withdraws an announcement, with a reason for readers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawAnnouncement {
    pub id: String,
    #[serde(default)]
    pub why_ja: String,
    #[serde(default)]
    pub why_en: String,
}

#[cfg_attr(test, unimock::unimock(api = AnnouncingFake))]
#[async_trait]
pub trait AnnouncingApi: Send + Sync {
    /// Announcements in any state, for staff.
    async fn drafts(&self, state: Option<AnnouncementState>, cursor: &ListCursor) -> Result<DraftList, AppError>;

    async fn draft(&self, id: &str) -> Result<DraftDetail, AppError>;

    /// The form of a draft; an empty id for a new one.
    /// `typed` is what a form holds that came back.
    async fn draft_form(&self, id: &str, typed: Option<SaveDraft>) -> Result<DraftForm, AppError>;

    async fn create_draft(&self, command: SaveDraft) -> Result<Next, AppError>;

    async fn save_draft(&self, command: SaveDraft) -> Result<Next, AppError>;

    /// Shows what was typed as readers would see it. Nothing is stored.
    async fn preview_draft(&self, command: SaveDraft) -> Result<Next, AppError>;

    /// Saves a draft and hands it on to those who approve and publish.
    async fn submit_draft(&self, command: SaveDraft) -> Result<Next, AppError>;

    async fn approve_draft(&self, command: OneDraft) -> Result<Next, AppError>;

    async fn return_draft(&self, command: ReturnDraft) -> Result<Next, AppError>;

    /// Publishes at once what is scheduled.
    async fn publish_draft(&self, command: OneDraft) -> Result<Next, AppError>;

    /// Begins a correction of what is published.
    async fn correct_announcement(&self, command: OneDraft) -> Result<Next, AppError>;

    /// Ends a draft, or a correction that is not published yet.
    async fn discard_draft(&self, command: OneDraft) -> Result<Next, AppError>;

    async fn withdraw_announcement(&self, command: WithdrawAnnouncement) -> Result<Next, AppError>;
}
