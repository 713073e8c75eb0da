//! The profiles that are built into the program.

use super::policy::Profile;
use std::sync::LazyLock;

macro_rules! built_in {
    ($($name:literal),+) => {
        const NAMES: &[&str] = &[$($name),+];
        pub(super) const TEXTS: &[(&str, &str)] = &[$((
            concat!($name, ".toml"),
            include_str!(concat!("../../profiles/", $name, ".toml")),
        )),+];
    };
}

built_in!("social-login-manager", "managed-saas", "dual-server-saas", "b2b-platform", "workspace-saas");

/// The names of the built-in profiles, the default first.
pub fn names() -> &'static [&'static str] {
    NAMES
}

/// The built-in profiles.
pub fn all() -> impl Iterator<Item = &'static Profile> {
    NAMES.iter().filter_map(|name| built_in(name))
}

/// The error text for an unknown profile name.
pub fn unknown(name: &str) -> String {
    format!("no profile {name}; there are {}", NAMES.join(", "))
}

/// Returns a built-in profile.
pub fn built_in(name: &str) -> Option<&'static Profile> {
    // A test parses all of them, so none is silently missing.
    static PROFILES: LazyLock<Vec<Profile>> =
        LazyLock::new(|| TEXTS.iter().filter_map(|(file, text)| Profile::parse(file, text).ok()).collect());
    PROFILES.iter().find(|profile| profile.name == name)
}
