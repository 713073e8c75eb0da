//! The states of a case, its steps, and which step leads from which state to which. Codes are stable, because logs
//! contain them.

use super::messages as m;
use crate::kit::{codes, id_end};
use crate::members::messages::TITLE as MEMBERS;
use crate::text::{Text, Words};

/// The kinds of requests of people who cannot sign in, by code.
pub const ASKED_FOR: [(&str, Text); 3] =
    [("password", m::ASK_PASSWORD), ("second_factor", m::ASK_SECOND_FACTOR), ("other", m::ASK_OTHER)];

pub fn asked_for(code: &str) -> Option<Text> {
    ASKED_FOR.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}

/// The kind of a case.
pub fn kind(removes_second_factor: bool) -> Text {
    if removes_second_factor { m::RESET_BOTH } else { m::RESET }
}

/// The title of a case: its number, its person, and its kind.
pub fn titled(number: &str, person: &Words, removes_second_factor: bool) -> Words {
    let kind = kind(removes_second_factor);
    let one =
        |person: &str, kind: &str, between: &str| format!("{number} {person}{between}{kind}").trim_start().to_owned();
    Words { ja: one(&person.ja, kind.ja, "｜"), en: one(&person.en, kind.en, " | ") }
}

/// What a case is called whose row is forged, or was when it ended, and may name anybody.
pub fn by_id(id: &str) -> Words {
    m::CALLED.with(&[("end", &id_end(id))])
}

codes! {
    /// The state of a case.
    pub enum CaseState {
        /// Opened; identity is not verified yet.
        Opened = "opened" => Text::new("本人確認待ち", "Identity check pending"),
        /// Identity is verified; the company's consent or the end of the cooling-off time is pending.
        Checked = "checked" => Text::new("契約企業の同意待ち", "Awaiting customer consent"),
        /// The company has consented; a second member of staff is asked.
        Consented = "consented" => Text::new("承認待ち", "Awaiting approval"),
        /// Approved by staff; the link is sent.
        Approved = "approved" => Text::new("本人の再設定待ち", "Awaiting password reset"),
        /// A new password was set.
        Done = "done" => Text::new("完了", "Done"),
        /// Ended without a reset.
        Closed = "closed" => Text::new("中止", "Closed"),
    }
}

/// Why an open case cannot go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Barred {
    /// The person's account is forged.
    Account,
    /// The company is forged.
    Company,
}

impl Barred {
    pub fn mark(self) -> Text {
        match self {
            Barred::Account => m::BARRED_PERSON_MARK,
            Barred::Company => m::BARRED_COMPANY_MARK,
        }
    }

    /// Who can do what about it, for staff.
    pub fn to_staff(self) -> Words {
        let text = match self {
            Barred::Account => m::STEP_BARRED,
            Barred::Company => m::STEP_BARRED_COMPANY,
        };
        text.naming(m::CANCEL, &[])
    }

    /// Who can do what about it, for the company's administrators.
    pub fn to_company(self) -> Words {
        match self {
            Barred::Account => m::COMPANY_BARRED.naming(MEMBERS, &[]),
            Barred::Company => m::COMPANY_BARRED_COMPANY.into(),
        }
    }
}

/// A step of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseStep {
    Check,
    Consent,
    Refuse,
    Approve,
    /// Sends a new link after the old one has expired.
    SendAgain,
    Cancel,
    /// The person sets a new password behind the link.
    Finish,
}

impl CaseState {
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

    /// The state after a step, if the step is allowed. `cooled`: nobody in the company can consent, and the cooling-off
    /// time is over.
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

    /// The state of a forged case after a step. Nothing but its end is allowed, from any open state.
    pub fn ends(self, from: CaseState) -> Option<CaseState> {
        let ends = from.is_open() && matches!(self, CaseStep::Refuse | CaseStep::Cancel);
        ends.then_some(CaseState::Closed)
    }
}
