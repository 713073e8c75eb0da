//! Service levels: uptime, recovery, response times, limits.

use serde::Deserialize;

use super::error::Findings;
use super::value::{Percent, Quota};
use super::words::{UptimePeriod, UptimeScope};

/// Uptime = (planned service time − downtime) ÷ planned service time (SL-10, MS-3, DS-2, BP-2, WS-8).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uptime {
    pub scope: UptimeScope,
    pub period: UptimePeriod,
    /// The promised value.
    pub sla_percent: Option<Percent>,
    /// The target value.
    pub slo_percent: Option<Percent>,
    /// The actual figure that the document states.
    pub stated_actual_percent: Option<Percent>,
    /// Shorter outages do not count as downtime.
    pub min_counted_minutes: u32,
    pub not_counted: NotCounted,
}

/// Outages that do not count as downtime.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotCounted {
    pub planned_stops: bool,
    /// True if outages of a social login provider do not count.
    pub provider_stops: bool,
}

impl Uptime {
    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        if let (Some(sla), Some(slo)) = (self.sla_percent, self.slo_percent) {
            f.refuse_if(
                slo < sla,
                "uptime.slo_percent",
                "the objective is lower than the guarantee (uptime.sla_percent)",
            );
        }
        let none = self.sla_percent.is_none() && self.slo_percent.is_none();
        f.refuse_if(none, "uptime", "neither sla_percent nor slo_percent is set");
    }
}

/// Recovery from failures, and how much data a failure may lose (SL-11, MS-4, DS-3).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    /// Mean time to repair.
    pub mttr_minutes: Option<u32>,
    pub rto_minutes: Option<u32>,
    /// The usual recovery time so far, if there is no objective.
    pub usual_business_days: Option<u32>,
    pub rpo_minutes: Option<u32>,
    pub max_failures_per_year: Option<u32>,
    /// A failure of at least this length is counted separately.
    pub long_failure_hours: u32,
    /// True if network faults of a few minutes count as failures of the year.
    pub brief_network_faults_count: bool,
}

impl Recovery {
    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        if let (Some(mttr), Some(rto)) = (self.mttr_minutes, self.rto_minutes) {
            let reason = "the mean time to recovery is longer than the recovery time objective (recovery.rto_minutes)";
            f.refuse_if(mttr > rto, "recovery.mttr_minutes", reason);
        }
        f.refuse_if(self.long_failure_hours == 0, "recovery.long_failure_hours", "every incident would be a long one");
    }
}

/// Response and batch times (MS-7, DS-7, BP-6).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    pub mean_milliseconds: Option<u32>,
    /// The longest duration of a slow period.
    pub slow_spell_minutes: Option<u32>,
    pub batch_seconds: Option<u32>,
    /// True if times are collected from the logs and analysed.
    pub collected: bool,
    /// The percentiles shown in the charts.
    pub percentiles: Vec<u8>,
}

impl Response {
    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        let wrong = self.percentiles.iter().any(|percentile| !(1..=99).contains(percentile));
        f.refuse_if(wrong, "response.percentiles", "percentiles range from 1 to 99");
        let targets =
            self.mean_milliseconds.is_some() || self.batch_seconds.is_some() || self.slow_spell_minutes.is_some();
        f.refuse_if(targets && !self.collected, "response.collected", "targets are set, but no times are collected");
        f.refuse_if(self.mean_milliseconds == Some(0), "response.mean_milliseconds", "a response can't take no time");
    }
}

/// Requests per minute of one tenant (SL-12).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateLimits {
    pub social_login_per_minute: u32,
    pub web_api_per_minute: u32,
    /// The conditions for lifting the limits for a time; without them the limits are never lifted.
    pub lift: Option<LiftTerms>,
}

/// The conditions for lifting a limit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiftTerms {
    pub permanent: bool,
    pub ask_days_ahead: u32,
    pub charged: bool,
}

impl RateLimits {
    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        let closed = "every request would be rejected";
        f.refuse_if(self.social_login_per_minute == 0, "rate_limits.social_login_per_minute", closed);
        f.refuse_if(self.web_api_per_minute == 0, "rate_limits.web_api_per_minute", closed);
    }
}

/// Storage limits of a tenant (SL-12, MS-8, DS-7).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotas {
    pub end_users: Quota,
    /// On the shared server.
    pub storage_gigabytes: Quota,
}
