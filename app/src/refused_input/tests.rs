use super::api::{
    At, NamedPlace, OfCompany, OfDay, OfPlace, RefusedEverywhere, RefusedInput, RefusedInputFake, ShownDays,
};
use super::messages as m;
use crate::kit::Neighbours;
use crate::permission::Role;
use crate::tests::samples::at;
use crate::tests::{Shown, Visit};
use crate::text::{Text, Words};
use unimock::{MockFn, matching};

fn place(label: Option<Text>) -> NamedPlace {
    let place = At { path: "/contacts/{id}".to_owned(), field: "telephone".to_owned() };
    NamedPlace { at: place, page: Words::from(crate::contacts::messages::TITLE), label: label.map(Words::from) }
}

fn shown(visit: Visit, each: Vec<OfDay>) -> Shown {
    let totals = each.iter().map(|row| OfPlace { place: row.place.clone(), number: row.number }).collect();
    let around = Neighbours { previous: None, next: Some("a".to_owned()) };
    let refused = RefusedInput { days: ShownDays { first: at(1), last: at(14) }, totals, each, around, kept: 90 };
    visit.by(Role::Owner).show(RefusedInputFake::refused_input.some_call(matching!(_)).returns(Ok(refused)))
}

#[test]
fn numbers_are_told_with_the_words_of_their_page() {
    let of = |label, number| OfDay { day: at(2), place: place(label), number };
    let each = || vec![of(Some(crate::contacts::messages::TELEPHONE_SHORT), 1200), of(None, 1)];
    let page = shown(Visit::to("/security/refused-input"), each());
    assert!(page.text("main").contains("Total for this period: 1,201"));
    assert_eq!(page.texts("[aria-labelledby=h-totals] td[data-label=Field]"), ["Phone number", "telephone"]);
    assert_eq!(page.texts("[aria-labelledby=h-by-day] td[data-label=Count]"), ["1,200", "1"]);
    assert_eq!(page.text("[aria-labelledby=h-totals] tbody th"), "Notification contacts/contacts/{id}");
    let page = shown(Visit::to("/security/refused-input").in_japanese(), each());
    assert_eq!(page.text("[aria-labelledby=h-totals] td[data-label=項目]"), "電話番号");
}

#[test]
fn days_without_any_say_so_and_lead_on() {
    let page = shown(Visit::to("/security/refused-input"), vec![]);
    assert_eq!((page.text(".empty-title"), page.count("table")), (m::NONE.en.to_owned(), 0));
    assert_eq!(page.attributes(".pager a[href]", "href"), ["/security/refused-input?after=a"]);
    assert!(
        page.text(".pager > span").starts_with("Nov 1, 2026") && page.text("main .note").contains("kept for 90 days")
    );
    assert_eq!(shown(Visit::to("/security/refused-input").in_japanese(), vec![]).text(".empty-title"), m::NONE.ja);
}

fn everywhere(visit: Visit, rows: Vec<OfCompany>, most: u32) -> Shown {
    let around = Neighbours { previous: Some("b".to_owned()), next: Some("a".to_owned()) };
    let refused = RefusedEverywhere {
        days: ShownDays { first: at(1), last: at(14) },
        totals: rows,
        most,
        sum: 1300,
        around,
        kept: 90,
    };
    visit.show(RefusedInputFake::refused_everywhere.some_call(matching!(_)).returns(Ok(refused)))
}

fn of_company(tenant: &str, label: Option<Text>, number: u64) -> OfCompany {
    OfCompany { tenant: tenant.to_owned(), company: Words::same("株式会社 髙﨑屋"), place: place(label), number }
}

#[test]
fn staff_see_the_numbers_of_each_company() {
    let visit = || Visit::to("/support/refused-input?after=x");
    let rows =
        || vec![of_company("7", Some(crate::contacts::messages::TELEPHONE_SHORT), 1200), of_company("8", None, 1)];
    for role in [Role::Support, Role::Desk] {
        let page = everywhere(visit().by(role), rows(), 200);
        assert_eq!((page.status, page.text("h1")), (200, page.text(".nav [aria-current=page] .nav-text")), "{role:?}");
        assert_eq!(page.texts("tbody td[data-label=Count]"), ["1,200", "1"]);
        assert_eq!(page.texts("tbody td[data-label=Field]"), ["Phone number", "telephone"]);
        assert_eq!(page.attributes("tbody th a", "href"), ["/support/tenants/7", "/support/tenants/8"]);
        let around = ["/support/refused-input?before=b", "/support/refused-input?after=a"];
        assert!(page.attributes(".pager a", "href").ends_with(&around.map(str::to_owned)));
        let said = page.text("main");
        assert!(said.contains("Total for this period: 1,300") && said.contains("kept for 90 days"), "{said}");
        assert!(!said.contains("counts are shown"), "these are all");
    }
    let page = everywhere(visit().by(Role::Support).in_japanese(), rows(), 2);
    assert!(page.text("main").contains("件数の多い2行だけを表示しています。"));
    assert_eq!(page.text("tbody td[data-label=項目]"), "電話番号");
}

#[test]
fn staff_are_told_that_nothing_was_refused() {
    let page = everywhere(Visit::to("/support/refused-input").by(Role::Desk), vec![], 200);
    assert_eq!((page.text(".empty-title"), page.count("table")), (m::NONE.en.to_owned(), 0));
    let page = everywhere(Visit::to("/support/refused-input").by(Role::Desk).in_japanese(), vec![], 200);
    assert_eq!((page.text(".empty-title"), page.text("h1")), (m::NONE.ja.to_owned(), m::TITLE.ja.to_owned()));
    assert_eq!(Visit::to("/support/refused-input").by(Role::Owner).show(()).status, 403);
}
