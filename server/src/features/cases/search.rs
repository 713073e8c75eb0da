//! One search of staff over companies and their members: names of companies, names of people, or both together, as a caller says
//! them. Words of people's names are exact after folding; a part of a company's name is enough. Of people, a search shows names
//! and masked addresses, which is an entry in the log of each of their companies before it is shown (MS-18).

use crate::base::fold::{self, NameQuery};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::people::{guard, words};
use crate::door::{Read, Request, company, staff_views};
use crate::storage::blocks;
use crate::storage::entity::{account, tenant};
use crate::storage::rows::Row;
use app::cases::api::{AccountSearch, FoundCompany, FoundPerson, HANDLE};
use app::kit::mask_email;
use sea_orm::EntityTrait;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The largest number of people and of companies that a search shows.
const MOST: usize = 50;

pub async fn search(request: &Request, typed: &str) -> Result<AccountSearch, Fault> {
    let read = request.read(HANDLE).await?;
    let Some(name) = fold::query(typed).name else { return Ok(AccountSearch::default()) };
    let companies = companies(&read, &name).await?;
    let mut people = words::named_like(&read, &name, None, MOST as u64 + 1).await?;
    for (rest, of) in &companies.with_rest {
        let rest = NameQuery { whole: rest.concat(), words: rest.clone() };
        let found = words::named_like(&read, &rest, Some(of), MOST as u64 + 1).await?;
        people
            .extend(found.into_iter().filter(|one| people.iter().all(|other| other.id != one.id)).collect::<Vec<_>>());
    }
    let (more_people, more_companies) = (people.len() > MOST, companies.named.len() > MOST);
    people.truncate(MOST);
    staff_views::log_views(request, people.iter().filter_map(|person| person.tenant_id)).await?;
    Ok(AccountSearch {
        people: found_people(&read, people).await?,
        more_people,
        companies: found_companies(&read, companies.named).await?,
        more_companies,
    })
}

/// Companies whose name has something of what was typed.
#[derive(Default)]
struct CompanyMatches {
    /// Those whose name has all of it.
    named: Vec<Uuid>,
    /// Those whose name has some of the words, by the words that are left for a person's name.
    with_rest: BTreeMap<Vec<String>, Vec<Uuid>>,
}

/// Looks at the names of all companies, of which the provider has thousands at most.
async fn companies(read: &Read, name: &NameQuery) -> Result<CompanyMatches, Fault> {
    let (mut found, mut candidates) = (CompanyMatches::default(), 0);
    let look = |row: Row<tenant::Entity>| {
        let Ok(company) = row.model else { return };
        let folded = folded(&company.name);
        if folded.contains(&name.whole) {
            found.named.push(company.id);
            return;
        }
        let rest: Vec<String> = name.words.iter().filter(|word| !folded.contains(*word)).cloned().collect();
        if !rest.is_empty() && rest.len() < name.words.len() && candidates < MOST {
            candidates += 1;
            found.with_rest.entry(rest).or_default().push(company.id);
        }
    };
    blocks::every(read.db(), &tenant::Entity::find(), &[tenant::Column::Id], look).await?;
    Ok(found)
}

/// The name of a company without spaces, folded like names of people.
fn folded(name: &str) -> String {
    fold::name_words(name).into_iter().next().unwrap_or_default()
}

async fn found_people(read: &Read, people: Vec<account::Model>) -> Result<Vec<FoundPerson>, Fault> {
    let names: HashMap<_, _> = company::names(read, people.iter().filter_map(|person| person.tenant_id)).await?;
    let found = people.into_iter().map(|person| {
        let company = person.tenant_id.unwrap_or_default();
        FoundPerson {
            id: person.id.to_string(),
            company: names.get(&company).cloned().unwrap_or_else(|| app::text::Words::same(company.to_string())),
            company_id: company.to_string(),
            email_masked: mask_email(&person.email),
            altered: !guard::is_genuine(read.app().keys.rows(), &person),
            active: person.is_active(),
            lock: person.lock().map(|(lock, at)| (lock, when(at))),
            name: person.name,
        }
    });
    Ok(found.collect())
}

async fn found_companies(read: &Read, ids: Vec<Uuid>) -> Result<Vec<FoundCompany>, Fault> {
    let ids = ids.into_iter().take(MOST);
    let mut found = Vec::new();
    for company in company::named(read, ids).await? {
        found.push(FoundCompany { id: company.id.to_string(), name: company::shown_name(read, &company).await? });
    }
    Ok(found)
}
