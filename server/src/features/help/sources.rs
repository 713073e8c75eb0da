//! The texts of the help pages.

/// A help page as it is written: its title, then its text.
pub struct HelpSource {
    pub name: &'static str,
    pub ja: &'static str,
    pub en: &'static str,
}

macro_rules! sources {
    ($($name:literal,)*) => {
        /// Every help page, in the order of the index.
        pub static SOURCES: &[HelpSource] = &[$(HelpSource {
            name: $name,
            ja: include_str!(concat!("pages/ja/", $name, ".md")),
            en: include_str!(concat!("pages/en/", $name, ".md")),
        }),*];
    };
}

sources! {
    "sign-in",
    "account",
    "password",
    "two-step",
    "passkeys",
    "sessions",
    "confirm",
    "home",
    "announcements",
    "inquiries",
    "end-users",
    "exports",
    "operation-logs",
    "sign-in-history",
    "members",
    "account-ledger",
    "contacts",
    "cases",
    "consents",
    "security",
    "networks",
    "refused-input",
    "support",
    "support-cases",
    "support-accounts",
    "support-announcements",
    "support-inquiries",
    "support-tenants",
    "support-access",
    "support-profiles",
    "support-staff",
    "support-outbox",
    "support-refused-input",
    "support-logs",
    "glossary",
    "keyboard",
    "browsers",
}
