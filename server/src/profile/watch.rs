//! Monitoring of the service, incident notices, and publication.

use serde::Deserialize;

use super::error::Findings;
use super::value::Always;
use super::words::{
    AlertSink, Audience, Browser, IncidentStep, MonitorCheck, MonitorTarget, NoticeChannel, UptimePeriod,
};

/// What is monitored (SL-8, MS-5, DS-4, BP-4).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Monitoring {
    pub around_the_clock: Always,
    pub targets: Vec<MonitorTarget>,
    pub checks: Vec<MonitorCheck>,
    pub interval_seconds: u32,
    /// The channels that alert the first responder.
    pub alerts: Vec<AlertSink>,
}

/// Incident procedure (SL-3, MS-5, DS-5, BP-4).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// Time from detection to the notice to the contacts; 0 is at once.
    pub first_notice_minutes: u32,
    pub first_notice_by: Vec<NoticeChannel>,
    /// Time between reports while the incident lasts.
    pub update_minutes: u32,
    pub update_by: Vec<NoticeChannel>,
    /// The procedure, in order.
    pub steps: Vec<IncidentStep>,
}

impl Incident {
    pub(super) fn contradictions(&self, monitoring: &Monitoring, f: &mut Findings<'_>) {
        f.refuse_if(monitoring.targets.is_empty(), "monitoring.targets", "nothing would be monitored");
        f.refuse_if(monitoring.checks.is_empty(), "monitoring.checks", "nothing would be checked");
        f.refuse_if(monitoring.alerts.is_empty(), "monitoring.alerts", "alerts would reach no one");
        f.refuse_if(monitoring.interval_seconds == 0, "monitoring.interval_seconds", "expected 1 or more");
        f.refuse_if(self.first_notice_by.is_empty(), "incident.first_notice_by", "the notice would reach no one");
        f.refuse_if(self.update_by.is_empty(), "incident.update_by", "status updates would reach no one");
        f.refuse_if(self.update_minutes == 0, "incident.update_minutes", "expected 1 or more");
        let mut seen = self.steps.clone();
        seen.sort_unstable();
        seen.dedup();
        f.refuse_if(seen.len() != self.steps.len(), "incident.steps", "a step appears twice");
    }
}

/// Who sees information about the service itself (SL-9, MS-23, BP-2, BP-7, WS-8, WS-10).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Live state of the service.
    pub status_page: Audience,
    /// True if the status page reports only during a fault (BP-2: no report in normal times).
    pub status_page_only_in_faults: bool,
    /// The objectives.
    pub service_level: Audience,
    pub uptime_actuals: Audience,
    /// The period of each published figure, independent of the period of the target.
    pub actuals_every: UptimePeriod,
    pub maintenance_actuals: Audience,
    /// Actual values of MTTR, RTO and RPO.
    pub recovery_actuals: Audience,
    /// The reference of the Web API.
    pub api_reference: Audience,
    pub help: Always,
    /// Browsers that the help page lists as supported.
    pub browsers: Vec<Browser>,
}

impl Publication {
    /// True if `/status` opens without signing in.
    pub fn status_page_is_public(&self) -> bool {
        self.status_page == Audience::Public
    }

    /// True if the reference of the Web API opens without signing in.
    pub fn api_is_public(&self) -> bool {
        self.api_reference == Audience::Public
    }

    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        // Audience is ordered from everyone to nobody.
        let reason = "actual values are visible to more people than the objectives (publication.service_level)";
        f.refuse_if(self.uptime_actuals < self.service_level, "publication.uptime_actuals", reason);
        f.refuse_if(self.browsers.is_empty(), "publication.browsers", "no supported browser is listed");
    }
}
