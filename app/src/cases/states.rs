//! The states of a case, its steps, and which step leads from where to where. Codes are stable: they stand in logs.

use super::messages as m;
use crate::text::Text;

/// What people who cannot sign in ask for, by code.
pub const ASKED_FOR: [(&str, Text); 3] =
    [("password", m::ASK_PASSWORD), ("second_factor", m::ASK_SECOND_FACTOR), ("other", m::ASK_OTHER)];

pub fn asked_for(code: &str) -> Option<Text> {
    ASKED_FOR.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}

/// What a case is about.
pub fn kind(removes_second_factor: bool) -> Text {
    if removes_second_factor { m::RESET_BOTH } else { m::RESET }
}

/// Where a case stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseState {
    /// Identity is to be checked.
    Opened,
    /// Identity was checked; the company is asked, or a cooling-off time runs.
    Checked,
    /// The company agreed; a second member of staff is asked.
    Consented,
    /// The link is on its way.
    Approved,
    /// A new password was set.
    Done,
    /// Ended without a reset.
    Closed,
}

/// What somebody does with a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseStep {
    Check,
    Consent,
    Refuse,
    Approve,
    /// A new link instead of one that ran out.
    SendAgain,
    Cancel,
    /// The person sets a new password behind the link.
    Finish,
}

impl CaseState {
    pub const ALL: [CaseState; 6] = [
        CaseState::Opened,
        CaseState::Checked,
        CaseState::Consented,
        CaseState::Approved,
        CaseState::Done,
        CaseState::Closed,
    ];

    pub fn code(self) -> &'static str {
        match self {
            CaseState::Opened => "opened",
            CaseState::Checked => "checked",
            CaseState::Consented => "consented",
            CaseState::Approved => "approved",
            CaseState::Done => "done",
            CaseState::Closed => "closed",
        }
    }

    pub fn from_code(code: &str) -> Option<CaseState> {
        CaseState::ALL.into_iter().find(|s| s.code() == code)
    }

    pub fn text(self) -> Text {
        match self {
            CaseState::Opened => Text::new("本人確認待ち", "Identity to be checked"),
            CaseState::Checked => Text::new("契約企業の同意待ち", "Company's consent awaited"),
            CaseState::Consented => Text::new("承認待ち", "Approval awaited"),
            CaseState::Approved => Text::new("本人の再設定待ち", "New password awaited"),
            CaseState::Done => Text::new("完了", "Done"),
            CaseState::Closed => Text::new("中止", "Closed"),
        }
    }

    pub fn is_open(self) -> bool {
        !matches!(self, CaseState::Done | CaseState::Closed)
    }
}

impl CaseStep {
    pub const ALL: [CaseStep; 7] = [
        CaseStep::Check,
        CaseStep::Consent,
        CaseStep::Refuse,
        CaseStep::Approve,
        CaseStep::SendAgain,
        CaseStep::Cancel,
        CaseStep::Finish,
    ];

    /// Where a step leads, if it may be taken. `cooled`: nobody in the company can agree, and the cooling-off time is over.
    pub fn leads(self, from: CaseState, cooled: bool) -> Option<CaseState> {
        use CaseState as S;
        match (self, from) {
            (CaseStep::Check, S::Opened) => Some(S::Checked),
            (CaseStep::Consent, S::Checked) => Some(S::Consented),
            (CaseStep::Refuse, S::Checked) => Some(S::Closed),
            (CaseStep::Approve, S::Consented) | (CaseStep::SendAgain, S::Approved) => Some(S::Approved),
            (CaseStep::Approve, S::Checked) if cooled => Some(S::Approved),
            (CaseStep::Cancel, open) if open.is_open() => Some(S::Closed),
            (CaseStep::Finish, S::Approved) => Some(S::Done),
            _ => None,
        }
    }
}
