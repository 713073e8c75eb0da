//! S10: words that the program never writes, times that nothing can hold, and the largest numbers make no page and no post fail
//! with 500, whichever column of whichever table they stand in.

use crate::forged::uuid;
use crate::forged_absent::forge;
use crate::hostile::forms::{Filled, filled};
use crate::hostile::places;
use crate::hostile::scene::Scene;
use crate::support::Browser;
use sea_orm::{ConnectionTrait, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Tables that the walk leaves alone: without them nothing can be logged or opened, or nobody is signed in.
const LEFT_ALONE: [&str; 8] = [
    "data_key",
    "operation_log",
    "operation_log_head",
    "operation_log_personal",
    "room",
    "seaql_migrations",
    "session",
    "sqlite_sequence",
];
/// Tables whose forged rows hide what others do: they are changed one column at a time.
const ALONE: [&str; 3] = ["account", "authenticator", "tenant"];
/// Posts that end the session, or need one of another state.
const NOT_POSTED: [&str; 6] = [
    "/account/password",
    "/account/sessions/end",
    "/account/sessions/end-others",
    "/account/two-step",
    "/display",
    "/sign-out",
];

/// The type of the columns, and the value that they get.
#[derive(Clone, Copy)]
struct Odd {
    sqlite: &'static str,
    postgres: &'static str,
    value: [&'static str; 2],
}

const WORD: Odd = Odd { sqlite: "TEXT", postgres: "text", value: ["'zz'", "'zz'"] };
const TIME: Odd =
    Odd { sqlite: "timestamp_with_timezone_text", postgres: "timestamp with time zone", value: ["'zz'", "'infinity'"] };

const LARGE: Odd = Odd { sqlite: "BIGINT", postgres: "bigint", value: ["9223372036854775807"; 2] };
const INTEGER: Odd = Odd { sqlite: "INTEGER", postgres: "integer", value: ["2147483647"; 2] };

/// A column, and its table.
type At = (String, String);

impl Scene {
    async fn strings(&self, sql: &str) -> Vec<String> {
        let statement = Statement::from_string(self.t.db.get_database_backend(), sql.to_owned());
        let rows = self.t.db.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    async fn tables(&self) -> Vec<String> {
        let all = if self.t.is_postgres() {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
        } else {
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        };
        let all = self.strings(all).await;
        // The parts of an index are the database's own: it keeps them itself, beside the words that it has.
        let is_left = |table: &String| ["kept_", "announcement_search"].iter().any(|start| table.starts_with(start));
        all.into_iter().filter(|table| !LEFT_ALONE.contains(&table.as_str()) && !is_left(table)).collect()
    }

    /// The columns that may get an odd value, by table.
    async fn columns(&self, odd: Odd) -> BTreeMap<String, Vec<String>> {
        let mut all = BTreeMap::new();
        for table in self.tables().await {
            let columns = if self.t.is_postgres() {
                format!(
                    "SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = 'public' \
                     AND table_name = '{table}' AND data_type = '{}'",
                    odd.postgres
                )
            } else {
                format!("SELECT name FROM pragma_table_info('{table}') WHERE type = '{}'", odd.sqlite)
            };
            all.insert(table, self.strings(&columns).await);
        }
        all
    }

    /// What is changed at once: one column of each table, and those that hide others by themselves.
    async fn turns(&self, odd: Odd) -> Vec<Vec<At>> {
        let (mut alone, mut together): (Vec<Vec<At>>, Vec<Vec<At>>) = (Vec::new(), Vec::new());
        for (table, columns) in self.columns(odd).await {
            for (n, column) in columns.into_iter().enumerate() {
                if ALONE.contains(&table.as_str()) {
                    alone.push(vec![(table.clone(), column)]);
                    continue;
                }
                together.resize_with(together.len().max(n + 1), Vec::new);
                together[n].push((table.clone(), column));
            }
        }
        // The owner is signed out while the company is forged, so that comes last.
        together.extend(alone);
        together
    }

    async fn change(&self, (table, column): &At, odd: Odd) {
        let mut others = String::new();
        if table == "account" {
            let walkers = [self.t.id_of("owner@aoba.example.jp").await, self.t.id_of("second@sekisho.example").await];
            let [owner, staff] = walkers.map(|id| uuid(&self.t, id));
            others = format!(" WHERE id NOT IN ({owner}, {staff})");
        }
        let value = odd.value[usize::from(self.t.is_postgres())];
        // A column whose values have to differ does not take the same one everywhere.
        let _ = self.t.forge(&format!("UPDATE \"{table}\" SET \"{column}\" = {value}{others}")).await;
    }

    async fn keep(&self, tables: &BTreeSet<&String>) {
        for table in tables {
            forge(&self.t, &format!("CREATE TABLE kept_{table} AS SELECT * FROM \"{table}\"")).await;
        }
    }

    async fn put_back(&self, tables: &BTreeSet<&String>) {
        for table in tables {
            forge(&self.t, &format!("DELETE FROM \"{table}\"")).await;
            forge(&self.t, &format!("INSERT INTO \"{table}\" SELECT * FROM kept_{table}")).await;
            forge(&self.t, &format!("DROP TABLE kept_{table}")).await;
        }
    }

    fn walkers(&self) -> [(&'static str, &Browser); 2] {
        [("the owner", &self.owner), ("staff", &self.second)]
    }
}

/// Who posts, where, and what.
type Look<'a> = (&'a Browser, &'a str, &'a [(&'a str, &'a str)]);

/// Opens all pages, and posts what only looks.
async fn looks(s: &Scene, at: &[At]) {
    for (who, by) in s.walkers() {
        let mut opened = 0;
        for (_, path) in places::all(&s.there) {
            let page = by.get(&path).await;
            assert!(page.status < 500, "{at:?}: {who} at {path}: {} {}", page.status, page.body);
            opened += usize::from(page.status == 200);
        }
        let alone = at.iter().any(|(table, _)| ALONE.contains(&table.as_str()));
        assert!(opened > 10 || alone, "{at:?}: {who} opens {opened}");
    }
    let (tenant, member) = (s.there["tenant"].as_str(), s.there["member"].as_str());
    let looks: [Look<'_>; 4] = [
        (&s.second, "/support/tenants/preview", &[("id", tenant), ("profile", "b2b-platform")]),
        (&s.owner, "/security/networks/try", &[("scope", "everyone")]),
        (&s.owner, "/members/networks/try", &[("id", member), ("network", "192.0.2.1"), ("note", "")]),
        (&s.owner, "/exports/count", &[("count", "1"), ("columns", "email"), ("purpose", "why")]),
    ];
    for (by, path, fields) in looks {
        let answer = by.post(path, fields).await;
        assert!(answer.status < 500, "{at:?}: {path}: {} {}", answer.status, answer.body);
    }
}

async fn walk_the_pages(odd: Odd) {
    let s = Scene::new().await;
    let turns = s.turns(odd).await;
    assert!(turns.len() > 5, "{turns:?}");
    for turn in turns {
        let tables = turn.iter().map(|(table, _)| table).collect();
        s.keep(&tables).await;
        for at in &turn {
            s.change(at, odd).await;
        }
        looks(&s, &turn).await;
        s.put_back(&tables).await;
    }
}

/// The forms of all pages, as they are before somebody writes to the database.
async fn forms(by: &Browser, s: &Scene) -> BTreeSet<Filled> {
    let mut all = BTreeSet::new();
    for (_, path) in places::all(&s.there) {
        all.extend(filled(&by.get(&path).await));
    }
    all.retain(|form| !NOT_POSTED.iter().any(|path| form.action.starts_with(path)));
    all
}

/// Posts each form once everything that is not `alone` has odd values, or a table alone.
async fn post_the_forms(odd: Odd, alone: Option<&str>) {
    let s = Scene::new().await;
    let all = [forms(&s.owner, &s).await, forms(&s.second, &s).await];
    assert!(all.iter().all(|forms| forms.len() > 8), "{all:?}");
    for at in s.turns(odd).await.into_iter().flatten() {
        if alone.map_or(!ALONE.contains(&at.0.as_str()), |alone| at.0 == alone) {
            s.change(&at, odd).await;
        }
    }
    for ((who, by), forms) in s.walkers().into_iter().zip(all) {
        for form in forms {
            let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answer = by.post(&form.action, &fields).await;
            assert!(answer.status < 500, "{alone:?}: {who}: {form:?}: {} {}", answer.status, answer.body);
        }
    }
}

#[tokio::test]
async fn s10_a_word_that_does_not_exist_breaks_no_page() {
    walk_the_pages(WORD).await;
}

#[tokio::test]
async fn s10_a_time_that_nothing_can_hold_breaks_no_page() {
    walk_the_pages(TIME).await;
}

#[tokio::test]
async fn s10_a_word_that_does_not_exist_breaks_no_post() {
    for alone in std::iter::once(None).chain(ALONE.map(Some)) {
        post_the_forms(WORD, alone).await;
    }
}

#[tokio::test]
async fn s10_a_time_that_nothing_can_hold_breaks_no_post() {
    for alone in std::iter::once(None).chain(ALONE.map(Some)) {
        post_the_forms(TIME, alone).await;
    }
}

#[tokio::test]
async fn s10_the_largest_number_breaks_no_page() {
    walk_the_pages(LARGE).await;
    walk_the_pages(INTEGER).await;
}

#[tokio::test]
async fn s10_the_largest_number_breaks_no_post() {
    for alone in std::iter::once(None).chain(ALONE.map(Some)) {
        post_the_forms(LARGE, alone).await;
        post_the_forms(INTEGER, alone).await;
    }
}
