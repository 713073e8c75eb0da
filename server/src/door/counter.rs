//! What is counted, by `throttle` and `attempts`.

use crate::seal::keys::Keys;

/// Each has a name of its own, under which its rows and its places in memory are found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counter {
    /// Failures to sign in from one network.
    From,
    /// Failures to sign in with one address within a minute, on devices of the person and on unknown ones.
    Known,
    Unseen,
    /// Failures to sign in with one address since the last success, likewise.
    KnownFailed,
    Failed,
    /// Attempts of an account on known devices that are being checked.
    Beside,
    /// Guesses at the current password on an open session.
    CurrentPassword,
    /// Wrong codes of an account: between the two steps of signing in, on an unknown device or on one of the person's,
    /// and in an open session. Each is counted apart, so that an outsider who knows the password does not delay the
    /// person.
    CodeUnseen,
    CodeKnown,
    CodeInSession,
    /// Wrong codes of one attempt to sign in.
    CodeOfAttempt,
    PasskeyStart,
    Passkey,
    /// One-time links that are opened.
    Link,
    /// Requests for help.
    Help,
    /// Posts out of order.
    OutOfOrder,
    /// New sessions for what the next page says once.
    Flash,
    /// Mails to one address that has not said yes: between two, and within a day.
    MailPause,
    MailDay,
    /// Such mails of one company.
    MailOfCompany,
}

impl Counter {
    /// All wrong codes of an account.
    pub const CODES: [Counter; 3] = [Counter::CodeUnseen, Counter::CodeKnown, Counter::CodeInSession];

    /// The key of one counter of this kind, which does not tell whose it is.
    pub fn key(self, keys: &Keys, whom: &str) -> Vec<u8> {
        keys.throttle_key(self.name(), whom)
    }

    /// As keys have it. A counter under another name starts from nothing.
    pub(super) fn name(self) -> &'static str {
        match self {
            Counter::From => "from",
            Counter::Known => "known",
            Counter::Unseen => "unseen",
            Counter::KnownFailed => "known failed",
            Counter::Failed => "failed",
            Counter::Beside => "beside",
            Counter::CurrentPassword => "current password",
            Counter::CodeUnseen => "code",
            Counter::CodeKnown => "code on a known device",
            Counter::CodeInSession => "code in a session",
            Counter::CodeOfAttempt => "codes of an attempt",
            Counter::PasskeyStart => "passkey start",
            Counter::Passkey => "passkey",
            Counter::Link => "link",
            Counter::Help => "help",
            Counter::OutOfOrder => "out of order",
            Counter::Flash => "flash",
            Counter::MailPause => "mail to an address, pause",
            Counter::MailDay => "mail to an address, day",
            Counter::MailOfCompany => "mail of a company, day",
        }
    }
}
