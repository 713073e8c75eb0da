use super::api::{
    InquiriesFake, InquiryColleague, InquiryDue, InquiryList, InquiryMonth, InquiryPromise, InquiryRow, InquiryThread,
    InquiryViews, InquiryWith, ThreadEntry,
};
use super::messages as m;
use super::number;
use super::states::{InquiryCategory, InquiryState, ThreadSide};
use crate::cases::api::Assignee;
use crate::error::AppError;
use crate::kit::Total;
use crate::kit::numbered::of;
use crate::permission::Role;
use crate::tests::samples::{at, between};
use crate::tests::{Shown, Visit};
use crate::text::Words;
use unimock::{MockFn, matching};

fn inquiry(id: &str, state: InquiryState) -> InquiryRow {
    let due = InquiryDue { goal: at(23), latest: at(24), late: false, left: Some(Words::same("2 h left")) };
    InquiryRow {
        id: id.to_owned(),
        number: "Q-2026-0001".to_owned(),
        subject: Some("<i>宛名</i>の変更".to_owned()),
        category: InquiryCategory::Contract,
        state,
        company: Words::same("株式会社 髙﨑屋"),
        by: "渡邊 彩".to_owned(),
        asked: at(20),
        due: state.waits().then_some(due),
        assignee: None,
    }
}

fn entry(side: ThreadSide, text: Option<&str>) -> ThreadEntry {
    ThreadEntry { at: at(20), side, by: "藤原".to_owned(), text: text.map(ToOwned::to_owned), missing: false }
}

fn thread(row: InquiryRow) -> InquiryThread {
    let entries = vec![
        entry(ThreadSide::Company, Some("一行目\n<b>二行目</b>")),
        entry(ThreadSide::Support, Some("回答")),
        ThreadEntry { missing: true, ..entry(ThreadSide::Support, None) },
        entry(ThreadSide::Company, None),
    ];
    let colleagues = vec![InquiryColleague { id: "9".to_owned(), name: "中村".to_owned() }];
    InquiryThread { row, entries, first_answered: Some(at(21)), closed: None, language: "ja".to_owned(), colleagues }
}

fn list(rows: Vec<InquiryRow>) -> InquiryList {
    let total = Total::Exactly(rows.len() as u64);
    let views = Some(InquiryViews { waiting: total, all: Total::Exactly(1200) });
    InquiryList { rows, around: between(), total, views }
}

fn of_company(row: InquiryRow) -> Shown {
    let found = InquiriesFake::inquiry.some_call(matching!("1")).returns(Ok(thread(row)));
    Visit::to("/inquiries/1").by(Role::Viewer).show(found)
}

fn of_desk(row: InquiryRow) -> Shown {
    let found = InquiriesFake::desk_inquiry.some_call(matching!("1")).returns(Ok(thread(row)));
    Visit::to("/support/inquiries/1").by(Role::Support).show(found)
}

#[test]
fn a_number_is_read_as_people_type_it() {
    assert_eq!(number::shown(of(2026, 1)), "Q-2026-0001");
    for typed in ["Q-2026-0001", "ｑ－２０２６－１", "2026-1"] {
        assert_eq!(number::read(typed), Some(of(2026, 1)), "{typed}");
    }
    assert_eq!((number::read("CS-2026-1"), number::read("渡邊")), (None, None));
}

#[test]
fn the_form_says_until_when_it_is_answered_and_keeps_what_was_typed() {
    let promise = || {
        InquiriesFake::inquiry_promise
            .some_call(matching!())
            .returns(Ok(InquiryPromise { latest: at(24), always: true }))
    };
    let page = Visit::to("/inquiries/new").by(Role::Viewer).show(promise());
    assert!(
        page.text(".notice").contains("Nov 24, 2026, 10:05 JST") && page.text(".notice").contains(m::NEW_ALWAYS.en)
    );
    let refuses = InquiriesFake::ask_inquiry
        .some_call(matching!(_))
        .returns(Err(AppError::invalid("category", m::CATEGORY_MISSING)));
    let typed = [("category", ""), ("subject", "件名"), ("text", "一行目\n二行目")];
    let page = Visit::sending("/inquiries", &typed).by(Role::Viewer).show((refuses, promise()));
    assert_eq!((page.status, page.attribute("[name=subject]", "value")), (422, "件名".to_owned()));
    assert!(page.text("textarea").contains("一行目\n二行目"), "{}", page.text("textarea"));
    assert_eq!(page.text("#category-error"), m::CATEGORY_MISSING.en);
}

#[test]
fn a_thread_keeps_line_breaks_and_shows_no_markup() {
    let page = of_company(inquiry("1", InquiryState::Answered));
    let texts = page.texts("[aria-labelledby=h-thread] .u-pre");
    assert_eq!(texts[0], "一行目\n<b>二行目</b>");
    let all = page.text("[aria-labelledby=h-thread]");
    assert!(all.contains("This entry is missing") && all.contains("unreadable"), "{all}");
    assert!(page.text("[aria-labelledby=h-reply]").contains(m::REPLY_OPENS.en));
    assert!(!page.text("[aria-labelledby=h-facts]").contains("Due"), "nobody waits");
    assert_eq!(page.count("form[action='/inquiries/close']"), 1);
    let closed = of_company(inquiry("1", InquiryState::Closed));
    assert_eq!(
        (closed.count("form[action='/inquiries/close']"), closed.count("form[action='/inquiries/reply']")),
        (0, 1)
    );
    let facts = of_company(inquiry("1", InquiryState::Received)).text("[aria-labelledby=h-facts]");
    for part in ["Q-2026-0001", "Billing and contract", "Target", "2 h left"] {
        assert!(facts.contains(part), "{part}: {facts}");
    }
}

#[test]
fn an_unreadable_inquiry_takes_no_text() {
    let unreadable = || InquiryRow { subject: None, by: String::new(), ..inquiry("1", InquiryState::Received) };
    assert_eq!(of_company(unreadable()).count("form[action='/inquiries/reply']"), 0);
    let none = InquiryThread { entries: Vec::new(), ..thread(unreadable()) };
    let found = InquiriesFake::inquiry.some_call(matching!("1")).returns(Ok(none));
    let page = Visit::to("/inquiries/1").by(Role::Viewer).show(found);
    assert!(page.text("[aria-labelledby=h-thread]").contains("unreadable"), "it has no texts either");
    assert_eq!(of_desk(unreadable()).count("form[action='/support/inquiries/answer']"), 0);
}

#[test]
fn staff_take_answer_hand_on_and_close() {
    let with = |own| {
        let assignee = Some(Assignee { id: "9".to_owned(), name: "中村".to_owned(), own });
        of_desk(InquiryRow { assignee, ..inquiry("1", InquiryState::Working) })
    };
    let free = of_desk(inquiry("1", InquiryState::Received));
    assert_eq!(free.count("form[action='/support/inquiries/assign']"), 1);
    assert_eq!(free.attribute("form[action='/support/inquiries/answer'] [name=seen]", "value"), "2");
    assert_eq!(free.count("form[action='/support/inquiries/close']"), 0, "it waits for an answer");
    assert_eq!((free.count("[aria-labelledby=h-facts] dl"), free.count("textarea[name=note]")), (1, 1));
    let others = with(false);
    assert!(others.text("dialog#take-over").contains("This inquiry is assigned to 中村. Reassign it to yourself?"));
    assert_eq!(others.attributes("dialog#take-over [name=from]", "value"), ["9"]);
    assert_eq!(with(true).count("form[action='/support/inquiries/hand'] option"), 2);
    assert_eq!(of_desk(inquiry("1", InquiryState::Answered)).count("form[action='/support/inquiries/close']"), 1);
}

#[test]
fn the_queue_keeps_its_filter_and_overdue_ones_stand_out() {
    let late = || {
        let row = inquiry("1", InquiryState::Received);
        let due = row.due.clone().map(|due| InquiryDue { late: true, left: None, ..due });
        InquiryRow { due, ..row }
    };
    let found = InquiriesFake::desk_inquiries
        .some_call(matching!((filter, _) if filter.queue && filter.with == Some(InquiryWith::Me)))
        .returns(Ok(list(vec![late()])));
    let page = Visit::to("/support/inquiries?with=me&category=contract").by(Role::Support).show(found);
    assert!(page.text("td[data-label=Status]").contains("Overdue"));
    assert_eq!(page.attribute("a[data-file]", "href"), "/support/inquiries/file?category=contract&with=me");
    assert_eq!(page.texts(".bar .chip").len(), 2);
    let views = page.text(".chips");
    assert!(views.contains("Waiting (1)") && views.contains("All (1,200)"), "{views}");
    let bad = Visit::to("/support/inquiries?state=lost").by(Role::Support).show(());
    assert_eq!((bad.status, bad.count("tbody")), (422, 0));
    let long = format!("/inquiries?q={}", "a".repeat(201));
    assert_eq!(Visit::to(&long).by(Role::Viewer).show(()).status, 422);
}

#[test]
fn an_empty_list_says_what_it_is_for() {
    let none = || InquiriesFake::inquiries.some_call(matching!(_, _)).returns(Ok(list(vec![])));
    let page = Visit::to("/inquiries").by(Role::Viewer).in_japanese().show(none());
    assert_eq!(page.text(".empty-title"), m::NONE.ja);
    let page = Visit::to("/inquiries?state=closed").by(Role::Viewer).show(none());
    assert_eq!(page.text(".empty-title"), m::NONE_FOUND.en);
}

#[test]
fn the_months_are_measured_against_the_promise() {
    let month = InquiryMonth {
        month: "2026-11".to_owned(),
        received: 1200,
        in_time: 1199,
        late: 1,
        closed: 3,
        first_answer: Some(Words::same("2 h")),
        to_close: None,
    };
    let found = InquiriesFake::inquiry_months.some_call(matching!()).returns(Ok(vec![month]));
    let page = Visit::to("/support/inquiries?show=months").by(Role::Support).show(found);
    let row = page.text("[aria-labelledby=h-months] tbody");
    for part in ["2026-11", "1,200", "1,199", "2 h"] {
        assert!(row.contains(part), "{part}: {row}");
    }
    assert_eq!(page.count("a[data-file]"), 0, "the file is that of the list");
}
