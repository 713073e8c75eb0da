use super::api::{At, NamedPlace, OfDay, RefusedInput, RefusedInputFake, Total};
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
    let totals = each.iter().map(|row| Total { place: row.place.clone(), number: row.number }).collect();
    let around = Neighbours { previous: None, next: Some("a".to_owned()) };
    let refused = RefusedInput { days: (at(1), at(14)), totals, each, around, kept: 90 };
    visit.by(Role::Owner).show(RefusedInputFake::refused_input.some_call(matching!(_)).returns(Ok(refused)))
}

#[test]
fn numbers_are_told_with_the_words_of_their_page() {
    let of = |label, number| OfDay { day: at(2), place: place(label), number };
    let each = || vec![of(Some(crate::contacts::messages::TELEPHONE_SHORT), 1200), of(None, 1)];
    let page = shown(Visit::to("/security/refused-input"), each());
    assert!(page.text("main").contains("Total of these days: 1,201"));
    assert_eq!(page.texts("[aria-labelledby=h-totals] td[data-label=Field]"), ["Telephone", "telephone"]);
    assert_eq!(page.texts("[aria-labelledby=h-by-day] td[data-label=Number]"), ["1,200", "1"]);
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
