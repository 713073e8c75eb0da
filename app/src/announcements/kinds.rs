//! Kinds and states of announcements. Codes are stable, because the database and logs contain them; those of the kinds with a
//! lead time are the codes of the profile.

use super::messages as m;
use crate::contacts::kinds::ContactKind;
use crate::kit::{Tone, codes};

codes! {
    /// What an announcement is about. Each kind with a lead time in the profile is one of its own.
    pub enum AnnouncementKind {
        Information = "information" => m::INFORMATION,
        Incident = "incident" => m::INCIDENT,
        Maintenance = "maintenance" => m::MAINTENANCE,
        PlannedStop = "planned-stop" => m::PLANNED_STOP,
        Suspension = "suspension" => m::SUSPENSION,
        Change = "change" => m::CHANGE,
        Upgrade = "upgrade" => m::UPGRADE,
        EndOfService = "end-of-service" => m::END_OF_SERVICE,
    }
}

impl AnnouncementKind {
    /// The icon of its badge.
    pub fn icon(self) -> &'static str {
        match self {
            AnnouncementKind::Information => "info",
            AnnouncementKind::Incident => "siren",
            AnnouncementKind::Maintenance => "settings",
            AnnouncementKind::PlannedStop => "calendar-clock",
            AnnouncementKind::Suspension => "ban",
            AnnouncementKind::Change => "sliders-horizontal",
            AnnouncementKind::Upgrade => "refresh-cw",
            AnnouncementKind::EndOfService => "circle-x",
        }
    }

    /// The colour of its badge.
    pub fn tone(self) -> Tone {
        match self {
            AnnouncementKind::Information => Tone::Plain,
            AnnouncementKind::Incident | AnnouncementKind::EndOfService => Tone::Danger,
            AnnouncementKind::Maintenance | AnnouncementKind::PlannedStop | AnnouncementKind::Suspension => Tone::Warn,
            AnnouncementKind::Change | AnnouncementKind::Upgrade => Tone::Info,
        }
    }

    /// The contacts who are told of it. Nobody is told of mere information, unless it is urgent.
    pub fn contacts(self) -> Option<ContactKind> {
        match self {
            AnnouncementKind::Information => None,
            AnnouncementKind::Incident => Some(ContactKind::Incident),
            AnnouncementKind::Maintenance | AnnouncementKind::PlannedStop | AnnouncementKind::Suspension => {
                Some(ContactKind::Maintenance)
            }
            AnnouncementKind::Change | AnnouncementKind::Upgrade | AnnouncementKind::EndOfService => {
                Some(ContactKind::Change)
            }
        }
    }

    /// True if it announces something that begins later, so that it must name when.
    pub fn is_ahead(self) -> bool {
        !matches!(self, AnnouncementKind::Information | AnnouncementKind::Incident)
    }

    /// True if the service does not run meanwhile. Such a notice stands on the sign-in page as well.
    pub fn is_stop(self) -> bool {
        use AnnouncementKind::{Incident, Maintenance, PlannedStop, Suspension};
        matches!(self, Incident | Maintenance | PlannedStop | Suspension)
    }
}

codes! {
    /// The state of an announcement.
    pub enum AnnouncementState {
        Draft = "draft" => m::DRAFT,
        Waiting = "waiting" => m::WAITING,
        Scheduled = "scheduled" => m::SCHEDULED,
        Published = "published" => m::PUBLISHED,
        Withdrawn = "withdrawn" => m::WITHDRAWN,
    }
}

codes! {
    /// The state of a version of an announcement.
    pub enum VersionState {
        Draft = "draft" => m::DRAFT,
        /// Waits for the approval of somebody who has not written in it.
        Waiting = "waiting" => m::WAITING,
        Scheduled = "scheduled" => m::SCHEDULED,
        Published = "published" => m::PUBLISHED,
    }
}

impl VersionState {
    /// The state of an announcement of which nothing is published yet.
    pub fn of_announcement(self) -> AnnouncementState {
        match self {
            VersionState::Draft => AnnouncementState::Draft,
            VersionState::Waiting => AnnouncementState::Waiting,
            VersionState::Scheduled => AnnouncementState::Scheduled,
            VersionState::Published => AnnouncementState::Published,
        }
    }
}
