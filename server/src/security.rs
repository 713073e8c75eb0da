//! What is in force for the company, from the same profile that enforcement reads.

use crate::door::Request;
use crate::fault::Fault;
use crate::profile::{Profile, Source};
use crate::{use_case, view};
use app::error::AppError;
use app::permission::Permission;
use app::security::api::{ProfileRow, ProfileSection, ProfileView, SecurityApi};
use app::text::Words;

#[async_trait::async_trait]
impl SecurityApi for Request {
    async fn own_profile(&self) -> Result<ProfileView, AppError> {
        use_case!(self, own_profile(self))
    }
}

async fn own_profile(request: &Request) -> Result<ProfileView, Fault> {
    request.check(Permission::SecurityView).await?;
    Ok(show(request.signed_in()?.profile))
}

/// A profile as pages show it: every value with its source.
pub fn show(profile: &Profile) -> ProfileView {
    let mut sections: Vec<(&str, ProfileSection)> = Vec::new();
    for line in profile.lines() {
        if sections.last().is_none_or(|(name, _)| *name != line.section) {
            let title = both(line.section_title.ja, line.section_title.en);
            sections.push((line.section, ProfileSection { title, lines: Vec::new() }));
        }
        let row = ProfileRow {
            label: both(line.label.ja, line.label.en),
            value: both(&line.value_ja, &line.value_en),
            source: statement(line.source).map(|s| s.0),
            statement: statement(line.source).map(|s| s.1),
            enforced: line.enforced,
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
        effective: view::calendar_day(profile.effective),
        sections: sections.into_iter().map(|(_, section)| section).collect(),
    }
}

fn statement(source: Source) -> Option<(String, Words)> {
    match source {
        Source::Default => None,
        Source::Statement(_) => Some((source.id().to_owned(), both(source.text().ja, source.text().en))),
    }
}

fn both(ja: &str, en: &str) -> Words {
    Words { ja: ja.to_owned(), en: en.to_owned() }
}
