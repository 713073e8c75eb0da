//! The last day on which a notice is in time, for every promise of the five profiles: at the ends of months, in leap years,
//! and over the turn of the year.

use super::*;
use crate::base::clock::jst;
use crate::profile::lead_time::lead_time;
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

/// When something begins in Japan, and the last day on which it may be announced.
struct Case {
    starts: &'static str,
    latest: &'static str,
}

const fn case(starts: &'static str, latest: &'static str) -> Case {
    Case { starts, latest }
}

const A_MONTH: &[Case] = &[
    case("2027-03-31T22:00", "2027-02-28"),
    case("2028-03-31T22:00", "2028-02-29"),
    case("2028-03-30T22:00", "2028-02-29"),
    case("2027-03-28T00:00", "2027-02-28"),
    case("2027-01-15T09:00", "2026-12-15"),
    case("2027-01-31T23:59", "2026-12-31"),
    case("2027-05-31T00:00", "2027-04-30"),
];
const THREE_MONTHS: &[Case] = &[
    case("2027-05-31T10:00", "2027-02-28"),
    case("2028-05-31T10:00", "2028-02-29"),
    case("2027-03-31T10:00", "2026-12-31"),
    case("2027-02-01T00:00", "2026-11-01"),
];
const SIX_MONTHS: &[Case] = &[
    case("2027-08-31T10:00", "2027-02-28"),
    case("2028-08-30T10:00", "2028-02-29"),
    case("2027-05-31T10:00", "2026-11-30"),
    case("2027-06-30T02:00", "2026-12-30"),
];
const SEVEN_DAYS: &[Case] = &[
    case("2027-01-03T00:00", "2026-12-27"),
    case("2028-03-05T23:00", "2028-02-27"),
    case("2027-03-05T23:00", "2027-02-26"),
    case("2027-05-06T02:00", "2027-04-29"),
];
const TEN_DAYS: &[Case] = &[
    case("2027-01-03T00:00", "2026-12-24"),
    case("2028-03-05T01:00", "2028-02-24"),
    case("2027-03-05T01:00", "2027-02-23"),
];

/// Every promise with a length: the profile, the kind of notice, and what follows.
const PROMISES: &[(&str, NoticeKind, &[Case])] = &[
    ("social-login-manager", NoticeKind::Change, A_MONTH),
    ("social-login-manager", NoticeKind::Suspension, A_MONTH),
    ("social-login-manager", NoticeKind::Maintenance, A_MONTH),
    ("managed-saas", NoticeKind::PlannedStop, A_MONTH),
    ("managed-saas", NoticeKind::Maintenance, SEVEN_DAYS),
    ("managed-saas", NoticeKind::EndOfService, SIX_MONTHS),
    ("dual-server-saas", NoticeKind::PlannedStop, SEVEN_DAYS),
    ("dual-server-saas", NoticeKind::EndOfService, THREE_MONTHS),
    ("b2b-platform", NoticeKind::Change, A_MONTH),
    ("b2b-platform", NoticeKind::PlannedStop, SIX_MONTHS),
    ("b2b-platform", NoticeKind::EndOfService, THREE_MONTHS),
    ("workspace-saas", NoticeKind::Maintenance, TEN_DAYS),
];

/// Promises of a notice ahead, without a length.
const AHEAD: &[(&str, NoticeKind)] = &[("managed-saas", NoticeKind::Upgrade), ("dual-server-saas", NoticeKind::Change)];

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+09:00").parse::<DateTime<FixedOffset>>().expect("a time in Japan").to_utc()
}

#[test]
fn a_notice_is_in_time_until_the_end_of_the_day_in_japan() {
    for (name, kind, cases) in PROMISES {
        for Case { starts, latest } in *cases {
            let lead = lead_time(profile(name), *kind, at(starts)).expect("a promise");
            let day = lead.latest.with_timezone(&jst()).date_naive().to_string();
            assert_eq!(day, *latest, "{name}: {kind:?} of what begins at {starts}");
            let end = at(&format!("{latest}T23:59"));
            assert!(!lead.is_late(end), "{name}: {kind:?} on {latest}");
            assert!(lead.is_late(end + TimeDelta::minutes(1)), "{name}: {kind:?} after {latest}");
        }
    }
}

#[test]
fn a_notice_without_a_length_comes_before_the_beginning() {
    let starts = at("2027-01-04T09:00");
    for (name, kind) in AHEAD {
        let lead = lead_time(profile(name), *kind, starts).expect("a promise");
        assert!(!lead.is_late(starts - TimeDelta::seconds(1)) && lead.is_late(starts), "{name}");
    }
}

/// No promise is missing in the tables above, and no profile promises what stands nowhere.
#[test]
fn every_promise_stands_in_a_table() {
    let mut all = 0;
    for profile in crate::profile::all() {
        for kind in NoticeKind::ALL {
            let listed = PROMISES.iter().any(|(name, of, _)| *name == profile.name && of == kind)
                || AHEAD.iter().any(|(name, of)| *name == profile.name && of == kind);
            let promised = lead_time(profile, *kind, at("2027-01-04T09:00")).is_some();
            assert_eq!(listed, promised, "{}: {kind:?}", profile.name);
            all += usize::from(promised);
        }
    }
    assert_eq!(all, 14);
}
