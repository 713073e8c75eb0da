//! The dry run: finds the sign-ins of the last 30 days that a set of rules would have refused. It only reads the log.

use crate::door::Read;
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::person::{Person, class_of_role};
use crate::features::operation_logs;
use crate::identity::networks::rules::Rules;
use crate::log::event::succeeded;
use crate::storage::entity::account;
use crate::storage::entity::operation_log::{self, Column as C};
use app::kit::When;
use app::networks::api::{NetworkEffect, RefusedPerson};
use app::operation_logs::api::LogRow;
use app::sign_in::acts;
use app::text::Words;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

const BACK: Duration = Duration::days(30);
const BLOCK: u64 = 500;
/// The number of sign-ins checked, newest first.
const MOST: u64 = 10_000;

/// The refused sign-ins of one person, newest first.
struct Sum {
    times: u64,
    last: When,
    ip: String,
}

pub async fn of(
    read: &Read,
    rules: &Rules,
    me: &Person,
    refusal: Option<Words>,
    now: DateTime<Utc>,
) -> Result<NetworkEffect, Fault> {
    let people = read.of::<account::Entity>().filter(account::active());
    let people = people::all(read, people).await?;
    let people: HashMap<String, account::Model> = people.into_iter().map(|a| (a.id.to_string(), a)).collect();
    let mut sums: HashMap<String, Sum> = HashMap::new();
    let (mut sign_ins, mut before) = (0, i64::MAX);
    let cut = loop {
        let rows = block(read, before, now).await?;
        let full = rows.len() as u64 == BLOCK;
        before = rows.last().map_or(0, |row| i64::try_from(row.seq).unwrap_or(0));
        for row in rows {
            let Some(person) = people.get(&row.actor_id) else { continue };
            sign_ins += 1;
            if !rules.admit(person.id, class_of_role(&person.role)?, me.profile, &row.ip) {
                let first = || Sum { times: 0, last: row.at.clone(), ip: row.ip.clone() };
                sums.entry(row.actor_id.clone()).or_insert_with(first).times += 1;
            }
        }
        if !full || sign_ins >= MOST {
            break full;
        }
    };
    let shown = |(id, sum): (String, Sum)| {
        let person = &people[&id];
        RefusedPerson {
            name: person.name.clone(),
            email: person.email.clone(),
            times: sum.times,
            last: sum.last,
            ip: sum.ip,
        }
    };
    let mut refused: Vec<RefusedPerson> = sums.into_iter().map(shown).collect();
    refused.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.email.cmp(&b.email)));
    Ok(NetworkEffect { sign_ins, cut, refused, refusal })
}

/// Reads successful sign-ins, newest first.
async fn block(read: &Read, before: i64, now: DateTime<Utc>) -> Result<Vec<LogRow>, Fault> {
    let query = read.of::<operation_log::Entity>().filter(C::Action.eq(acts::SIGN_IN.code()));
    let query = query.filter(succeeded()).filter(C::At.gt(now - BACK)).filter(C::Seq.lt(before));
    operation_logs::page(read, query.order_by_desc(C::Seq), BLOCK).await
}
