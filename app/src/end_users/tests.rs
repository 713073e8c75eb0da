use super::api::{EndUserFilter, EndUserList, EndUserRow, EndUsersFake, ImportSummary};
use super::messages as m;
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
    EndUserList { rows, around: alone(), total: 20_000, last_import: None, refused: vec![] }
}

#[test]
fn the_filter_is_shown_goes_along_and_can_be_taken_off() {
    let asked = EndUsersFake::end_users
        .some_call(
            matching!((filter, cursor) if filter.q == "一郎" && filter.provider == "line" && cursor.after == "x"),
        )
        .returns(Ok(EndUserList { around: between(), ..list(vec![person("1"), person("2")]) }));
    let page = Visit::to("/end-users?q=%E4%B8%80%E9%83%8E&provider=line&after=x").by(Role::Owner).show(asked);
    assert_eq!(page.text("caption"), "2 of the matching rows shown; 20,000 end users are registered in all");
    assert_eq!(page.attributes(".chip a", "href"), ["/end-users?provider=line", "/end-users?q=%E4%B8%80%E9%83%8E"]);
    let filter = "q=%E4%B8%80%E9%83%8E&provider=line";
    let links = [format!("?{filter}"), format!("?{filter}&before=b"), format!("?{filter}&after=a")];
    assert_eq!(page.attributes(".pager a", "href"), links.map(|query| format!("/end-users{query}")));
    assert_eq!(page.attribute(".head-acts a", "href"), format!("/exports?{filter}"), "an export of the same people");
    assert_eq!((page.values("q"), page.values("provider")), (vec!["一郎".into()], vec!["line".into()]));
    assert_eq!(page.text("td[data-label='Linked account']"), "LINE, Google");
}

#[test]
fn who_may_not_export_has_no_button_for_it() {
    let all = EndUsersFake::end_users.some_call(matching!(_, _)).returns(Ok(list(vec![person("1")])));
    let page = Visit::to("/end-users").by(Role::Operator).in_japanese().show(all);
    assert_eq!((page.count(".head-acts a"), page.count(".chip")), (0, 0));
    assert_eq!(page.text("caption"), "1件を表示（全 20,000件）");
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
        !page.body.contains("secret") && page.body.contains("Of 3 rows that were read, 1 is stored"),
        "{}",
        page.body
    );
}
