use super::api::{EndUserDetail, EndUserFilter, EndUserList, EndUserRow, EndUsersFake, ImportSummary};
use super::messages as m;
use crate::kit::Total;
use crate::permission::Role;
use crate::tests::Visit;
use crate::tests::samples::{alone, at, between};
use crate::text::Words;
use unimock::{MockFn, matching};

fn person(id: &str) -> EndUserRow {
    EndUserRow {
        id: id.to_owned(),
        unreadable: false,
        customer_id: format!("C-{id}"),
        name: "髙橋 一郎".to_owned(),
        email_masked: "i***@example.jp".to_owned(),
        providers: vec![Words::same("LINE"), Words::same("Google")],
        prefecture: "東京都".to_owned(),
        created: at(1),
        last_sign_in: None,
    }
}

fn list(rows: Vec<EndUserRow>) -> EndUserList {
    EndUserList {
        rows,
        around: alone(),
        total: 20_000,
        matches: Total::Exactly(20_000),
        first: Some(1),
        variant: None,
        last_import: None,
        refused: vec![],
    }
}

#[test]
fn the_filter_is_shown_goes_along_and_can_be_taken_off() {
    let asked = EndUsersFake::end_users
        .some_call(
            matching!((filter, cursor) if filter.q == "一郎" && filter.provider == "line" && cursor.after == "x"),
        )
        .returns(Ok(EndUserList {
            around: between(),
            matches: Total::AtLeast(Total::MOST),
            first: Some(51),
            ..list(vec![person("1"), person("2")])
        }));
    let page = Visit::to("/end-users?q=%E4%B8%80%E9%83%8E&provider=line&after=x").by(Role::Owner).show(asked);
    assert_eq!(page.text("caption"), "51–52 of 10,000+ (20,000 in all)");
    assert_eq!(page.attributes(".chip a", "href"), ["/end-users?provider=line", "/end-users?q=%E4%B8%80%E9%83%8E"]);
    let filter = "q=%E4%B8%80%E9%83%8E&provider=line";
    let links = [format!("?{filter}"), format!("?{filter}&before=b"), format!("?{filter}&after=a")];
    assert_eq!(page.attributes(".pager-move a", "href"), links.map(|query| format!("/end-users{query}")));
    assert_eq!(
        page.attribute(".head-acts a", "href"),
        format!("/exports/new?{filter}"),
        "an export of the same people"
    );
    for form in ["form[role=search]", ".column-choice"] {
        let typed = page.attributes(&format!("{form} input[name=q]"), "value");
        assert_eq!(typed, ["一郎"], "{form}");
    }
    assert_eq!(page.attribute("form[role=search] option[selected][value=line]", "value"), "line");
    assert_eq!(page.attributes(".column-choice input[name=provider]", "value"), ["line"]);
    assert_eq!(page.text("td[data-label='Linked account']"), "LINE, Google");
}

#[test]
fn who_may_not_export_has_no_button_for_it() {
    let all = EndUsersFake::end_users.some_call(matching!(_, _)).returns(Ok(list(vec![person("1")])));
    let page = Visit::to("/end-users").by(Role::Operator).in_japanese().show(all);
    assert_eq!((page.count(".head-acts a"), page.count(".chip")), (0, 0));
    assert_eq!(page.text("caption"), "1–1／20,000名");
    assert_eq!(
        (page.text("td[data-label=連携アカウント]"), page.text("td[data-label=都道府県]")),
        ("LINE、Google".into(), "東京都".into())
    );
}

/// F15: a value that is in no list is refused at its field, and nothing looks filtered.
#[test]
fn an_unknown_filter_is_refused_at_its_field() {
    let filter =
        EndUserFilter { provider: "myspace".to_owned(), prefecture: "Atlantis".to_owned(), ..EndUserFilter::default() };
    let refused = EndUserList { refused: filter.refused(), ..list(vec![]) };
    let refused = EndUsersFake::end_users.some_call(matching!(_, _)).returns(Ok(refused));
    let page = Visit::to("/end-users?provider=myspace&prefecture=Atlantis").by(Role::Owner).show(refused);
    assert_eq!((page.status, page.count("main tbody tr"), page.count(".empty")), (422, 0, 0));
    assert_eq!(page.field_error("provider"), m::BAD_PROVIDER.en);
    assert_eq!(page.field_error("prefecture"), m::BAD_PREFECTURE.en);
}

#[test]
fn the_list_says_what_to_do_where_nobody_is() {
    let none =
        |total| EndUsersFake::end_users.some_call(matching!(_, _)).returns(Ok(EndUserList { total, ..list(vec![]) }));
    let first = Visit::to("/end-users").by(Role::Owner).show(none(0));
    assert!(first.body.contains("sekisho end-users import"), "{}", first.body);
    assert_eq!((first.text(".empty-title"), first.count("form[role=search]")), (m::FIRST_USE.en.to_owned(), 0));
    let filtered = || Visit::to("/end-users?q=%E3%81%84%E3%81%AA%E3%81%84&provider=line").by(Role::Owner);
    let page = filtered().show(none(1));
    assert_eq!((page.text(".empty-title"), page.count(".chip")), ("No end users match".to_owned(), 2));
    assert_eq!(page.attribute(".chip a", "href"), "/end-users?provider=line");
    assert_eq!(page.attribute(".empty a", "href"), "/end-users", "the way to all of them");
    assert_eq!(filtered().in_japanese().show(none(1)).text(".empty-title"), m::NO_MATCH.ja);
}

#[test]
fn an_unreadable_row_shows_its_id_alone_and_refused_rows_of_a_file_are_listed() {
    let row = EndUserRow { unreadable: true, name: "secret".to_owned(), ..person("0-7") };
    let import = ImportSummary {
        at: at(20),
        read: 3,
        stored: 1,
        refused: 2,
        replaced: 0,
        refusals: vec![(2, "email".to_owned(), Words::same("why"))],
    };
    let all = EndUserList { last_import: Some(import), ..list(vec![row]) };
    let all = EndUsersFake::end_users.some_call(matching!(_, _)).returns(Ok(all));
    let page = Visit::to("/end-users").by(Role::Owner).show(all);
    assert_eq!((page.text("tbody th"), page.text("tbody .badge")), ("0-7".into(), "Altered; unreadable".into()));
    assert!(
        !page.body.contains("secret") && page.body.contains("2 rows could not be imported. 1 of 3 rows imported."),
        "{}",
        page.body
    );
}

/// The rows per page and the columns are in the address, and every link and form of the list keeps them, but an export has
/// neither.
#[test]
fn the_shape_of_the_list_is_kept_by_each_of_its_links() {
    let asked = EndUsersFake::end_users
        .some_call(matching!((_, cursor) if cursor.rows == "20"))
        .returns(Ok(EndUserList { around: between(), ..list(vec![person("1")]) }));
    let shape = "rows=20&columns=chosen&columns=prefecture";
    let page = Visit::to(&format!("/end-users?provider=line&{shape}")).by(Role::Owner).show(asked);
    assert_eq!(page.texts("thead th"), ["Customer ID", "Name and email address", "Prefecture"]);
    assert_eq!((page.count("tbody td"), page.count(".tbl-minor")), (2, 0));
    assert_eq!(page.attribute(".pager a[rel=next]", "href"), format!("/end-users?provider=line&{shape}&after=a"));
    assert_eq!(page.attribute(".chip a", "href"), format!("/end-users?{shape}"));
    assert_eq!(page.attribute(".head-acts a", "href"), "/exports/new?provider=line");
    assert_eq!(page.text(".pager-rows strong"), "20");
    let others = [50, 100].map(|n| format!("/end-users?provider=line&columns=chosen&columns=prefecture&rows={n}"));
    assert_eq!(page.attributes(".pager-rows a", "href"), others);
    assert_eq!(page.attributes("form[role=search] input[type=hidden]", "value"), ["20", "chosen", "prefecture"]);
    assert_eq!(page.attributes(".column-choice input[type=hidden]", "value"), ["line", "20", "chosen"]);
    assert_eq!(page.count(".column-choice input[checked]"), 1);
}

#[test]
fn a_shape_that_cannot_be_chosen_is_refused() {
    for query in ["rows=7", "rows=x", "columns=secret"] {
        assert_eq!(Visit::to(&format!("/end-users?{query}")).by(Role::Owner).show(()).status, 422, "{query}");
    }
}

/// Paper says whose data it is, which part of it, how much, and who printed it when.
#[test]
fn paper_has_a_heading_of_its_own() {
    let asked = EndUsersFake::end_users
        .some_call(matching!(_, _))
        .returns(Ok(EndUserList { variant: Some("高橋".to_owned()), ..list(vec![person("1")]) }));
    let page = Visit::to("/end-users?q=%E9%AB%99%E6%A9%8B&provider=line").by(Role::Owner).in_japanese().show(asked);
    let facts = ["株式会社 髙﨑屋", "エンドユーザー", "2026/11/30 10:05", "小山内 のぞみ"];
    assert_eq!(page.texts(".print-head > div > :last-child"), facts);
    assert_eq!(page.texts(".print-head dd"), ["検索：髙橋（高橋を含む）、LINE", "1–1／20,000名（全20,000名）"]);
    assert!(page.texts(".chip")[0].starts_with("検索：髙橋（高橋を含む）"), "{:?}", page.texts(".chip"));
}

/// One page has no pager; with more rows than the shortest page, readers may still choose how many they want.
#[test]
fn a_list_with_one_page_has_no_pager() {
    let few = EndUserList { total: 20, matches: Total::Exactly(20), ..list(vec![person("1")]) };
    let few = EndUsersFake::end_users.some_call(matching!(_, _)).returns(Ok(few));
    assert_eq!(Visit::to("/end-users").by(Role::Owner).show(few).count(".pager"), 0);
    let more = EndUserList { total: 21, matches: Total::Exactly(21), ..list(vec![person("1")]) };
    let more = EndUsersFake::end_users.some_call(matching!(_, _)).returns(Ok(more));
    let page = Visit::to("/end-users").by(Role::Owner).show(more);
    assert_eq!((page.count(".pager-rows a"), page.count(".pager-move")), (2, 0));
}

#[test]
fn a_person_has_a_name_an_id_and_a_history_for_those_who_may_see_it() {
    let found = || {
        let detail = EndUserDetail {
            id: "7".to_owned(),
            customer_id: "C00019994".to_owned(),
            name: "髙橋 一郎".to_owned(),
            email: "i@example.jp".to_owned(),
            email_verified: true,
            birthdate: None,
            gender: None,
            prefecture: "東京都".to_owned(),
            phone: String::new(),
            note: String::new(),
            created: at(1),
            last_sign_in: None,
            updated: at(2),
            identities: vec![],
        };
        EndUsersFake::end_user.some_call(matching!("7")).returns(Ok(detail))
    };
    let page = Visit::to("/end-users/7").by(Role::Owner).show(found());
    assert_eq!((page.text("h1"), page.text(".head-sub")), ("髙橋 一郎".into(), "Customer ID C00019994".into()));
    assert!(page.text("title").starts_with("C00019994"), "the browser's history has no name");
    assert_eq!(page.attribute("[aria-labelledby=h-use] a", "href"), "/operation-logs?q=C00019994");
    assert_eq!(page.attributes("main [data-copy]", "data-copy"), ["C00019994"]);
    assert!(page.texts("[aria-labelledby=h-person] dd").contains(&"Not registered".to_owned()), "no date of birth");
    let page = Visit::to("/end-users/7").by(Role::Operator).show(found());
    assert_eq!(page.count("[aria-labelledby=h-use] a"), 0, "an operator may not see the log");
}
