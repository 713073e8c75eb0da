//! The page of one case.

use super::super::api::{Assignee, CaseDetail, CaseNote, CaseRow, CasesFake};
use super::super::messages as m;
use super::super::states::CaseState;
use super::{case, detail, request};
use crate::permission::Role;
use crate::tests::samples::at;
use crate::tests::{Shown, Visit};
use crate::text::Words;
use unimock::{MockFn, matching};

fn shown(one: CaseDetail) -> Shown {
    let found = CasesFake::case.some_call(matching!("1")).returns(Ok(one));
    Visit::to("/support/cases/1").by(Role::Desk).show(found)
}

#[test]
fn a_case_has_its_title_its_steps_and_its_notes() {
    let note = |text: Option<&str>| CaseNote {
        at: at(21),
        by: "藤原".to_owned(),
        text: text.map(ToOwned::to_owned),
        missing: false,
    };
    let gone = CaseNote { missing: true, ..note(None) };
    let row = CaseRow { left: Some(Words::same("2 h left")), ..case("1", CaseState::Checked) };
    let asked = vec![request("7")];
    let page = shown(CaseDetail { notes: vec![note(Some("<i>留守</i>")), note(None), gone], asked, ..detail(row) });
    assert_eq!(page.text("h1"), "CS-2026-0001 渡邊 彩 | Password reset");
    assert_eq!(page.texts(".steps .steps-done").len(), 2);
    assert_eq!(page.text(".steps [aria-current=step]"), "Customer consent Next");
    let facts = page.text("[aria-labelledby=h-facts]");
    for part in ["2 h left", "No one", "View account"] {
        assert!(facts.contains(part), "{part}: {facts}");
    }
    assert_eq!(page.text("main").matches("<b>至急</b> 090").count(), 1, "the person's words stand once");
    assert_eq!(page.count("[aria-labelledby=h-facts] dl"), 1, "and the facts in one list");
    assert!(page.text(".head-meta").contains("Due: Nov 24, 2026, 10:05 JST 2 h left"), "{}", page.text(".head-meta"));
    assert_eq!(page.count(".head-acts form[action='/support/cases/assign']"), 1);
    let notes = page.text("[aria-labelledby=h-notes]");
    assert!(notes.contains("<i>留守</i>") && notes.contains("藤原") && notes.contains("unreadable"), "{notes}");
    assert!(notes.contains("This note is missing"), "{notes}");
    let over = shown(detail(case("1", CaseState::Closed)));
    assert_eq!(over.count(".steps"), 0, "the history says how far it came");
    let done = shown(CaseDetail { asked: vec![request("7")], ..detail(case("1", CaseState::Done)) });
    assert_eq!((done.count(".steps .steps-done"), done.text("#h-next")), (5, "Result".to_owned()));
    assert_eq!((done.count(".notice--warn"), done.text(".head-meta").contains("Due")), (0, false), "nothing is to do");
}

#[test]
fn a_message_says_whether_the_check_came_after_it_and_the_company_is_named_as_itself() {
    let one = |state, checked| CaseDetail { checked, asked: vec![request("7")], ..detail(case("1", state)) };
    let said = |one| shown(one).text("[aria-label='Requests from this person'] .notice");
    assert!(said(one(CaseState::Opened, None)).contains(m::ASKED_SUB.en));
    assert!(said(one(CaseState::Checked, Some(at(21)))).contains(m::ASKED_BEFORE.en));
    assert!(said(one(CaseState::Checked, Some(at(19)))).contains(m::ASKED_SUB.en), "it came later");
    let found =
        CasesFake::company_cases.some_call(matching!()).returns(Ok(vec![detail(case("1", CaseState::Checked))]));
    let page = Visit::to("/cases").by(Role::Owner).show(found);
    assert!(page.text("article").contains(m::COMPANY_WAITS.en) && !page.text("article dl").contains("髙﨑屋"));
}

#[test]
fn a_case_of_somebody_else_is_taken_over_after_a_question() {
    let with = |own| {
        let assignee = Some(Assignee { id: "9".to_owned(), name: "藤原".to_owned(), own });
        shown(detail(CaseRow { assignee, ..case("1", CaseState::Opened) }))
    };
    let others = with(false);
    assert!(others.text("dialog#take-over").contains("This case is assigned to 藤原. Reassign it to yourself?"));
    assert_eq!(others.attributes("dialog#take-over [name=from]", "value"), ["9"]);
    assert_eq!(with(true).count("form[action='/support/cases/unassign']"), 1);
    let free = shown(detail(case("1", CaseState::Opened)));
    assert_eq!(free.count("form[action='/support/cases/assign']"), 1);
    assert_eq!(shown(detail(case("1", CaseState::Done))).count("form[action='/support/cases/assign']"), 0);
}

#[test]
fn staff_who_may_ask_for_access_are_led_there_from_an_open_case() {
    let links = |role: Role, row: CaseRow| {
        let found = CasesFake::case.some_call(matching!("1")).returns(Ok(detail(row)));
        Visit::to("/support/cases/1").by(role).show(found).attributes("[aria-labelledby=h-access] a", "href")
    };
    assert_eq!(links(Role::Support, case("1", CaseState::Consented)), ["/support/cases/1/access"]);
    let nowhere = Vec::<String>::new();
    assert_eq!(links(Role::Desk, case("1", CaseState::Consented)), nowhere, "the desk alone may not ask");
    assert_eq!(links(Role::Support, case("1", CaseState::Done)), nowhere, "a request ends with its case");
    let altered = CaseRow { altered: true, ..case("1", CaseState::Consented) };
    assert_eq!(links(Role::Support, altered), nowhere, "and a forged case is a reason for none");
}
