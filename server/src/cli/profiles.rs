use super::failure::Failure;
use crate::profile::{self, Profile};
use std::path::Path;
use std::process::ExitCode;

/// Validates a profile file. Prints every fault with file, line and reason.
pub fn check(file: &Path) -> ExitCode {
    match Profile::check(file) {
        Ok(profile) => {
            println!("{}: version {}, effective from {}: valid", profile.name, profile.version, profile.effective);
            ExitCode::SUCCESS
        }
        Err(errors) => {
            for error in errors {
                println!("{error}");
            }
            ExitCode::FAILURE
        }
    }
}

/// Prints a built-in profile.
pub fn show(name: &str) -> Result<ExitCode, Failure> {
    let unknown = || format!("unknown profile {name}; available profiles: {}", profile::names().join(", "));
    let profile = profile::built_in(name).ok_or_else(unknown)?;
    let mut text = String::new();
    profile.show(&mut text)?;
    print!("{text}");
    Ok(ExitCode::SUCCESS)
}
