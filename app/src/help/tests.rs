use super::api::{HelpFake, HelpHit, HelpLink, HelpPage, HelpShelf, PlainPolicy, PolicyReader};
use super::messages as m;
use super::topics::{HelpGroup, POLICY, TOPICS, help_of, topic, topic_of};
use crate::account::api::AccountFake;
use crate::account::messages as account;
use crate::error::AppError;
use crate::kit::{PolicyMark, SafeHtml};
use crate::permission::Role;
use crate::security::api::{ProfileRow, ProfileSection};
use crate::sessions::api::SessionsFake;
use crate::tables::pages;
use crate::tests::Visit;
use crate::tests::samples::password_facts;
use crate::text::Words;
use std::collections::BTreeSet;
use unimock::{MockFn, matching};

fn link(name: &str) -> HelpLink {
    HelpLink { topic: topic(name).unwrap(), title: Words::same("Data export") }
}

fn shelves() -> Vec<HelpShelf> {
    let shelf = |group, name| HelpShelf { group, links: vec![link(name)] };
    vec![shelf(HelpGroup::Company, "exports"), shelf(HelpGroup::Reference, "glossary")]
}

#[test]
fn every_page_of_the_console_has_help() {
    let lost: Vec<_> = pages().map(|page| page.path).filter(|path| !path.starts_with("/help")).collect();
    let lost: Vec<_> = lost.into_iter().filter(|path| topic_of(path).is_none()).collect();
    assert!(lost.is_empty(), "no help page explains {lost:?}: add one to `topics.rs`");
}

#[test]
fn help_explains_pages_that_there_are() {
    let names: BTreeSet<_> = TOPICS.iter().map(|topic| topic.name).collect();
    assert!(names.len() == TOPICS.len() && !names.contains(POLICY));
    for path in TOPICS.iter().flat_map(|topic| topic.explains) {
        assert!(pages().any(|page| page.path == *path), "{path}");
    }
    let is_id = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    assert!(names.iter().all(|name| is_id(name)), "an address takes only these");
}

#[test]
fn the_help_of_the_nearest_page_counts() {
    for (path, help) in [
        ("/", Some("/help/home")),
        ("/end-users/0-a?x=1", Some("/help/end-users")),
        ("/account", Some("/help/account")),
        ("/account/two-step/codes", Some("/help/two-step")),
        ("/members/7", Some("/help/members")),
        ("/members/7/networks", Some("/help/networks")),
        ("/support/tenants/7/operation-logs", Some("/help/support-access")),
        ("/help/exports", None),
        ("/made-up", None),
    ] {
        assert_eq!(help_of(path).as_deref(), help, "{path}");
    }
}

#[test]
fn the_bar_and_the_head_of_a_page_lead_to_help() {
    let page = Visit::to("/account/sessions")
        .by(Role::Viewer)
        .show(SessionsFake::sessions.some_call(matching!()).returns(Ok(vec![])));
    assert_eq!(page.attributes(".shell-tools > a", "href"), ["/help"]);
    assert_eq!(page.attributes(".head-help", "href"), ["/help/sessions"]);
    assert_eq!(page.text(".head-help"), "Help for this page", "screen readers say which help");
    assert!(page.attribute("#palette-lines", "data-lines").contains("\n/help\nHelp\n"));
}

#[test]
fn a_stranger_finds_the_index_and_a_page() {
    let index = HelpFake::help_shelves.some_call(matching!()).returns(Ok(shelves()));
    let page = Visit::to("/help").show(index);
    assert_eq!((page.status, page.text("h1"), page.count(".signin--text")), (200, "Help".into(), 1));
    assert_eq!(page.attributes(".help-list a", "href"), ["/help/exports", "/help/glossary", "/help/policy"]);
    assert_eq!(page.count(".head-help, script"), 0, "neither help on help nor a script");
    let html = SafeHtml::sanitised("<h2>Export</h2>".to_owned());
    let text = HelpPage { link: link("exports"), html, opens: None };
    let page =
        Visit::to("/help/exports").show(HelpFake::help_page.some_call(matching!("exports", _)).returns(Ok(text)));
    assert_eq!((page.text("h1"), page.text(".prose h2")), ("Data export".into(), "Export".into()));
    assert_eq!(page.attributes("main a.btn", "href"), ["/sign-in"]);
    let gone = HelpFake::help_page.some_call(matching!("made-up", _)).returns(Err(AppError::NotFound));
    assert_eq!(Visit::to("/help/made-up").show(gone).status, 404);
}

#[test]
fn a_help_page_leads_to_the_page_that_it_explains() {
    let text = HelpPage { link: link("exports"), html: SafeHtml::default(), opens: Some("/exports") };
    let shown = HelpFake::help_page.some_call(matching!("exports", _)).returns(Ok(text));
    let page = Visit::to("/help/exports").by(Role::Owner).show(shown);
    assert_eq!((page.attributes("main a.btn", "href"), page.count(".shell")), (vec!["/exports".to_owned()], 1));
    let index = HelpFake::help_shelves.some_call(matching!()).returns(Ok(shelves()));
    let first = Visit::to("/help").by(Role::Owner).knowing(|me| me.must_change_password = true).show(index);
    assert_eq!(first.count(".shell"), 0, "nobody has the menu before the password is changed");
}

#[test]
fn search_shows_what_contains_the_words() {
    let hit = HelpHit { link: link("exports"), excerpt: "<b>1</b> file".to_owned() };
    let found = HelpFake::help_found.some_call(matching!("file", _)).returns(Ok(vec![hit]));
    let page = Visit::to("/help?q=file").show(found);
    assert_eq!((page.text("h2"), page.text(".list-sub")), ("1 result".into(), "<b>1</b> file".into()));
    assert_eq!(page.attribute("#q", "value"), "file");
    let none = HelpFake::help_found.some_call(matching!("x", _)).returns(Ok(vec![]));
    assert_eq!(Visit::to("/help?q=x").show(none).text(".empty-title"), m::NONE.en);
    let long = format!("/help?q={}", "x".repeat(201));
    let page = Visit::to(&long).show(HelpFake::help_shelves.some_call(matching!()).returns(Ok(shelves())));
    assert_eq!((page.status, page.field_error("q")), (422, "Enter up to 200 characters.".into()));
}

#[test]
fn the_policy_says_whose_it_is_and_where_it_comes_from() {
    let line = |source: Option<&str>| ProfileRow {
        key: "password.min_length",
        label: Words::same("Minimum length"),
        value: Words::same("8"),
        source: source.map(ToOwned::to_owned),
        statement: source.map(|_| Words::same("8 or more characters.")),
        enforced: true,
    };
    let shown = |reader| {
        let section = ProfileSection { title: Words::same("Passwords"), lines: vec![line(Some("SL-20a")), line(None)] };
        let policy = PlainPolicy { reader, profile: Words::same("Login Manager"), sections: vec![section] };
        Visit::to("/help/policy").show(HelpFake::help_policy.some_call(matching!()).returns(Ok(policy)))
    };
    let page = shown(PolicyReader::Stranger);
    assert!(page.text(".head-sub").contains("default rules of this console: Login Manager"));
    assert_eq!(page.text(".policy-mark code"), "SL-20a");
    assert_eq!(page.text(".policy-mark p"), "8 or more characters.");
    assert!(page.text("dd:last-child").contains(m::POLICY_DEFAULT.en));
    assert!(shown(PolicyReader::Member).text(".head-sub").contains("your company's service profile"));
    assert_eq!(shown(PolicyReader::Staff).text(".head-sub"), m::POLICY_STAFF.en);
}

/// Policy where it hurts: a refused password says which statement asks for it.
#[test]
fn a_refused_password_has_the_statement_of_the_policy() {
    let mark =
        |key, id: &str| PolicyMark { key, id: id.to_owned(), sentence: Words::same(format!("Sentence of {id}.")) };
    let facts = || AccountFake::password_facts.some_call(matching!()).returns(Ok(password_facts()));
    let marked = |visit: Visit| {
        visit.by(Role::Viewer).knowing(|me| {
            me.policy = vec![mark("password.letters_and_digits", "SL-20a"), mark("password.history", "SL-20b")];
        })
    };
    let refused = |words: crate::text::Text| {
        let fields = [("current", "a"), ("new", "b"), ("again", "b")];
        let answers = (
            facts(),
            AccountFake::change_password.some_call(matching!(_)).returns(Err(AppError::invalid("new", words))),
        );
        marked(Visit::sending("/account/password", &fields)).show(answers)
    };
    let page = refused(account::NO_DIGIT);
    assert_eq!(page.texts(".policy-mark code"), ["SL-20a"]);
    assert_eq!(page.text(".policy-mark p"), "Sentence of SL-20a.");
    assert_eq!(page.field_error("new"), account::NO_DIGIT.en, "the error stays the field's description");
    assert_eq!(refused(account::SAME).texts(".policy-mark code"), ["SL-20b"]);
    assert_eq!(refused(account::SMALL_EDIT).count(".policy-mark"), 0, "no statement asks for it");
    assert_eq!(marked(Visit::to("/account/password")).show(facts()).count(".policy-mark"), 0, "nothing is refused");
}
