//! Finds values that are valid alone but contradict each other. Each section has its own checks beside it; this file
//! calls them and checks what concerns the whole profile.

use super::error::Findings;
use super::policy::Profile;
use super::sources::{Source, Sources};
use super::statements;

pub(super) fn check(profile: &Profile, sources: &Sources, f: &mut Findings<'_>) {
    head(profile, f);
    history(profile, sources, f);
    profile.password.contradictions(f);
    profile.lockout.contradictions(f);
    profile.second_factor.contradictions(&profile.sign_in, f);
    profile.session.contradictions(f);
    profile.step_up.contradictions(&profile.session, f);
    profile.accounts.contradictions(f);
    profile.access.contradictions(&profile.sign_in, &profile.second_factor, f);
    profile.rights.contradictions(f);
    profile.staff_access.contradictions(f);
    profile.notices.contradictions(f);
    profile.maintenance.contradictions(f);
    profile.support.contradictions(f);
    profile.uptime.contradictions(f);
    profile.recovery.contradictions(f);
    profile.response.contradictions(f);
    profile.rate_limits.contradictions(f);
    profile.incident.contradictions(&profile.monitoring, f);
    profile.publication.contradictions(f);
    profile.retention.contradictions(&profile.logs, f);
    profile.backup.contradictions(&profile.recovery, f);
    profile.erasure.contradictions(&profile.data, f);
    profile.tls.contradictions(f);
}

fn head(profile: &Profile, f: &mut Findings<'_>) {
    let name = &profile.name;
    let wrong = name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    f.refuse_if(wrong, "name", "expected lowercase letters, digits and hyphens");
    let unknown = !statements::is_document(&profile.document);
    f.refuse_if(unknown, "document", "unknown document: expected 000, 001, 002, 003 or 004");
    f.refuse_if(profile.version == 0, "version", "versions start at 1");
    let untitled = profile.title.ja.trim().is_empty() || profile.title.en.trim().is_empty();
    f.refuse_if(untitled, "title", "ja and en must not be empty");
}

/// A profile that answers a statement against reusing the previous password must remember at least one password.
fn history(profile: &Profile, sources: &Sources, f: &mut Findings<'_>) {
    if profile.password.history > 0 {
        return;
    }
    if let Some(Source::Statement(statement)) = sources.get("password.history") {
        f.refuse(
            "password.history",
            format!("password.history: 0, but {} forbids the previous password", statement.id),
        );
    }
}
