//! Reads a profile. Refuses values that are unknown, contradictory or without a source, with file, line and reason.

use super::error::{self, ProfileError};
use super::policy::Profile;
use super::{attestation, contradiction, lines, sources};
use std::path::Path;

impl Profile {
    /// Reads a profile. `file` is used only in the errors.
    pub fn parse(file: &str, text: &str) -> Result<Profile, Vec<ProfileError>> {
        let refuse = |error: toml::de::Error| vec![error::toml_error(file, text, &error)];
        let positions = error::Positions::read(file, text)?;
        let mut profile: Profile = toml::from_str(text).map_err(refuse)?;
        let values: toml::Table = toml::from_str(text).map_err(refuse)?;
        let mut findings = error::Findings::new(file, &positions);
        let sources = sources::resolve(&profile.sources, &profile.document, &values, &mut findings);
        attestation::check(&profile.attestations, &profile.document, &mut findings);
        contradiction::check(&profile, &sources, &mut findings);
        findings.into_result()?;
        profile.lines = lines::lines(&values, &sources);
        Ok(profile)
    }

    /// Reads a profile from a file.
    pub fn check(path: &Path) -> Result<Profile, Vec<ProfileError>> {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Profile::parse(&file, &text),
            Err(error) => Err(vec![ProfileError { file, line: 1, reason: format!("cannot be read: {error}") }]),
        }
    }
}
