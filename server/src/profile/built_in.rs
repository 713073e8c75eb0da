//! The profiles that are built into the program, and profiles that were added beside them.

use super::policy::Profile;
use std::sync::{LazyLock, PoisonError, RwLock};

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

/// Returns a built-in profile, or one that was added beside them.
pub fn built_in(name: &str) -> Option<&'static Profile> {
    // A test parses all of them, so none is silently missing.
    static PROFILES: LazyLock<Vec<Profile>> =
        LazyLock::new(|| TEXTS.iter().filter_map(|(file, text)| Profile::parse(file, text).ok()).collect());
    PROFILES.iter().find(|profile| profile.name == name).or_else(|| beside(name))
}

static BESIDE: RwLock<Vec<&'static Profile>> = RwLock::new(Vec::new());

fn beside(name: &str) -> Option<&'static Profile> {
    let known = BESIDE.read().unwrap_or_else(PoisonError::into_inner);
    known.iter().copied().find(|profile| profile.name == name)
}

/// Adds a profile beside the built-in ones, until the process ends. It is found by its name, no list contains it, and it
/// replaces no other profile. Tests need it: with values that no built-in profile has, they prove that the program takes
/// a value from the profile.
pub fn put_beside(profile: Profile) -> Option<&'static Profile> {
    if built_in(&profile.name).is_some() {
        return None;
    }
    let profile: &'static Profile = Box::leak(Box::new(profile));
    BESIDE.write().unwrap_or_else(PoisonError::into_inner).push(profile);
    Some(profile)
}
