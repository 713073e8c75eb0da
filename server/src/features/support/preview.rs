//! The effects of a profile change before it is saved: counted, not estimated, with every value that changes.

use super::effects::{Profiles, effects};
use crate::door::Read;
use crate::door::fault::Fault;
use crate::door::rules::profiles_in_use;
use crate::features::security::{both, is_kept, title, with_staffs};
use crate::profile::strictest::{self, Strictest};
use crate::profile::{self, Profile, ProfileLine};
use crate::state::AppState;
use crate::storage::entity::tenant::{self, Column as C};
use app::support::api::{Difference, ProfilePreview, Rule};
use app::support::messages as m;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

pub async fn preview(read: &Read, company: &tenant::Model, wanted: &'static Profile) -> Result<ProfilePreview, Fault> {
    let profiles = Profiles { now: read.app().profile_of(Some(company)), then: wanted };
    let staffs_now = read.app().staff_rules(read.db()).await?;
    let staffs_then = staffs_then(read, company, profiles).await?;
    Ok(ProfilePreview {
        profile: wanted.name.clone(),
        title: title(Some(wanted)),
        effects: effects(read, company, profiles).await?,
        differences: differences(read.app(), profiles, staffs_now, staffs_then),
    })
}

/// The rules for staff after the change: the old profile stays in use if another company has it.
async fn staffs_then(read: &Read, company: &tenant::Model, profiles: Profiles) -> Result<&'static Strictest, Fault> {
    let Profiles { now, then } = profiles;
    let others = tenant::Entity::find().filter(C::Profile.eq(now.name.as_str())).filter(C::Id.ne(company.id));
    let stays = others.count(read.db()).await? > 0;
    let mut used = profiles_in_use(read.app(), read.db()).await?;
    used.retain(|name| stays || *name != now.name);
    used.push(&then.name);
    Ok(strictest::of(read.app().default_profile(), &used))
}

fn differences(app: &AppState, profiles: Profiles, staffs_now: &Strictest, staffs_then: &Strictest) -> Vec<Difference> {
    let one = |(now, then): profile::LineDifference| {
        let line = now.as_ref().or(then.as_ref())?;
        Some(Difference {
            section: both(line.section_title.ja, line.section_title.en),
            label: both(line.label.ja, line.label.en),
            now: rule(app, now.as_ref(), line, staffs_now),
            then: rule(app, then.as_ref(), line, staffs_then),
        })
    };
    profiles.now.differences(profiles.then).into_iter().filter_map(one).collect()
}

/// A value that one profile does not state counts as enforced if the other profile's value is.
fn rule(app: &AppState, line: Option<&ProfileLine>, either: &ProfileLine, staffs: &Strictest) -> Rule {
    match line {
        Some(line) => {
            let value = with_staffs(staffs, line.key, both(&line.value_ja, &line.value_en));
            Rule { value, kept: is_kept(app, line) }
        }
        None => Rule { value: m::NOT_STATED.into(), kept: is_kept(app, either) },
    }
}
