//! What the profile promises about an answer (`support.answer`): a goal and a deadline, each the end of a business day on the
//! Japanese calendar.

use crate::profile::Profile;
use crate::profile::working_days::Business;
use chrono::{DateTime, Utc};

/// Until when a question is to be answered.
#[derive(Clone, Copy)]
pub struct AnswerPromise {
    pub goal: DateTime<Utc>,
    pub latest: DateTime<Utc>,
}

/// The promise about a question. If the desk never opens, it is at once.
pub fn of(profile: &Profile, asked: DateTime<Utc>) -> AnswerPromise {
    let (desk, answer) = (Business::of(&profile.support.desk), &profile.support.answer);
    let latest = desk.due(asked, answer.latest_business_days).unwrap_or(asked);
    // A question after hours has the same day no more, so the goal may lie behind the deadline.
    let goal = desk.due(asked, answer.goal_business_days).unwrap_or(latest).min(latest);
    AnswerPromise { goal, latest }
}
