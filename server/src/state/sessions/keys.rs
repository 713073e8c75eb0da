//! Keys of the session data.

/// The account, set at sign-in.
pub const ACCOUNT: &str = "account";
pub const TENANT: &str = "tenant";
/// How many times all sessions of the account had been ended when this one was opened.
pub const SESSIONS_VERSION: &str = "sessions_no";
/// The number of the session, which it keeps under every id.
pub const NUMBER: &str = "number";
/// Idle timeout in seconds.
pub const IDLE: &str = "idle";
/// Unix time of the absolute limit.
pub const UNTIL: &str = "until";
/// The person who has passed the password but not yet the second step.
pub const HALF: &str = "half";
/// New recovery codes, sealed, until the person types one back.
pub const CODES: &str = "codes";
/// The place where the session was opened, sealed.
pub const OPENED_AT: &str = "opened_at";
/// Unix time of the last proof of identity (sign-in or step-up).
pub const PROVED_AT: &str = "proved_at";
/// The passkey that the device is being asked to create.
pub const PASSKEY_WANTED: &str = "passkey_wanted";
/// The challenge that a passkey is asked to sign.
pub const PASSKEY_ASKED: &str = "passkey_asked";
/// Unix time at which a passkey opened the session.
pub const PASSKEY_AT: &str = "passkey_at";
/// Unix time at which the password was proved with which the session was opened.
pub const PASSWORD_AT: &str = "password_at";
/// The one-time link in use.
pub const LINK: &str = "link";
/// The row that a session takes over under a new id; never stored.
pub const RENEWS: &str = "renews";
/// Unix time at which the page showed a code that allows its owner to change the second step.
pub const SHOWN_AT: &str = "shown_at";
/// The page to open after setting a new password or a second step.
pub const HEADING: &str = "heading";
/// The action that waits for step-up.
pub const KEPT: &str = "kept";
/// Forms that were not carried out and come back to their author.
pub const TYPED: &str = "typed";
/// How many of them a stranger's browser has sent since it showed the cookie of an ended session.
pub const LATE: &str = "late";
/// A message that the next page shows once.
pub const FLASH: &str = "flash";
