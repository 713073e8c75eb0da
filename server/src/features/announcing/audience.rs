//! Whom a rule reaches: how many companies under which profile, and how many of them have nobody who is told.

use crate::door::fault::Fault;
use crate::door::{Opens, Read, readable};
use crate::profile::{self, Profile};
use crate::storage::entity::contact::{self, Column as K};
use crate::storage::entity::tenant::{self, Column as C};
use crate::storage::reach::Reach;
use app::contacts::kinds::ContactKind;
use sea_orm::sea_query::{Condition, Expr, Func, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::BTreeMap;

/// The companies of an audience under one profile.
pub struct ProfileShare {
    pub profile: &'static Profile,
    pub companies: u64,
}

/// The companies that a rule is for.
pub fn companies(reach: &Reach) -> Condition {
    match reach {
        Reach::All => Condition::all(),
        Reach::Profiles(names) => Condition::all().add(C::Profile.is_in(names.iter().cloned())),
        Reach::Companies(ids) => Condition::all().add(C::Id.is_in(ids.iter().copied())),
    }
}

/// The companies of an audience by profile, in the order of the profiles' names.
pub async fn of(at: &impl Opens, reach: &Reach) -> Result<Vec<ProfileShare>, Fault> {
    let query = tenant::Entity::find()
        .select_only()
        .column(C::Profile)
        .expr(Func::count(Expr::col(C::Id)))
        .filter(companies(reach))
        .group_by(C::Profile);
    let found: Vec<(String, i64)> = readable::columns(at.db(), query).await?;
    let mut shares: BTreeMap<&str, ProfileShare> = BTreeMap::new();
    for (name, n) in found {
        let profile = profile::built_in(&name).unwrap_or(at.app().default_profile());
        let share = shares.entry(&profile.name).or_insert(ProfileShare { profile, companies: 0 });
        share.companies += n.unsigned_abs();
    }
    Ok(shares.into_values().collect())
}

/// The number of companies of an audience without a confirmed contact of one of these kinds.
pub async fn untold(read: &Read, reach: &Reach, kinds: &[ContactKind]) -> Result<u64, Fault> {
    let all: u64 = of(read, reach).await?.iter().map(|share| share.companies).sum();
    let takes = kinds.iter().fold(Condition::any(), |any, kind| any.add(K::Kinds.contains(kind.code())));
    let inside = Query::select().column(C::Id).from(tenant::Entity).cond_where(companies(reach)).to_owned();
    let query = read
        .across::<contact::Entity>()?
        .select_only()
        .expr(Func::count_distinct(Expr::col(K::TenantId)))
        .filter(K::ConfirmedAt.is_not_null())
        .filter(takes)
        .filter(K::TenantId.in_subquery(inside));
    let told: Vec<(i64,)> = readable::columns(read.db(), query).await?;
    Ok(all.saturating_sub(told.first().map_or(0, |(n,)| n.unsigned_abs())))
}
