//! The counters of `throttle` and `attempts`.

use crate::seal::keys::Keys;

/// A kind of counter. Its name is part of the keys of its rows and of its entries in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counter {
    /// Failed sign-ins from one network.
    From,
    /// Failed sign-ins with one address within a minute, on known and on unknown devices.
    Known,
    Unseen,
    /// Failed sign-ins with one address since the last success, likewise.
    KnownFailed,
    Failed,
    /// Wrong passwords of an account in a row, on known and on unknown devices. Its row counts them; these are counted in
    /// memory beside it.
    WrongKnown,
    WrongUnseen,
    /// Attempts of an account on known devices that are in progress.
    Beside,
    /// Guesses at the current password on an open session.
    CurrentPassword,
    /// Wrong codes of an account: in the second step on an unknown device, in the second step on a known one, and in an
    /// open session. Each is counted separately, so that an outsider who knows the password does not delay the person.
    CodeUnseen,
    CodeKnown,
    CodeInSession,
    /// Wrong codes of one sign-in attempt.
    CodeOfAttempt,
    /// Codes mailed to an account within an hour, for known and for unknown devices. The codes' rows count them; these are
    /// counted in memory beside them.
    MailedKnown,
    MailedUnseen,
    PasskeyStart,
    Passkey,
    /// One-time links that are being opened.
    Link,
    /// Secret addresses of feeds that are asked for.
    Feed,
    /// Requests for help.
    Help,
    /// Posts out of order.
    OutOfOrder,
    /// Declined actions of people who are not signed in.
    Declined,
    /// New sessions that only carry a message to the next page.
    Flash,
    /// Sessions in hiding that somebody leaves.
    Hidden,
    /// Mails to one unconfirmed address: pause between two, and number per day.
    MailPause,
    MailDay,
    /// All such mails of one company.
    MailOfCompany,
    /// Requests for access of one member of staff to one company: pause between two, and number per day.
    AskPause,
    AskDay,
    /// Inquiries of a person in an hour and in a day, and of a company in an hour; replies in an hour.
    Inquiries,
    InquiriesInDay,
    InquiriesOfCompany,
    Replies,
    RepliesOfCompany,
    /// Letters about one inquiry to one member of staff: pause between two.
    InquiryLetter,
}

impl Counter {
    /// All wrong codes of an account.
    pub const CODES: [Counter; 3] = [Counter::CodeUnseen, Counter::CodeKnown, Counter::CodeInSession];

    /// All wrong passwords that the row of an account counts.
    pub const WRONG: [Counter; 2] = [Counter::WrongKnown, Counter::WrongUnseen];

    /// The key of one counter of this kind. It does not reveal whose it is.
    pub fn key(self, keys: &Keys, whom: &str) -> Vec<u8> {
        keys.throttle_key(self.name(), whom)
    }

    /// The name in the keys. A counter with another name starts at zero.
    pub(super) fn name(self) -> &'static str {
        match self {
            Counter::From => "from",
            Counter::Known => "known",
            Counter::Unseen => "unseen",
            Counter::KnownFailed => "known failed",
            Counter::Failed => "failed",
            Counter::WrongKnown => "wrong on a known device",
            Counter::WrongUnseen => "wrong on an unknown device",
            Counter::Beside => "beside",
            Counter::CurrentPassword => "current password",
            Counter::CodeUnseen => "code",
            Counter::CodeKnown => "code on a known device",
            Counter::CodeInSession => "code in a session",
            Counter::CodeOfAttempt => "codes of an attempt",
            Counter::MailedKnown => "codes mailed, known device",
            Counter::MailedUnseen => "codes mailed, unknown device",
            Counter::PasskeyStart => "passkey start",
            Counter::Passkey => "passkey",
            Counter::Link => "link",
            Counter::Feed => "feed",
            Counter::Help => "help",
            Counter::OutOfOrder => "out of order",
            Counter::Declined => "declined",
            Counter::Flash => "flash",
            Counter::Hidden => "hidden session",
            Counter::MailPause => "mail to an address, pause",
            Counter::MailDay => "mail to an address, day",
            Counter::MailOfCompany => "mail of a company, day",
            Counter::AskPause => "request for access, pause",
            Counter::AskDay => "request for access, day",
            Counter::Inquiries => "inquiries of a person, hour",
            Counter::InquiriesInDay => "inquiries of a person, day",
            Counter::InquiriesOfCompany => "inquiries of a company, hour",
            Counter::Replies => "replies of a person, hour",
            Counter::RepliesOfCompany => "replies of a company, hour",
            Counter::InquiryLetter => "letter about an inquiry, pause",
        }
    }
}
