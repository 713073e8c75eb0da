use super::api::{AlteredCompany, SupportFake, TenantDetail, TenantList, TenantRow};
use super::messages as m;
use crate::consents::api::ConsentsFake;
use crate::home::api::HomeFake;
use crate::kit::Todo;
use crate::kit::messages::ALTERED_NAME;
use crate::networks::api::{Lift, NetworksFake};
use crate::networks::scope::Scope;
use crate::permission::Role;
use crate::tests::samples::{alone, at, between};
use crate::tests::{Shown, Visit};
use crate::text::Words;
use unimock::{MockFn, matching};

fn company(id: &str) -> TenantRow {
    TenantRow {
        id: id.to_owned(),
        name: Words::same("株式会社 髙﨑屋"),
        profile: Some(("managed-saas".to_owned(), Words::same("Managed SaaS"))),
        created: at(1),
        accounts: 1200,
        locked: 0,
        altered: false,
    }
}

/// A company whose row is forged.
fn altered(id: &str) -> TenantRow {
    let name = ALTERED_NAME.with(&[("name", &"株式会社 髙﨑屋")]);
    TenantRow { altered: true, locked: 3, profile: None, name, ..company(id) }
}

fn home(visit: Visit, list: TenantList, desk: Option<Vec<Todo>>) -> Shown {
    let companies = SupportFake::tenants.some_call(matching!(_)).returns(Ok(list));
    visit.show((companies, HomeFake::desk.some_call(matching!()).returns(Ok(desk))))
}

#[test]
fn companies_are_listed_with_their_accounts() {
    let altered = altered("2");
    let list = TenantList { rows: vec![company("1"), altered], altered: vec![], around: between() };
    let page = home(Visit::to("/support?after=x").by(Role::Support), list, Some(vec![]));
    assert_eq!(page.texts("td[data-label=Accounts]"), ["1,200", "1,200"]);
    assert_eq!(page.texts("td[data-label=Locked]"), ["0", "3"]);
    assert_eq!(
        page.texts("tbody th")[1],
        format!("“株式会社 髙﨑屋” (the name in an altered record) {}", m::ALTERED.en)
    );
    assert_eq!(page.texts("td[data-label=Registered]"), ["Nov 1, 2026, 10:05 JST", m::UNKNOWN.en]);
    assert_eq!(page.texts("td[data-label='Service profile']"), ["Managed SaaS", m::UNKNOWN.en]);
    assert_eq!(page.attributes("tbody th a", "href"), ["/support/tenants/1", "/support/tenants/2"]);
    assert_eq!(page.attributes(".pager a", "href"), ["/support", "/support?before=b", "/support?after=a"]);
    assert!(page.text("[aria-labelledby=h-work]").ends_with(m::NO_WORK.en));
    assert_eq!(page.count(".staff-banner"), 0, "no company is looked at");
}

#[test]
fn the_desk_sees_what_waits_and_others_do_not() {
    let todo = vec![Todo::new("headset", Words::same("7"), "/support/cases")];
    let none = || TenantList { rows: vec![], altered: vec![], around: alone() };
    let page = home(Visit::to("/support").by(Role::Desk).in_japanese(), none(), Some(todo));
    assert_eq!((page.text(".count"), page.attribute(".list a", "href")), ("1".into(), "/support/cases".into()));
    assert_eq!(page.text(".empty-title"), m::NONE.ja);
    let page = home(Visit::to("/support").by(Role::Support), none(), None);
    assert_eq!((page.count("[aria-labelledby=h-work]"), page.text(".empty-title")), (0, m::NONE.en.to_owned()));
}

#[test]
fn the_home_page_names_altered_companies_and_says_who_can_restore_the_data() {
    let named =
        AlteredCompany { id: "2".to_owned(), name: Some(ALTERED_NAME.with(&[("name", &"株式会社 青葉商店")])) };
    let unreadable = AlteredCompany { id: "3".to_owned(), name: None };
    let list = || TenantList { rows: vec![], altered: vec![named.clone(), unreadable.clone()], around: alone() };
    let page = home(Visit::to("/support").by(Role::Support), list(), Some(vec![]));
    let told = page.text(".notice--danger");
    assert_eq!(
        page.attributes(".notice--danger li a", "href"),
        ["/support/tenants/2"],
        "what cannot be read has no page"
    );
    for part in
        ["株式会社 青葉商店", "3", "the operator of this console", "sekisho log verify", "Provider's operation log"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    let page = home(Visit::to("/support").by(Role::Desk).in_japanese(), list(), Some(vec![]));
    let told = page.text(".notice--danger");
    for part in ["このコンソールの運用担当者", "sekisho log verify", "これを開ける運営スタッフに知らせて"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(told.contains("「株式会社 青葉商店」（改ざんされた記録にある名称）"), "{told}");
    let none = TenantList { rows: vec![], altered: vec![], around: alone() };
    assert_eq!(home(Visit::to("/support").by(Role::Support), none, Some(vec![])).count(".notice--danger"), 0);
}

fn one(visit: Visit, role: Role, tenant: TenantRow) -> Shown {
    let profiles = vec![("managed-saas".to_owned(), Words::same("Managed SaaS"))];
    let detail = TenantDetail { tenant, altered_accounts: 2, contacts: vec![], profiles, preview: None, asked: None };
    let lift = Lift { scope: Scope::Everyone, lifted_until: None, asked: None };
    let detail = SupportFake::tenant.some_call(matching!("2", _)).returns(Ok(detail));
    let lift = NetworksFake::lift.some_call(matching!("2")).returns(Ok(lift));
    if role == Role::Desk {
        return visit.by(role).show((detail, lift));
    }
    visit.by(role).show((detail, lift, ConsentsFake::consents_of.some_call(matching!("2")).returns(Ok(vec![]))))
}

#[test]
fn the_page_of_an_altered_company_claims_nothing_and_leads_on() {
    let altered = || altered("2");
    let page = one(Visit::to("/support/tenants/2"), Role::Support, altered());
    for place in ["h1", ".staff-banner"] {
        assert!(page.text(place).contains("(the name in an altered record)"), "{place}: {}", page.text(place));
    }
    let told = page.text(".notice--danger");
    assert!(told.contains("the operator of this console") && told.contains("sekisho log verify"), "{told}");
    let facts = page.text("[aria-labelledby=h-facts]");
    assert!(!facts.contains("Managed SaaS") && facts.contains(m::UNKNOWN.en), "{facts}");
    assert!(facts.contains("Altered accounts2"), "{facts}");
    let limits = page.text("[aria-labelledby=h-lift]");
    assert!(!limits.contains(Scope::Everyone.text().en) && limits.contains(m::UNKNOWN.en), "{limits}");
    let links = |page: &Shown| page.attributes("[aria-labelledby=h-works] a", "href");
    assert_eq!(links(&page), ["/support/cases", "/support/logs", "/support"]);
    let page = one(Visit::to("/support/tenants/2").in_japanese(), Role::Desk, altered());
    assert_eq!(links(&page), ["/support/cases", "/support"], "what the viewer may open");
    assert!(page.text("[aria-labelledby=h-facts]").contains(m::UNKNOWN.ja));
    assert!(page.text("h1").contains("（改ざんされた記録にある名称）"), "{}", page.text("h1"));
    let page = one(Visit::to("/support/tenants/2"), Role::Support, company("2"));
    assert_eq!((page.count(".notice--danger"), page.count("[aria-labelledby=h-works]")), (0, 0));
    assert!(page.text("[aria-labelledby=h-facts]").contains("Managed SaaS"));
    assert!(page.text("[aria-labelledby=h-lift]").contains(Scope::Everyone.text().en));
}
