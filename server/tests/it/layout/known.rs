//! The floors and the exceptions of the layout test. These lists may only shrink.

/// The floors of `server`, from the lowest to the highest.
pub const FLOORS: [&str; 12] =
    ["base", "storage", "profile", "seal", "log", "state", "door", "outbox", "identity", "features", "http", "cli"];

/// Folders that are not in the folder of their floor yet, and their floors.
pub const PLACES: &[(&str, &str)] = &[];

/// The floors of `app`: code without features, the features, the frame around their pages, the tables of all features.
pub const APP_FLOORS: [&str; 4] = ["ground", "features", "product", "shell"];

/// The floor of each file and folder of `app`, except the features: a folder with a table is one.
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
    ("paths", "product"),
    ("tables", "product"),
];

/// Features that use others. The home page, and the proof (it names what an act is about), may use any.
pub const PAIRS: &[(&str, &[&str])] = &[
    ("announcing", &["announcements"]),
    ("cases", &["consents", "contacts"]),
    ("consents", &["end_users", "operation_logs"]),
    ("inquiries", &["cases"]),
    ("end_users", &["refused_input"]),
    ("exports", &["end_users", "operation_logs"]),
    ("help", &["security"]),
    ("sign_in_history", &["operation_logs"]),
    ("networks", &["contacts", "operation_logs"]),
    ("support", &["contacts", "security"]),
    ("ledger", &["members"]),
    ("members", &["announcements", "cases"]),
    ("sweep", &["refused_input"]),
];

/// Features that use each other without being in the pairs.
pub const OTHER_PAIRS: &[(&str, &str)] = &[];

/// Files that use a file of a higher floor.
pub const UPWARD: &[&str] = &[];

/// Files of `app` that use a file of a higher floor.
pub const APP_UPWARD: &[&str] = &[];

/// Files that use something of another feature that its `mod.rs` does not offer.
pub const INSIDE: &[&str] = &[];

/// Files that use each other in a circle.
pub const CIRCLES: &[&str] = &[];

/// Files of `app` that use each other in a circle.
pub const APP_CIRCLES: &[&str] = &[];

/// Files over the length limit.
pub const LONG_FILES: &[(&str, usize)] = &[];

/// Functions over the length limit.
pub const LONG_FUNCTIONS: &[(&str, usize)] = &[];

/// Tables that several folders write. The counters of attempts, the display settings and the rights of an account stand
/// in one row.
pub const WRITTEN_BY_SEVERAL: &[&str] = &["account: door, identity/account, identity/sign_in"];

/// Queries for a tenant's rows without `of()` or `across()`, file by file. Those below the door, and those with ids of
/// rows found through it, need neither; all others do.
pub const BARE_FINDS: &[(&str, usize)] = &[
    ("cli/audit/mod.rs", 1),
    ("door/people/find.rs", 1),
    ("door/people/guard.rs", 1),
    ("door/second_step.rs", 1),
    ("identity/certificates/certificate.rs", 1),
    ("identity/passkeys/sign_in.rs", 1),
    ("log/reported.rs", 1),
    ("log/verify.rs", 1),
    ("log/witness.rs", 1),
    ("state/app_state.rs", 1),
    ("state/sessions/store.rs", 2),
];

/// Files that find the row of a company by its id themselves. The door does it for all others; an export reads one figure.
pub const COMPANIES_BY_ID: &[&str] = &["door/company.rs", "features/exports/scope.rs"];

/// Files that log a failure themselves: the door, for everybody; jobs, whose failures are answered to nobody; and the
/// made-up log of the demonstration.
pub const FAILING: &[&str] =
    &["cli/demo/year.rs", "door/refusals.rs", "features/exports/lease.rs", "log/event.rs", "outbox/worker.rs"];

/// Files that compare the code of a state themselves, with the number of places. The log asks its own rows for the result.
pub const COMPARING: &[(&str, usize)] = &[("log/event.rs", 2)];

/// Functions with a parameter that is a tuple.
pub const TUPLES: &[&str] = &[];

/// Functions of `app` with a parameter that is a tuple.
pub const APP_TUPLES: &[&str] = &[];

/// Names of types that are declared more than once.
pub const DECLARED_TWICE: &[&str] = &[];

/// Names of types that are declared more than once in `app`, each with one meaning: every feature has a `Table`.
pub const APP_DECLARED_TWICE: &[&str] = &["Table"];

/// Names of types that both crates declare.
pub const DECLARED_IN_BOTH: &[&str] = &[];

/// Passes over the accounts of all companies, file by file, outside of `door/people`. What is about one company or person
/// narrows them there.
pub const ALL_ACCOUNTS: &[(&str, usize)] = &[
    ("cli/audit/mod.rs", 1),
    ("cli/audit/older.rs", 1),
    ("cli/demo/fill.rs", 1),
    ("cli/upgrade/look.rs", 1),
    ("cli/upgrade/sign.rs", 1),
    ("door/session.rs", 1),
    ("identity/second_factor/recovery.rs", 1),
    ("identity/sign_in/lockout_alarm.rs", 1),
];

/// Features of `app` that use others.
pub const APP_PAIRS: &[(&str, &[&str])] = &[
    ("account", &["certificates", "passkeys", "second_factor", "sessions", "sign_in", "sign_in_history"]),
    ("announcements", &["contacts"]),
    ("announcing", &["announcements"]),
    ("cases", &["account", "consents", "contacts", "exports", "mail", "members", "second_factor"]),
    ("certificates", &["account", "members", "networks"]),
    ("consents", &["contacts", "end_users", "operation_logs"]),
    ("contacts", &["mail"]),
    ("end_users", &["exports", "operation_logs"]),
    ("exports", &["end_users"]),
    ("help", &["security"]),
    ("home", &["account", "announcements", "consents", "exports", "operation_logs", "security"]),
    ("inquiries", &["cases", "exports"]),
    ("ledger", &["exports", "members", "sign_in_history"]),
    (
        "members",
        &[
            "account",
            "certificates",
            "contacts",
            "exports",
            "ledger",
            "mail",
            "networks",
            "operation_logs",
            "second_factor",
            "sign_in_history",
        ],
    ),
    ("networks", &["cases", "members", "security", "support"]),
    ("operation_logs", &["cases", "end_users", "exports", "networks"]),
    ("passkeys", &["account"]),
    ("proof", &["account", "passkeys", "second_factor"]),
    ("refused_input", &["security"]),
    ("second_factor", &["account"]),
    ("security", &["networks", "proof", "refused_input"]),
    ("sessions", &["account"]),
    ("sign_in", &["passkeys", "second_factor"]),
    ("sign_in_history", &["account", "exports", "operation_logs"]),
    ("staff", &["contacts", "mail", "members"]),
    ("support", &["cases", "consents", "contacts", "home", "networks", "operation_logs", "proof", "security"]),
];

/// Features of `app` that use more of each other than texts. The list of end users offers an export, which has the filter
/// of the list; the page of a company for staff holds the lift of its network limits, which names the company as that page does.
pub const APP_BOTH_WAYS: &[(&str, &str)] = &[("end_users", "exports"), ("networks", "support")];
