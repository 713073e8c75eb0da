//! Profiles for the pages: every value in words, with its source, and whether this console enforces it.

use crate::base::when;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::profile::strictest::Strictest;
use crate::profile::{Profile, ProfileLine, Source, is_the_proxys, needs_tls};
use crate::state::AppState;
use app::security::api::{ProfileRow, ProfileSection, ProfileView, StaffRule, VIEW};
use app::security::messages as m;
use app::text::Words;

/// The maximum password age of staff: the only rule about staff on the company's page.
const STAFF_AGE: &str = "password.max_age_days.staff";
const TLS_REQUIRED: &str = "tls.required";

pub async fn own_profile(request: &Request) -> Result<ProfileView, Fault> {
    let read = request.read(VIEW).await?;
    let mut view = show(&request.app, request.signed_in()?.profile);
    say_staff_age(&mut view, request.app.staff_rules(read.db()).await?);
    Ok(view)
}

fn say_staff_age(view: &mut ProfileView, rules: &Strictest) {
    for row in view.sections.iter_mut().flat_map(|section| &mut section.lines) {
        row.value = with_staffs(rules, row.key, std::mem::replace(&mut row.value, Words::same("")));
    }
}

/// The value of a rule in a profile. Beside the rule about staff stands the value that really applies to them, if it is
/// another one, because they keep the strictest of all profiles in use.
pub fn with_staffs(rules: &Strictest, key: &str, value: Words) -> Words {
    let lines = if key == STAFF_AGE { rules.lines() } else { Vec::new() };
    match lines.iter().find(|(line, _)| line.key == STAFF_AGE && line.value_ja != value.ja) {
        None => value,
        Some((line, _)) => Words {
            ja: m::STAFF_STRICTEST.with(&[("value", &value.ja), ("kept", &line.value_ja)]).ja,
            en: m::STAFF_STRICTEST.with(&[("value", &value.en), ("kept", &line.value_en)]).en,
        },
    }
}

/// The rules for staff, each with the profile whose value applies.
pub fn staff_rules(rules: &Strictest) -> Vec<StaffRule> {
    let shown = |(line, from): (ProfileLine, &Profile)| StaffRule {
        label: both(
            &format!("{}：{}", line.section_title.ja, line.label.ja),
            &format!("{}: {}", line.section_title.en, line.label.en),
        ),
        value: both(&line.value_ja, &line.value_en),
        profile: both(&from.title.ja, &from.title.en),
    };
    rules.lines().into_iter().map(shown).collect()
}

/// True if this console enforces a value in its current setup. It cannot enforce what a proxy decides, and plain HTTP
/// has no TLS at all.
pub fn is_kept(app: &AppState, line: &ProfileLine) -> bool {
    let served =
        (app.config.is_https() || !needs_tls(line.key)) && (app.config.serves_tls() || !is_the_proxys(line.key));
    line.enforced && served
}

/// The value of the rule. On plain HTTP it adds that the rule does not apply to this console.
fn value(app: &AppState, line: &ProfileLine) -> Words {
    if line.key != TLS_REQUIRED || app.config.is_https() {
        return both(&line.value_ja, &line.value_en);
    }
    let in_one = |value: &String| m::PLAIN_HTTP.with(&[("value", value)]);
    Words { ja: in_one(&line.value_ja).ja, en: in_one(&line.value_en).en }
}

/// A profile for the pages: every value with its source.
pub fn show(app: &AppState, profile: &Profile) -> ProfileView {
    let mut sections: Vec<(&str, ProfileSection)> = Vec::new();
    for line in profile.lines() {
        if sections.last().is_none_or(|(name, _)| *name != line.section) {
            let title = both(line.section_title.ja, line.section_title.en);
            sections.push((line.section, ProfileSection { title, lines: Vec::new() }));
        }
        let row = ProfileRow {
            key: line.key,
            label: both(line.label.ja, line.label.en),
            value: value(app, &line),
            source: statement(line.source).map(|s| s.0),
            statement: statement(line.source).map(|s| s.1),
            enforced: is_kept(app, &line),
        };
        if let Some((_, section)) = sections.last_mut() {
            section.lines.push(row);
        }
    }
    ProfileView {
        name: profile.name.clone(),
        title: both(&profile.title.ja, &profile.title.en),
        document: profile.document.clone(),
        version: profile.version,
        effective: when::calendar_day(profile.effective),
        sections: sections.into_iter().map(|(_, section)| section).collect(),
    }
}

fn statement(source: Source) -> Option<(String, Words)> {
    match source {
        Source::Default => None,
        Source::Statement(_) => Some((source.id().to_owned(), both(source.text().ja, source.text().en))),
    }
}

pub fn both(ja: &str, en: &str) -> Words {
    Words { ja: ja.to_owned(), en: en.to_owned() }
}

/// The title of a profile.
pub fn title(profile: Option<&Profile>) -> Words {
    profile.map_or_else(|| Words::same(""), |p| Words { ja: p.title.ja.clone(), en: p.title.en.clone() })
}
