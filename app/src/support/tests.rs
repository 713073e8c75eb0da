use super::api::{SupportFake, TenantList, TenantRow};
use super::messages as m;
use crate::home::api::HomeFake;
use crate::kit::Todo;
use crate::permission::Role;
use crate::tests::samples::{alone, at, between};
use crate::tests::{Shown, Visit};
use crate::text::Words;
use unimock::{MockFn, matching};

fn company(id: &str) -> TenantRow {
    TenantRow {
        id: id.to_owned(),
        name: "株式会社 髙﨑屋".to_owned(),
        profile: "managed-saas".to_owned(),
        profile_title: Words::same("Managed SaaS"),
        created: at(1),
        accounts: 1200,
        locked: 0,
        altered: false,
    }
}

fn home(visit: Visit, list: TenantList, desk: Option<Vec<Todo>>) -> Shown {
    let companies = SupportFake::tenants.some_call(matching!(_)).returns(Ok(list));
    visit.show((companies, HomeFake::desk.some_call(matching!()).returns(Ok(desk))))
}

#[test]
fn companies_are_listed_with_their_accounts() {
    let altered = TenantRow { altered: true, locked: 3, ..company("2") };
    let list = TenantList { rows: vec![company("1"), altered], around: between() };
    let page = home(Visit::to("/support?after=x").by(Role::Support), list, Some(vec![]));
    assert_eq!(page.texts("td[data-label=Accounts]"), ["1,200", "1,200"]);
    assert_eq!(page.texts("td[data-label=Locked]"), ["0", "3"]);
    assert_eq!(page.texts("tbody th")[1], format!("株式会社 髙﨑屋 {}", m::ALTERED.en));
    assert_eq!(page.attributes("tbody th a", "href"), ["/support/tenants/1", "/support/tenants/2"]);
    assert_eq!(page.attributes(".pager a", "href"), ["/support", "/support?before=b", "/support?after=a"]);
    assert!(page.text("[aria-labelledby=h-work]").ends_with(m::NO_WORK.en));
    assert_eq!(page.count(".staff-banner"), 0, "no company is looked at");
}

#[test]
fn the_desk_sees_what_waits_and_others_do_not() {
    let todo = vec![Todo::new("headset", Words::same("7"), "/support/cases")];
    let none = || TenantList { rows: vec![], around: alone() };
    let page = home(Visit::to("/support").by(Role::Desk).in_japanese(), none(), Some(todo));
    assert_eq!((page.text(".count"), page.attribute(".list a", "href")), ("1".into(), "/support/cases".into()));
    assert_eq!(page.text(".empty-title"), m::NONE.ja);
    let page = home(Visit::to("/support").by(Role::Support), none(), None);
    assert_eq!((page.count("[aria-labelledby=h-work]"), page.text(".empty-title")), (0, m::NONE.en.to_owned()));
}
