//! Profiles that a test makes. Where all built-in profiles have the same value, only another value proves that the program
//! reads it from the profile.

use super::{Company, TestApp, signed};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::profile::{Profile, put_beside};
use server::storage::entity::tenant;
use std::sync::atomic::{AtomicU32, Ordering};
use toml::{Table, Value};
use uuid::Uuid;

/// Makes a profile like a built-in one, with other values as its file has them: `("lockout.attempts", "3")`. Returns its
/// name.
pub fn profile_with(like: &str, values: &[(&str, &str)]) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let file = super::package().join(format!("profiles/{like}.toml"));
    let mut table: Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
    let name = format!("{like}-{}", NUMBER.fetch_add(1, Ordering::SeqCst));
    set(&mut table, "name", Value::String(name.clone()));
    for (key, text) in values {
        let written: Table = format!("value = {text}").parse().unwrap();
        set(&mut table, key, written["value"].clone());
    }
    let profile = Profile::parse(&name, &table.to_string()).unwrap_or_else(|errors| panic!("{values:?}: {errors:?}"));
    put_beside(profile).unwrap();
    name
}

/// Replaces a value that is there.
fn set(table: &mut Table, key: &str, value: Value) {
    let (path, last) = key.rsplit_once('.').unwrap_or(("", key));
    let mut at = table;
    for part in path.split('.').filter(|part| !part.is_empty()) {
        at = at.get_mut(part).and_then(Value::as_table_mut).unwrap_or_else(|| panic!("there is no {path}"));
    }
    assert!(at.insert(last.to_owned(), value).is_some(), "there is no {key}");
}

impl TestApp {
    /// True if the profile of a company has a value that its pages call enforced. A test that tries to break a rule which no
    /// profile can switch off begins with it.
    pub async fn promises(&self, company: Uuid, key: &str) -> bool {
        let row = tenant::Entity::find_by_id(company).one(&self.db).await.unwrap().unwrap();
        let lines = server::profile::built_in(&row.profile).unwrap().lines();
        lines.iter().find(|line| line.key == key).unwrap_or_else(|| panic!("there is no {key}")).enforced
    }

    /// Gives a company another profile, as an approved change does.
    pub async fn put_under(&self, company: &Company, profile: &str) {
        let put = tenant::Entity::update_many().col_expr(tenant::Column::Profile, Expr::value(profile));
        put.filter(tenant::Column::Id.eq(company.id)).exec(&self.db).await.unwrap();
        signed::sign_rows::<tenant::Model>(&self.app, &self.db).await;
    }
}
