//! Keys of a session's data.

/// The account, set at sign-in.
pub const ACCOUNT: &str = "account";
pub const TENANT: &str = "tenant";
/// How often all sessions of the account had been ended when it was opened.
pub const SESSIONS_NO: &str = "sessions_no";
/// Seconds without a request after which the session ends.
pub const IDLE: &str = "idle";
/// Unix time at which the session ends in any case.
pub const UNTIL: &str = "until";
/// Who has proved the password and not yet the second step.
pub const HALF: &str = "half";
/// New recovery codes, sealed, until one is typed back.
pub const CODES: &str = "codes";
/// Where it was opened, sealed.
pub const OPENED_AT: &str = "opened_at";
/// Unix time at which the person last proved who they are.
pub const PROVED_AT: &str = "proved_at";
/// The passkey that the device is asked to make.
pub const PASSKEY_WANTED: &str = "passkey_wanted";
/// What a passkey is asked to sign.
pub const PASSKEY_ASKED: &str = "passkey_asked";
/// Unix time at which a passkey opened the session.
pub const PASSKEY_AT: &str = "passkey_at";
/// The one-time link that was opened.
pub const LINK: &str = "link";
/// The row that a session under a new id takes over; never stored.
pub const RENEWS: &str = "renews";
/// Unix time at which a code was shown that lets its owner change the second step.
pub const SHOWN_AT: &str = "shown_at";
/// The page that waits until a new password is set, or a second step set up.
pub const HEADING: &str = "heading";
/// The act that waits for a proof of who acts.
pub const KEPT: &str = "kept";
/// What the next page says once.
pub const FLASH: &str = "flash";
