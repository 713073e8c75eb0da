//! Whose rules are which: those of a company's profile, and for staff the strictest of all profiles in use.

use super::App;
use crate::profile::strictest::{self, Strictest};
use crate::profile::{self, Profile, Tls};
use crate::storage::entity::tenant;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use std::sync::PoisonError;

impl App {
    /// The profile of the deployment itself: of strangers and new companies.
    pub fn default_profile(&self) -> &'static Profile {
        self.profile
    }

    /// The profile of a company; of nobody's, that of the deployment.
    pub fn profile_of(&self, company: Option<&tenant::Model>) -> &'static Profile {
        company.and_then(|company| profile::built_in(&company.profile)).unwrap_or(self.profile)
    }

    /// What staff are held to: the strictest of the profiles whose companies they serve (MS-16). Read anew each time, so
    /// that a company that comes or changes its profile counts at the next request.
    pub async fn staff_rules(&self, db: &impl ConnectionTrait) -> Result<&'static Strictest, DbErr> {
        Ok(strictest::of(self.profile, &profiles_in_use(db).await?))
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

    /// Versions and ciphers that every profile in use allows (MS-14), since they were last looked up.
    pub fn transport(&self) -> &'static Tls {
        *self.transport.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks the profiles in use up again, at the start and whenever TLS is set up anew.
    pub async fn look_up_transport(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let rules = self.staff_rules(db).await?;
        *self.transport.write().unwrap_or_else(PoisonError::into_inner) = &rules.profile.tls;
        Ok(())
    }
}

/// The names of the profiles that companies are under. An index answers it, however many companies there are.
pub async fn profiles_in_use(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    use tenant::Column as C;
    let mut used = Vec::new();
    for name in profile::names() {
        let one = tenant::Entity::find().filter(C::Profile.eq(*name)).select_only().column(C::Profile).limit(1);
        used.extend(one.into_tuple::<String>().one(db).await?);
    }
    Ok(used)
}
