//! Finds the rules for a person: the profile of their company, or for staff the strictest of all profiles in use.

use super::fault::Fault;
use super::readable;
use crate::door::guarded::check::part;
use crate::door::guarded::row::Guarded;
use crate::log::Head;
use crate::profile::strictest::{self, Strictest};
use crate::profile::{self, Profile};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::operation_log_head as head;
use crate::storage::entity::tenant::{self, Column as C};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryResult, QueryTrait};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

impl AppState {
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
    pub async fn load_transport(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        self.set_transport(&self.staff_rules(db).await?.profile.tls);
        Ok(())
    }
}

/// The names of the profiles in use. A forged or deleted company row may hide any profile, so it counts as all profiles.
/// So forging a row cannot loosen the rules for staff (S10).
///
/// The signatures of all companies are checked whenever the set of profiles in their rows changes, and every few seconds.
/// In between an index answers: while that set is the same, no forged row has removed a profile from it.
pub async fn profiles_in_use(app: &AppState, db: &impl ConnectionTrait) -> Result<Vec<&'static str>, DbErr> {
    let (stored, now) = (named_profiles(db).await?, app.clock.now());
    if let Some(used) = app.in_use.of(&stored, now) {
        return Ok(used);
    }
    // Read before the rows, which may only be more by then.
    let logs = app.heads.all_seen();
    let found = db.query_all(tenant::Entity::find().as_query()).await?;
    let rows: Vec<_> = found.iter().filter_map(|found| readable::row::<tenant::Entity>(app, found)).collect();
    let (rows, forged) = part(&(app, db), rows).await?;
    let genuine = rows.len() == found.len() && forged.is_empty() && !is_any_gone(app, db, &logs, &rows).await?;
    let under = |name: &&'static str| !genuine || rows.iter().any(|company| company.profile == **name);
    let used: Vec<_> = profile::names().iter().copied().filter(under).collect();
    app.in_use.keep(stored, used.clone(), now);
    Ok(used)
}

/// Refuses a profile that cannot be combined with those in use: staff, and the console's own TLS, follow all of them.
pub async fn check_beside(app: &AppState, db: &impl ConnectionTrait, name: &str) -> Result<(), Fault> {
    let mut used = profiles_in_use(app, db).await?;
    used.push(name);
    let own = app.default_profile();
    match strictest::of(own, &used).unmet() {
        None => Ok(()),
        Some(why) => Err(Fault::internal(format!("the profile {name} cannot be kept beside those in use: {why}"))),
    }
}

/// The built-in profiles that the rows of companies name, forged rows included.
async fn named_profiles(db: &impl ConnectionTrait) -> Result<Vec<&'static str>, DbErr> {
    let under = |name: &&str| {
        let one = Query::select().expr(Expr::val(1)).from(tenant::Entity).and_where(C::Profile.eq(*name)).to_owned();
        Expr::exists(one)
    };
    let names = profile::names();
    let each = Query::select().exprs(names.iter().map(under)).to_owned();
    let Some(row) = db.query_one(&each).await? else { return Ok(Vec::new()) };
    let mut stored = Vec::new();
    for (i, name) in names.iter().enumerate() {
        if row.try_get_by_index::<bool>(i)? {
            stored.push(*name);
        }
    }
    Ok(stored)
}

/// True if a company has a log but no row. The program deletes no company. Its log may be deleted with it, so the logs that
/// this process or the checkpoints have seen count as well.
async fn is_any_gone(
    app: &AppState,
    db: &impl ConnectionTrait,
    logs: &HashMap<Uuid, Head>,
    companies: &[tenant::Model],
) -> Result<bool, DbErr> {
    let there: HashSet<Uuid> = companies.iter().map(|company| company.id).chain([PROVIDER]).collect();
    let seen = logs.iter().filter(|(id, head)| head.seq > 0 && !there.contains(id)).map(|(id, _)| id.to_string());
    let gone: Vec<String> = seen.chain(log_without_company(db).await?).collect();
    for id in &gone {
        app.alarms.raise(tenant::Model::TABLE, id.clone(), b"gone");
    }
    Ok(!gone.is_empty())
}

/// The company of a log in the database, if it has no row.
async fn log_without_company(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let there = Query::select().column(C::Id).from(tenant::Entity).to_owned();
    let head = head::Column::TenantId;
    let mut gone = Query::select();
    gone.column(head).from(head::Entity).and_where(head.ne(PROVIDER)).and_where(head.not_in_subquery(there)).limit(1);
    // A forged head may name no company at all.
    let id = |found: QueryResult| {
        found.try_get_by_index(0).map_or_else(|_| "unreadable".to_owned(), |id: Uuid| id.to_string())
    };
    Ok(db.query_one(&gone).await?.map(id))
}
