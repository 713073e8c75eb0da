//! The effects of a profile change before it is saved: counted, not estimated, with every value that changes.

use super::effects::effects;
use crate::door::Read;
use crate::door::fault::Fault;
use crate::features::security::{both, is_kept, title};
use crate::profile::{self, Profile, ProfileLine};
use crate::state::App;
use crate::storage::entity::tenant;
use app::support::api::{Difference, ProfilePreview, Rule};
use app::support::messages as m;

pub async fn preview(read: &Read, company: &tenant::Model, wanted: &'static Profile) -> Result<ProfilePreview, Fault> {
    let now = read.app().profile_of(Some(company));
    Ok(ProfilePreview {
        profile: wanted.name.clone(),
        title: title(Some(wanted)),
        effects: effects(read, company, (now, wanted)).await?,
        differences: differences(read.app(), now, wanted),
    })
}

fn differences(app: &App, now: &Profile, wanted: &Profile) -> Vec<Difference> {
    let one = |(now, then): profile::Difference| {
        let line = now.as_ref().or(then.as_ref())?;
        Some(Difference {
            section: both(line.section_title.ja, line.section_title.en),
            label: both(line.label.ja, line.label.en),
            now: rule(app, now.as_ref(), line),
            then: rule(app, then.as_ref(), line),
        })
    };
    now.differences(wanted).into_iter().filter_map(one).collect()
}

/// A value that one profile does not state counts as enforced if the other profile's value is.
fn rule(app: &App, line: Option<&ProfileLine>, either: &ProfileLine) -> Rule {
    match line {
        Some(line) => Rule { value: both(&line.value_ja, &line.value_en), kept: is_kept(app, line) },
        None => Rule { value: m::NOT_STATED.into(), kept: is_kept(app, either) },
    }
}
