use super::api::{AlteredCompany, SupportFake, TenantDetail, TenantList, TenantRow};
use super::messages as m;
use crate::cases::api::{CasesFake, DeskFigures};
use crate::consents::api::{Consent, ConsentsFake, StaffConsents};
use crate::consents::messages::{STAFF_ALTERED, STAFF_ALTERED_THEN};
use crate::contacts::api::Contact;
use crate::contacts::messages as c;
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

/// What waits at the desk.
fn figures() -> DeskFigures {
    DeskFigures { cases: 4, requests: 2, due_today: 1, overdue: 1, approvals: 0, locked: 100 }
}

fn home(visit: Visit, list: TenantList, desk: Option<Vec<Todo>>) -> Shown {
    let companies = SupportFake::tenants.some_call(matching!(_, _)).returns(Ok(list));
    let figures = CasesFake::desk_figures.some_call(matching!()).returns(Ok(desk.is_some().then(figures)));
    visit.show((companies, HomeFake::desk.some_call(matching!()).returns(Ok(desk)), figures))
}

#[test]
fn companies_are_listed_with_their_accounts() {
    let altered = altered("2");
    let list = TenantList { rows: vec![company("1"), altered], altered: vec![], around: between(), total: 2 };
    let page = home(Visit::to("/support?after=x").by(Role::Support), list, Some(vec![]));
    assert_eq!(page.texts("td[data-label=Accounts]"), ["1,200", "1,200"]);
    assert_eq!(page.texts("td[data-label=Locked]"), ["0", "3"]);
    let locked = page.attributes("td[data-label=Locked] a", "href");
    assert_eq!(locked, ["/support/accounts?show=locked&company=2"]);
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
fn the_desk_has_its_figures_and_finds_companies() {
    let list = TenantList { rows: vec![company("1")], altered: vec![], around: between(), total: 1200 };
    let page = home(Visit::to("/support?q=x&sort=name").by(Role::Desk), list, Some(vec![]));
    let figures = page.texts("[aria-labelledby=h-figures] dd");
    assert_eq!(figures, ["4", "2", "1", "1", "0", "99+"]);
    assert_eq!(page.texts("[aria-labelledby=h-figures] .is-danger"), ["1"], "what is overdue stands out");
    assert_eq!(page.count("[aria-labelledby=h-figures] .is-danger svg"), 1, "and not by its colour alone");
    assert_eq!(page.text("#h-figures"), "Case overview");
    assert!(page.text("caption").contains("Showing 1 of 1,200"));
    assert_eq!(page.attributes(".pager a", "href")[0], "/support?q=x&sort=name");
    assert_eq!(page.texts(".bar .chip").len(), 1);
}

#[test]
fn the_desk_sees_what_waits_and_others_do_not() {
    let todo = vec![Todo::new("headset", Words::same("7"), "/support/cases")];
    let none = || TenantList { rows: vec![], altered: vec![], around: alone(), total: 2 };
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
    let list =
        || TenantList { rows: vec![], altered: vec![named.clone(), unreadable.clone()], around: alone(), total: 2 };
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
    let none = TenantList { rows: vec![], altered: vec![], around: alone(), total: 2 };
    assert_eq!(home(Visit::to("/support").by(Role::Support), none, Some(vec![])).count(".notice--danger"), 0);
}

fn one(visit: Visit, role: Role, tenant: TenantRow) -> Shown {
    with_contacts(visit, role, tenant, vec![])
}

fn with_contacts(visit: Visit, role: Role, tenant: TenantRow, contacts: Vec<Contact>) -> Shown {
    let profiles = vec![("managed-saas".to_owned(), Words::same("Managed SaaS"))];
    let detail = TenantDetail { tenant, altered_accounts: 2, contacts, profiles, preview: None, asked: None };
    let lift = Lift { scope: Scope::Everyone, lifted_until: None, asked: None };
    let detail = SupportFake::tenant.some_call(matching!("2", _)).returns(Ok(detail));
    let lift = NetworksFake::lift.some_call(matching!("2")).returns(Ok(lift));
    if role == Role::Desk {
        return visit.by(role).show((detail, lift));
    }
    visit.by(role).show((
        detail,
        lift,
        ConsentsFake::consents_of.some_call(matching!("2")).returns(Ok(StaffConsents::default())),
    ))
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
    let facts = page.text("[aria-labelledby=h-facts]");
    assert!(facts.contains("Managed SaaS") && !facts.contains("managed-saas"), "{facts}");
    assert!(page.text("[aria-labelledby=h-lift]").contains(Scope::Everyone.text().en));
}

/// A contact as the server gives an altered one.
fn contact(altered: bool) -> Contact {
    Contact {
        id: "7".to_owned(),
        altered,
        unreadable: false,
        name: "総務部".to_owned(),
        email: "soumu@takasakiya.example.jp".to_owned(),
        telephone: String::new(),
        telephone_since: None,
        kinds: vec![],
        language: String::new(),
        created: None,
        confirmed: None,
        undelivered: None,
    }
}

#[test]
fn what_is_said_of_an_altered_contact_can_be_done() {
    let told = |tenant: TenantRow, altered: bool| {
        let visit = Visit::to("/support/tenants/2");
        let page = with_contacts(visit, Role::Support, tenant, vec![contact(altered)]);
        (page.text("[aria-labelledby=h-contacts] .note"), page.text("[aria-labelledby=h-contacts] .notice--danger"))
    };
    let (sub, advice) = told(company("2"), true);
    assert_eq!((&*sub, &*advice), (c::STAFF_SUB_SOME.en, c::STAFF_ALTERED.en));
    assert_eq!(told(altered("2"), true).1, c::STAFF_ALTERED_LATER.en, "nobody of the company can sign in");
    let no_account_is_left = TenantRow { accounts: 2, ..company("2") };
    assert_eq!(told(no_account_is_left, true).1, c::STAFF_ALTERED_LATER.en);
    assert_eq!(told(company("2"), false), (c::STAFF_SUB.en.to_owned(), String::new()));
}

#[test]
fn altered_consents_are_told_apart_and_have_one_advice_in_order() {
    let altered = |id: &str| Consent {
        id: id.to_owned(),
        scopes: vec![],
        reason: None,
        granted: at(20),
        granted_by: String::new(),
        until: at(21),
        ended: None,
        ended_by: String::new(),
        in_force: false,
        altered: true,
        was_altered: false,
        looks: 0,
    };
    let detail = TenantDetail {
        tenant: company("2"),
        altered_accounts: 0,
        contacts: vec![],
        profiles: vec![],
        preview: None,
        asked: None,
    };
    let lift = Lift { scope: Scope::Everyone, lifted_until: None, asked: None };
    let page = Visit::to("/support/tenants/2").by(Role::Support).show((
        SupportFake::tenant.some_call(matching!("2", _)).returns(Ok(detail)),
        NetworksFake::lift.some_call(matching!("2")).returns(Ok(lift)),
        ConsentsFake::consents_of.some_call(matching!("2")).returns(Ok(StaffConsents {
            consents: vec![altered("0-11111111"), altered("0-22222222")],
            waiting: vec![],
        })),
    ));
    let told = page.texts("[aria-labelledby=h-consent] .notice");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with(STAFF_ALTERED.en) && told[0].ends_with(STAFF_ALTERED_THEN.en), "{told:?}");
    assert!(told[0].contains("Only the operator of this console"), "{told:?}");
    let called = ["ID ends in 11111111 Altered; no effect", "ID ends in 22222222 Altered; no effect"];
    assert_eq!(page.texts("[aria-labelledby=h-consent] dd"), called);
}
