//! Finds the rules for a person: the profile of their company, or for staff the strictest of all profiles in use.

use crate::guarded;
use crate::profile::strictest::{self, Strictest};
use crate::profile::{self, Profile};
use crate::state::App;
use crate::storage::entity::tenant;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use std::collections::BTreeSet;

impl App {
    /// The rules for staff: the strictest of the profiles of the companies they serve (MS-16). Looked up each time, so
    /// that a new company or a changed profile counts at the next request.
    pub async fn staff_rules(&self, db: &impl ConnectionTrait) -> Result<&'static Strictest, DbErr> {
        Ok(strictest::of(self.default_profile(), &profiles_in_use(self, db).await?))
    }

    /// The rules for a company's people; without a company, those for staff.
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

    /// Looks the profiles in use up again, at the start and whenever TLS is renewed.
    pub async fn look_up_transport(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        self.set_transport(&self.staff_rules(db).await?.profile.tls);
        Ok(())
    }
}

/// The names of the profiles in use. A forged company row may hide any profile, so it counts as all profiles. So
/// forging a row cannot loosen the rules for staff (S10).
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
