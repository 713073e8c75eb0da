//! Whose rules are which: those of a company's profile, and for staff the strictest of all profiles in use.

use crate::guarded;
use crate::profile::strictest::{self, Strictest};
use crate::profile::{self, Profile};
use crate::state::App;
use crate::storage::entity::tenant;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use std::collections::BTreeSet;

impl App {
    /// What staff are held to: the strictest of the profiles whose companies they serve (MS-16). Read anew each time, so
    /// that a company that comes or changes its profile counts at the next request.
    pub async fn staff_rules(&self, db: &impl ConnectionTrait) -> Result<&'static Strictest, DbErr> {
        Ok(strictest::of(self.default_profile(), &profiles_in_use(self, db).await?))
    }

    /// The rules of a company's people; of nobody's, those of staff.
    pub async fn rules_for(
        &self,
        db: &impl ConnectionTrait,
        company: Option<&tenant::Model>,
    ) -> Result<&'static Profile, DbErr> {
        match company {
            Some(company) => Ok(self.profile_of(Some(company))),
            None => Ok(&self.staff_rules(db).await?.profile),
        }
    }

    /// Looks the profiles in use up again, at the start and whenever TLS is set up anew.
    pub async fn look_up_transport(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        self.set_transport(&self.staff_rules(db).await?.profile.tls);
        Ok(())
    }
}

/// The names of the profiles that companies are under. A company that somebody else has changed may have been under any:
/// it counts as every profile, so that its row loosens nothing that staff are held to (S10).
pub async fn profiles_in_use(app: &App, db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let mut used = BTreeSet::new();
    for company in tenant::Entity::find().all(db).await? {
        if !guarded::is_genuine(app, &company) {
            return Ok(profile::names().iter().map(|name| (*name).to_owned()).collect());
        }
        used.insert(company.profile);
    }
    Ok(used.into_iter().collect())
}
