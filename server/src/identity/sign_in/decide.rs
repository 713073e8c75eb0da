//! What becomes of a sign-in: pure functions from facts to an outcome. They read and write nothing; the files beside this
//! one find out the facts and carry the outcome out.

use crate::identity::second_factor::AcceptedCode;
use crate::profile::SignInMethod;
use app::sign_in::api::Ended;

/// What a password has shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasswordResult {
    Wrong,
    /// It is right, and the account is open to it.
    Right,
    /// It fits, but the account's or the company's row is forged, so nobody comes in (S10).
    ShutOut(Ended),
}

/// What is known after a password.
#[derive(Clone, Copy)]
pub struct PasswordCheck {
    pub result: PasswordResult,
    /// The account has a second step.
    pub second_step: bool,
    /// The device has shown a client certificate of this person (MS-22).
    pub certificate: bool,
}

/// What follows a password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AfterPassword {
    /// The person learns only that it did not work.
    Refuse,
    /// The person learns that nothing lets them in, and why.
    ShutOut(Ended),
    AskSecondStep,
    Enter(SignInMethod),
}

/// A certificate is the second step of an account that has one, and nothing without the password.
pub fn after_password(facts: PasswordCheck) -> AfterPassword {
    match facts {
        PasswordCheck { result: PasswordResult::Wrong, .. } => AfterPassword::Refuse,
        PasswordCheck { result: PasswordResult::ShutOut(why), .. } => AfterPassword::ShutOut(why),
        PasswordCheck { second_step: false, .. } => AfterPassword::Enter(SignInMethod::Password),
        PasswordCheck { certificate: true, .. } => AfterPassword::Enter(SignInMethod::ClientCertificate),
        PasswordCheck { certificate: false, .. } => AfterPassword::AskSecondStep,
    }
}

/// What is known after a code of the second step.
#[derive(Clone, Copy)]
pub struct CodeFacts {
    /// The number of codes in this attempt, with this one.
    pub tries: u32,
    /// The number of wrong codes that end an attempt.
    pub most: u32,
    /// The kind of the code, if it is right.
    pub accepted: Option<AcceptedCode>,
}

impl CodeFacts {
    /// True if the code may be checked at all.
    pub fn may_check(tries: u32, most: u32) -> bool {
        tries <= most
    }
}

/// What follows a code of the second step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AfterCode {
    TryAgain,
    /// Too many wrong codes: sign-in starts again with the password.
    StartAgain,
    Enter(AcceptedCode),
}

pub fn after_code(facts: CodeFacts) -> AfterCode {
    let CodeFacts { tries, most, accepted } = facts;
    match accepted {
        _ if !CodeFacts::may_check(tries, most) => AfterCode::StartAgain,
        Some(accepted) => AfterCode::Enter(accepted),
        None if tries == most => AfterCode::StartAgain,
        None => AfterCode::TryAgain,
    }
}

/// What is known of a person who has proved everything and wants to come in.
#[derive(Clone, Copy)]
pub struct EntryFacts {
    /// The network is not allowed (MS-16).
    pub elsewhere: bool,
    /// As many people of the company are signed in as the profile allows (DS-7).
    pub full: bool,
    pub device: DeviceKind,
}

/// The device of a person who comes in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeviceKind {
    /// It has been used with this account.
    Known,
    New,
    /// The account has been used on no device yet.
    First,
}

/// What becomes of a person who has proved everything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryDecision {
    Refuse(EntryRefusal),
    Admit {
        /// A letter tells the person about a new device. The very first sign-in needs none.
        letter: bool,
    },
}

/// Why a person who has proved everything does not come in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryRefusal {
    Elsewhere,
    Full,
    /// The password or the sessions of the account were changed meanwhile.
    Changed,
}

pub fn entry(facts: EntryFacts) -> EntryDecision {
    match facts {
        EntryFacts { elsewhere: true, .. } => EntryDecision::Refuse(EntryRefusal::Elsewhere),
        EntryFacts { full: true, .. } => EntryDecision::Refuse(EntryRefusal::Full),
        EntryFacts { device, .. } => EntryDecision::Admit { letter: device == DeviceKind::New },
    }
}

/// What is known once a session is open. A session that opens while others change the account, or take the last seat,
/// does not stay.
#[derive(Clone, Copy)]
pub struct OpenedFacts {
    pub changed: bool,
    pub full: bool,
}

/// Why the session must end again; nothing if it stays.
pub fn opened(facts: OpenedFacts) -> Option<EntryRefusal> {
    match facts {
        OpenedFacts { changed: true, .. } => Some(EntryRefusal::Changed),
        OpenedFacts { full: true, .. } => Some(EntryRefusal::Full),
        OpenedFacts { changed: false, full: false } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO: bool = false;
    const YES: bool = true;

    #[test]
    fn a_password_alone_opens_an_account_without_a_second_step_alone() {
        use AfterPassword::{AskSecondStep, Enter, Refuse, ShutOut};
        // The password is right, the account has a second step, the device shows a certificate.
        let table = [
            (NO, NO, NO, Refuse),
            (NO, NO, YES, Refuse),
            (NO, YES, NO, Refuse),
            (NO, YES, YES, Refuse),
            (YES, NO, NO, Enter(SignInMethod::Password)),
            (YES, NO, YES, Enter(SignInMethod::Password)),
            (YES, YES, NO, AskSecondStep),
            (YES, YES, YES, Enter(SignInMethod::ClientCertificate)),
        ];
        for (right, second_step, certificate, outcome) in table {
            let result = if right { PasswordResult::Right } else { PasswordResult::Wrong };
            let facts = PasswordCheck { result, second_step, certificate };
            assert_eq!(after_password(facts), outcome, "{right} {second_step} {certificate}");
            for why in [Ended::ShutOut, Ended::Altered] {
                let facts = PasswordCheck { result: PasswordResult::ShutOut(why), ..facts };
                assert_eq!(after_password(facts), ShutOut(why), "{second_step} {certificate}");
            }
        }
    }

    #[test]
    fn the_last_wrong_code_ends_the_attempt_and_none_is_checked_after_it() {
        use AfterCode::{Enter, StartAgain, TryAgain};
        let right = Some(AcceptedCode::Authenticator);
        let table = [
            (1, None, TryAgain),
            (4, None, TryAgain),
            (5, None, StartAgain),
            (6, None, StartAgain),
            (1, right, Enter(AcceptedCode::Authenticator)),
            (5, right, Enter(AcceptedCode::Authenticator)),
            (6, right, StartAgain),
            (2, Some(AcceptedCode::RecoveryCode), Enter(AcceptedCode::RecoveryCode)),
        ];
        for (tries, accepted, outcome) in table {
            assert_eq!(after_code(CodeFacts { tries, most: 5, accepted }), outcome, "{tries} {accepted:?}");
        }
        assert!(CodeFacts::may_check(5, 5) && !CodeFacts::may_check(6, 5));
    }

    #[test]
    fn a_network_counts_before_a_seat_and_a_new_device_gets_a_letter_after_the_first_sign_in() {
        let (elsewhere, full) =
            (EntryDecision::Refuse(EntryRefusal::Elsewhere), EntryDecision::Refuse(EntryRefusal::Full));
        let (letter, quiet) = (EntryDecision::Admit { letter: true }, EntryDecision::Admit { letter: false });
        // The network is not allowed, all seats are taken, the device.
        let table = [
            (NO, NO, DeviceKind::Known, quiet),
            (NO, NO, DeviceKind::New, letter),
            (NO, NO, DeviceKind::First, quiet),
            (NO, YES, DeviceKind::Known, full),
            (NO, YES, DeviceKind::New, full),
            (NO, YES, DeviceKind::First, full),
            (YES, NO, DeviceKind::Known, elsewhere),
            (YES, NO, DeviceKind::New, elsewhere),
            (YES, NO, DeviceKind::First, elsewhere),
            (YES, YES, DeviceKind::Known, elsewhere),
            (YES, YES, DeviceKind::New, elsewhere),
            (YES, YES, DeviceKind::First, elsewhere),
        ];
        for (elsewhere, full, device, outcome) in table {
            assert_eq!(entry(EntryFacts { elsewhere, full, device }), outcome, "{elsewhere} {full} {device:?}");
        }
    }

    #[test]
    fn a_session_stays_unless_the_account_changed_or_the_last_seat_went() {
        let table = [
            (NO, NO, None),
            (NO, YES, Some(EntryRefusal::Full)),
            (YES, NO, Some(EntryRefusal::Changed)),
            (YES, YES, Some(EntryRefusal::Changed)),
        ];
        for (changed, full, bar) in table {
            assert_eq!(opened(OpenedFacts { changed, full }), bar, "{changed} {full}");
        }
    }
}
