//! The states of a case, its steps, and which step leads from where to where. Codes are stable: they stand in logs.

use super::messages as m;
use crate::text::{Text, t};

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

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident [$($code:literal $ja:literal $en:literal;)*])*) => {
        $($(#[$doc])* pub const $name: &[(&str, Text)] = &[$(($code, Text::new($ja, $en))),*];)*
    };
}

codes! {
    /// How staff made sure who asks.
    EVIDENCE [
        "call-back" "登録済みの電話番号への折り返し電話" "Call back to the registered number";
        "contract" "契約情報の照合" "Facts of the contract compared";
        "video" "ビデオ通話と社員証" "Video call with a staff card";
        "in-person" "対面と社員証" "In person with a staff card";
    ]
    /// What must have been checked, each point of it.
    CHECKLIST [
        "name" "氏名・会社名・登録メールアドレスを本人が答えた" "They stated name, company and registered address themselves";
        "channel" "こちらから、登録済みの連絡先か登録メールアドレスに連絡した" "We contacted them, at a registered contact or address";
        "reason" "依頼の理由に不審な点がない" "The reason for the request is plausible";
    ]
}

/// Evidence that needs a telephone number on file.
pub const CALL_BACK: &str = "call-back";

/// What staff choose from: nobody is called back without a number on file.
pub fn evidence_choices(can_call: bool) -> Vec<(String, String)> {
    let kinds = EVIDENCE.iter().filter(|(code, _)| can_call || *code != CALL_BACK);
    let none = std::iter::once((String::new(), t(m::CHOOSE).to_owned()));
    none.chain(kinds.map(|(code, words)| ((*code).to_owned(), t(*words).to_owned()))).collect()
}

/// Words of a kind of evidence.
pub fn evidence(code: &str) -> Option<Text> {
    EVIDENCE.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}
