//! Until when a notice may be published (SL-4, SL-5, MS-2, DS-1, DS-15, BP-1, WS-8). Months are calendar months: a month before
//! 31 March is the last day of February. Days are days in Japan, and a notice is in time until the end of the day.

use chrono::{DateTime, Days as CalendarDays, NaiveTime, TimeDelta, Utc};

use super::policy::Profile;
use super::value::Length;
use super::words::{NoticeChannel, NoticeKind};
use crate::base::clock::jst;

/// What a profile promises about a notice of something that begins at a known time.
#[derive(Clone, Copy, Debug)]
pub struct LeadTime {
    /// The last moment at which a notice is in time.
    pub latest: DateTime<Utc>,
    /// The ways by which it reaches the customer.
    pub channels: &'static [NoticeChannel],
}

/// The lead time of a kind of notice under a profile; `None` if the profile states none.
pub fn lead_time(profile: &'static Profile, kind: NoticeKind, starts: DateTime<Utc>) -> Option<LeadTime> {
    let lead = profile.notices.lead(kind)?;
    Some(LeadTime { latest: latest(lead.ahead, starts), channels: &lead.channels })
}

impl LeadTime {
    /// True if a notice that is published at this moment comes too late.
    pub fn is_late(&self, published: DateTime<Utc>) -> bool {
        published > self.latest
    }
}

/// The last moment that is this long before a beginning. Without a length it is any moment before.
fn latest(ahead: Length, starts: DateTime<Utc>) -> DateTime<Utc> {
    let within_a_day = matches!(ahead, Length::Minutes(_) | Length::Hours(_));
    if ahead.is_zero() || within_a_day {
        let at = ahead.before(starts.naive_utc()).map_or(DateTime::<Utc>::MIN_UTC, |at| at.and_utc());
        return if ahead.is_zero() { at - TimeDelta::microseconds(1) } else { at };
    }
    let first = starts.with_timezone(&jst()).date_naive().and_time(NaiveTime::MIN);
    let day = ahead.before(first).and_then(|day| day.checked_add_days(CalendarDays::new(1)));
    let end = day.and_then(|day| day.and_local_timezone(jst()).single());
    end.map_or(DateTime::<Utc>::MIN_UTC, |end| end.to_utc() - TimeDelta::microseconds(1))
}
