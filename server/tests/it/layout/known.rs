//! The floors and the exceptions of the layout test. These lists may only shrink.

/// The floors of `server`, from the lowest to the highest.
pub const FLOORS: [&str; 12] =
    ["base", "storage", "profile", "seal", "log", "state", "door", "outbox", "identity", "features", "http", "cli"];

/// Folders that are not in the folder of their floor yet, and their floors.
pub const PLACES: &[(&str, &str)] = &[
    ("account", "identity"),
    ("alarms", "door"),
    ("audit", "cli"),
    ("breached", "identity"),
    ("cases", "features"),
    ("certificates", "identity"),
    ("colleague", "identity"),
    ("consents", "features"),
    ("contacts", "features"),
    ("credentials", "identity"),
    ("devices", "identity"),
    ("end_users", "features"),
    ("exports", "features"),
    ("guarded", "door"),
    ("guessable", "identity"),
    ("home", "features"),
    ("kept_act", "identity"),
    ("mail", "outbox"),
    ("members", "features"),
    ("networks", "features"),
    ("networks/limits", "identity"),
    ("networks/listed", "identity"),
    ("networks/rules", "identity"),
    ("operation_logs", "features"),
    ("passkeys", "identity"),
    ("people", "door"),
    ("proof", "identity"),
    ("proof/named", "http"),
    ("proof/words", "http"),
    ("second_factor", "identity"),
    ("security", "features"),
    ("sessions", "identity"),
    ("sign_in", "identity"),
    ("sign_in_history", "features"),
    ("staff", "features"),
    ("support", "features"),
    ("tenants", "features"),
    ("upgrade", "cli"),
];

/// The floors of `app`: code without features, the features, the frame around their pages, the tables of all features.
pub const APP_FLOORS: [&str; 4] = ["ground", "features", "product", "shell"];

/// The floor of each folder of `app`.
pub const APP_PLACES: &[(&str, &str)] = &[
    ("error", "ground"),
    ("feature", "ground"),
    ("frame", "ground"),
    ("kind", "ground"),
    ("kit", "ground"),
    ("link", "ground"),
    ("mail_kind", "ground"),
    ("page", "ground"),
    ("palette", "ground"),
    ("password_rules", "ground"),
    ("permission", "ground"),
    ("prompt", "ground"),
    ("record", "ground"),
    ("text", "ground"),
    ("account", "features"),
    ("cases", "features"),
    ("certificates", "features"),
    ("consents", "features"),
    ("contacts", "features"),
    ("end_users", "features"),
    ("exports", "features"),
    ("home", "features"),
    ("mail", "features"),
    ("members", "features"),
    ("networks", "features"),
    ("operation_logs", "features"),
    ("passkeys", "features"),
    ("proof", "features"),
    ("second_factor", "features"),
    ("security", "features"),
    ("sessions", "features"),
    ("sign_in", "features"),
    ("sign_in_history", "features"),
    ("staff", "features"),
    ("support", "features"),
    ("backend", "product"),
    ("lead", "product"),
    ("tables", "product"),
];

/// Features that use others. The home page may use any.
pub const PAIRS: &[(&str, &[&str])] = &[
    ("cases", &["contacts"]),
    ("consents", &["end_users", "operation_logs"]),
    ("exports", &["end_users", "operation_logs"]),
    ("sign_in_history", &["operation_logs"]),
    ("networks", &["contacts", "operation_logs"]),
    ("support", &["cases", "contacts", "security"]),
    ("members", &["cases"]),
];

/// Features that use each other without being in the pairs.
pub const OTHER_PAIRS: &[(&str, &str)] =
    &[("members", "staff"), ("staff", "tenants"), ("support", "staff"), ("support", "tenants")];

/// Files that use a file of a higher floor.
pub const UPWARD: &[&str] = &["proof/api.rs -> proof/words.rs", "proof/mod.rs -> proof/words.rs"];

/// The same in `app`.
pub const APP_UPWARD: &[&str] = &["page.rs -> backend.rs"];

/// Files that use something of another feature that its `mod.rs` does not offer.
pub const INSIDE: &[&str] = &[
    "exports/columns.rs -> end_users/person.rs",
    "exports/work.rs -> end_users/person.rs",
    "exports/work.rs -> end_users/stored.rs",
    "sign_in_history/file.rs -> operation_logs/download.rs",
    "support.rs -> security/profile_change.rs",
    "support/change.rs -> security/profile_change.rs",
    "support/letters.rs -> security/profile_change.rs",
    "support/preview.rs -> security/profile_change.rs",
];

/// Files that use each other in a circle.
pub const CIRCLES: &[&str] = &[
    "door/company.rs",
    "door/fault.rs",
    "door/person.rs",
    "door/read.rs",
    "door/request.rs",
    "door/second_step.rs",
    "door/write.rs",
    "guessable.rs",
    "guessable/screens.rs",
    "people/guard.rs",
    "people/mod.rs",
    "people/sealed.rs",
    "support.rs",
    "support/change.rs",
];

/// The same in `app`.
pub const APP_CIRCLES: &[&str] = &[];

/// Files over the length limit.
pub const LONG_FILES: &[(&str, usize)] = &[];

/// Functions over the length limit.
pub const LONG_FUNCTIONS: &[(&str, usize)] = &[("server/http/knock.rs: from_request_parts", 46)];

/// Queries for a tenant's rows without `of()`, file by file. Queries about staff, in jobs, and with ids of rows found
/// through the door do not need it; all others do.
pub const BARE_FINDS: &[(&str, usize)] = &[
    ("account/reminders.rs", 2),
    ("audit.rs", 2),
    ("cases/ask.rs", 1),
    ("cases/at.rs", 1),
    ("cases/consenters.rs", 3),
    ("cases/open.rs", 1),
    ("cases/show.rs", 6),
    ("cases/waiting.rs", 2),
    ("certificates/stored.rs", 1),
    ("cli/demo/fill.rs", 1),
    ("consents/show.rs", 1),
    ("door/second_step.rs", 1),
    ("exports/expire.rs", 1),
    ("exports/lease.rs", 2),
    ("log/append.rs", 1),
    ("log/head.rs", 1),
    ("log/verify.rs", 5),
    ("log/witness.rs", 1),
    ("mail/outbox.rs", 4),
    ("mail/recipients.rs", 2),
    ("mail/worker.rs", 1),
    ("members/join.rs", 1),
    ("members/show.rs", 1),
    ("networks/lift.rs", 1),
    ("networks/limits.rs", 2),
    ("operation_logs/list.rs", 1),
    ("passkeys/sign_in.rs", 1),
    ("people/guard.rs", 1),
    ("people/mod.rs", 1),
    ("proof/named.rs", 2),
    ("second_factor/by_mail.rs", 2),
    ("security/profile_change.rs", 1),
    ("sessions.rs", 2),
    ("sign_in/attempt.rs", 2),
    ("sign_in/complete.rs", 1),
    ("sign_in/half_way.rs", 1),
    ("sign_in/lock_wave.rs", 2),
    ("staff/approval.rs", 1),
    ("staff/ask.rs", 1),
    ("staff/decide.rs", 1),
    ("staff/join.rs", 1),
    ("staff/show.rs", 2),
    ("state/app.rs", 1),
    ("state/provider.rs", 1),
    ("state/sessions.rs", 2),
    ("support.rs", 1),
    ("support/change.rs", 3),
    ("tenants.rs", 1),
    ("upgrade/look.rs", 1),
    ("upgrade/mod.rs", 1),
    ("upgrade/sign.rs", 1),
];
