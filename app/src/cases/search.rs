//! What a search of staff over companies and their members has found.

use super::api::{AccountSearch, FoundCompany, FoundPerson};
use super::cells::{ACCOUNTS, lock};
use super::messages as m;
use crate::kit::{
    Altered, Badge, Cell, Column, Empty, List, NoRows, Notice, Panel, Tone, address, for_reader, short_link,
};
use crate::text::{lang, t, tw};
use leptos::prelude::*;

const NONE: NoRows = NoRows { title: m::FOUND_NONE, hint: m::FOUND_NONE_HINT };

pub fn found(found: AccountSearch) -> AnyView {
    if found.people.is_empty() && found.companies.is_empty() {
        return view! { <Empty title=t(m::FOUND_NONE)><p>{t(m::FOUND_NONE_HINT)}</p></Empty> }.into_any();
    }
    let more = (found.more_people || found.more_companies)
        .then(|| view! { <Notice tone=Tone::Info><p>{t(m::FOUND_MORE)}</p></Notice> });
    let people = (!found.people.is_empty()).then(|| people(found.people, found.more_people));
    let companies = (!found.companies.is_empty()).then(|| companies(found.companies, found.more_companies));
    view! { {more}{people}{companies} }.into_any()
}

/// A number, or that there are more.
fn shown(n: usize, more: bool) -> String {
    if more { format!("{n}+") } else { n.to_string() }
}

fn people(people: Vec<FoundPerson>, more: bool) -> AnyView {
    let title = tw(&m::FOUND_PEOPLE.with(&[("n", &shown(people.len(), more))]));
    let columns =
        Column::all([(m::NAME, "tbl-who"), (m::EMAIL, "tbl-wide"), (m::COMPANY, "tbl-wide"), (m::LOCKED, "tbl-tight")]);
    let rows = people.into_iter().map(person).collect();
    view! { <Panel id="h-people" title=title.clone()><List name=title columns=columns rows=rows none=NONE/></Panel> }
        .into_any()
}

fn person(person: FoundPerson) -> Vec<Cell> {
    let href = format!("{ACCOUNTS}?account={}", person.id);
    let mark = if person.altered {
        Some(view! { " "<Altered/> }.into_any())
    } else {
        (!person.active).then(|| view! { " "<Badge tone=Tone::Plain text=t(m::INACTIVE)/> }.into_any())
    };
    let company = format!("/support/tenants/{}", person.company_id);
    let locked = person.lock.filter(|_| !person.altered).map(|(kind, _)| lock(kind));
    vec![
        Cell::new(view! { {short_link(&for_reader(person.name, lang()), href)}{mark} }),
        Cell::new(address(&person.email_masked)),
        Cell::new(short_link(&tw(&person.company), company)),
        locked.map_or_else(|| Cell::new(()), Cell::new),
    ]
}

fn companies(companies: Vec<FoundCompany>, more: bool) -> AnyView {
    let title = tw(&m::FOUND_COMPANIES.with(&[("n", &shown(companies.len(), more))]));
    let row = |company: FoundCompany| {
        let href = format!("/support/tenants/{}", company.id);
        vec![Cell::new(short_link(&tw(&company.name), href))]
    };
    let rows = companies.into_iter().map(row).collect();
    let columns = Column::all([(m::COMPANY, "tbl-wide")]);
    view! { <Panel id="h-companies" title=title.clone()><List name=title columns=columns rows=rows none=NONE/></Panel> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::super::api::CasesFake;
    use super::*;
    use crate::members::states::Lock;
    use crate::permission::Role;
    use crate::tests::Visit;
    use crate::tests::samples::at;
    use crate::text::Words;
    use unimock::{MockFn, matching};

    #[test]
    fn a_search_shows_masked_addresses_and_where_there_is_more() {
        let person = FoundPerson {
            id: "7".to_owned(),
            name: "渡邊 彩".to_owned(),
            email_masked: "a***@takasakiya.example.jp".to_owned(),
            company: Words::same("株式会社 髙﨑屋"),
            company_id: "2".to_owned(),
            active: false,
            altered: false,
            lock: Some((Lock::Whole, at(20))),
        };
        let company = FoundCompany { id: "2".to_owned(), name: Words::same("株式会社 髙﨑屋") };
        let result =
            AccountSearch { people: vec![person], more_people: true, companies: vec![company], more_companies: false };
        let found = CasesFake::search_accounts.some_call(matching!("x")).returns(Ok(result));
        let page = Visit::to("/support/accounts?q=x").by(Role::Desk).show(found);
        assert_eq!(page.attributes("[aria-labelledby=h-people] tbody th a", "href"), ["/support/accounts?account=7"]);
        assert_eq!(page.attributes("[aria-labelledby=h-companies] tbody a", "href"), ["/support/tenants/2"]);
        assert_eq!(page.texts("main h2"), ["Members found (1+)", "Companies found (1)"]);
        assert!(page.text(".notice").contains(m::FOUND_MORE.en));
        let none = CasesFake::search_accounts.some_call(matching!("x")).returns(Ok(AccountSearch::default()));
        let page = Visit::to("/support/accounts?q=x").by(Role::Desk).in_japanese().show(none);
        assert_eq!(page.text(".empty-title"), m::FOUND_NONE.ja);
    }
}
