use super::api::{
    AlteredEnd, Assignee, CaseDetail, CaseList, CaseNote, CaseRow, CasesFake, FoundAccount, HelpList, HelpRequest,
    HelpWords, With,
};
use super::messages as m;
use super::states::{Barred, CaseState};
use crate::kit::messages::ALTERED_OVER;
use crate::permission::Role;
use crate::second_factor::api::StepState;
use crate::tests::Visit;
use crate::tests::samples::{alone, at, between};
use crate::text::Words;
use unimock::{Clause, MockFn, matching};

fn case(id: &str, state: CaseState) -> CaseRow {
    CaseRow {
        id: id.to_owned(),
        number: "CS-2026-0001".to_owned(),
        account: "7".to_owned(),
        assignee: None,
        left: None,
        company: Words::same("株式会社 髙﨑屋"),
        name: "渡邊 彩".to_owned(),
        email: "aya@takasakiya.example.jp".to_owned(),
        removes_second_factor: false,
        state,
        asked: at(20),
        waited: Words::same("6 h 0 min"),
        due: at(24),
        late: false,
        altered: false,
        ended_altered: None,
        barred: None,
    }
}

fn request(id: &str) -> HelpRequest {
    let words =
        HelpWords {
            name: "渡邊".to_owned(), message: "<b>至急</b> 090".to_owned(), at: at(20), holds_number: true
        };
    HelpRequest {
        id: id.to_owned(),
        unreadable: false,
        kind: m::ASK_PASSWORD,
        lost_second_factor: false,
        at: at(20),
        waited: Words::same("6 h 0 min"),
        due: at(24),
        late: true,
        email: "aya+1@takasakiya.example.jp".to_owned(),
        times: 12,
        words: vec![words],
    }
}

fn cases(open: bool, rows: Vec<CaseRow>) -> impl Clause {
    let list = Ok(CaseList { rows, around: between() });
    if open {
        CasesFake::cases.some_call(matching!((filter, _) if filter.open)).returns(list)
    } else {
        CasesFake::cases.some_call(matching!((filter, _) if !filter.open)).returns(list)
    }
}

fn asked(rows: Vec<HelpRequest>) -> impl Clause {
    CasesFake::help_requests.some_call(matching!(_)).returns(Ok(HelpList { rows, around: alone() }))
}

#[test]
fn the_desk_sees_open_cases_and_what_people_ask() {
    let late = CaseRow { late: true, removes_second_factor: true, ..case("2", CaseState::Opened) };
    let altered = CaseRow { altered: true, ..case("3", CaseState::Consented) };
    let rows = vec![case("1", CaseState::Checked), late, altered];
    let page = Visit::to("/support/cases").by(Role::Desk).show((asked(vec![request("7")]), cases(true, rows)));
    let of_cases = |label: &str| page.texts(&format!("[aria-labelledby=h-cases] td[data-label='{label}']"));
    assert_eq!(of_cases("Status"), ["Awaiting customer consent", "Identity check pending", "Altered; no effect"]);
    let names = page.texts("[aria-labelledby=h-cases] tbody th");
    assert_eq!(names[0], "CS-2026-0001 渡邊 彩");
    assert_eq!(names[2], "Case (ID ends in 3)", "whom a forged one names is nobody's word");
    assert_eq!((&*of_cases("Due")[2], &*of_cases("Request")[2]), ("", ""));
    assert_eq!(of_cases("Due")[1], "Nov 24, 2026, 10:05 JST Overdue");
    assert_eq!(page.attributes(".chips [aria-current=page]", "href"), ["/support/cases"]);
    let row = page.text("[aria-labelledby=h-asked] tbody");
    for part in ["<b>至急</b>", m::ASK_UNVERIFIED.en, m::ASK_NUMBER.en, "Received 12 times", "Overdue"] {
        assert!(row.contains(part), "{part}: {row}");
    }
    assert_eq!(page.count("[aria-labelledby=h-asked] tbody li"), 0, "a single message is no list");
    let look = page.attribute("[aria-labelledby=h-asked] tbody a", "href");
    assert_eq!(look, "/support/accounts?email=aya%2B1%40takasakiya.example.jp");
}

fn detail(row: CaseRow) -> CaseDetail {
    CaseDetail {
        row,
        evidence: None,
        reason: None,
        checked: None,
        events: vec![],
        contacts: vec![],
        asked: vec![],
        notes: vec![],
        passkeys: 0,
        undelivered: None,
        cooling_until: None,
        cooled: true,
        own: false,
        outcome: None,
    }
}

#[test]
fn a_case_that_cannot_go_on_offers_no_step_and_says_who_restores_what() {
    for (why, mark) in [(Barred::Account, m::BARRED_PERSON_MARK.en), (Barred::Company, m::BARRED_COMPANY_MARK.en)] {
        for state in [CaseState::Opened, CaseState::Checked, CaseState::Consented, CaseState::Approved] {
            let row = || CaseRow { barred: Some(why), ..case("1", state) };
            let listed = Visit::to("/support/cases").by(Role::Desk).show((asked(vec![]), cases(true, vec![row()])));
            assert_eq!(
                listed.count("td.tbl-tight[data-label=Status] .badge"),
                2,
                "its words break before the table is cut"
            );
            let listed = listed.text("[aria-labelledby=h-cases] td[data-label=Status]");
            assert!(listed.contains(mark), "{listed}");
            let found = CasesFake::case.some_call(matching!("1")).returns(Ok(detail(row())));
            let page = Visit::to("/support/cases/1").by(Role::Desk).show(found);
            let work = ["/support/cases/note", "/support/cases/assign"];
            let forms =
                page.attributes("main form", "action").into_iter().filter(|path| !work.contains(&path.as_str()));
            assert_eq!(forms.collect::<Vec<_>>(), ["/support/cases/cancel"], "{state:?}");
            let notice = page.text(".notice--danger");
            let button = page.text("[aria-labelledby=h-next] button[command=show-modal]");
            assert!(notice.contains("the operator of this console") && notice.contains(&button), "{notice}");
            assert!(notice.contains("sekisho log verify"), "{notice}");
            let found = CasesFake::company_cases.some_call(matching!()).returns(Ok(vec![detail(row())]));
            let page = Visit::to("/cases").by(Role::Owner).in_japanese().show(found);
            let refuse: &[&str] = if state == CaseState::Checked { &["/cases/refuse"] } else { &[] };
            assert_eq!(page.attributes("main form", "action"), refuse, "{state:?}");
            assert!(page.text(".notice--danger").contains("サポート窓口に連絡"), "{}", page.text(".notice--danger"));
        }
    }
}

#[test]
fn altered_cases_are_told_apart_by_their_ids() {
    let altered = |id: &str| detail(CaseRow { altered: true, ..case(id, CaseState::Checked) });
    let both = vec![altered("0-11111111"), altered("0-22222222")];
    let found = CasesFake::company_cases.some_call(matching!()).returns(Ok(both));
    let page = Visit::to("/cases").by(Role::Owner).show(found);
    let called = ["Case (ID ends in 11111111)", "Case (ID ends in 22222222)"];
    assert_eq!(page.texts("article dd:first-of-type"), called);
    let found = CasesFake::case.some_call(matching!("1")).returns(Ok(altered("0-11111111")));
    let page = Visit::to("/support/cases/1").by(Role::Desk).in_japanese().show(found);
    assert_eq!(page.texts(".kv dd")[0], "案件（ID末尾 11111111）");
}

#[test]
fn an_altered_case_names_nobody_as_the_one_who_asked_and_no_time_as_certain() {
    let shown = |altered| {
        let row = CaseRow { altered, ..case("1", CaseState::Checked) };
        let one = CaseDetail { asked: vec![request("7")], ..detail(row) };
        Visit::to("/support/cases/1").by(Role::Desk).show(CasesFake::case.some_call(matching!("1")).returns(Ok(one)))
    };
    assert_eq!(shown(false).count("[aria-label='Requests from this person']"), 1);
    let page = shown(true);
    assert_eq!(page.count("[aria-label='Requests from this person']"), 0, "nobody knows whom it is about");
    let course = page.text("[aria-labelledby=h-course]");
    assert!(course.contains("their times and names are not certain"), "{course}");
}

#[test]
fn a_case_that_ended_after_it_was_altered_says_who_has_ended_it_and_warns_no_more() {
    let end = || Some(AlteredEnd { by: "髙橋 一郎".to_owned(), at: at(20) });
    let row = || CaseRow { ended_altered: end(), ..case("3", CaseState::Closed) };
    let listed = Visit::to("/support/cases?show=all").by(Role::Desk).show(cases(false, vec![row()]));
    let state = listed.text("td[data-label=Status]");
    for part in [m::ENDED_ALTERED.en, "Ended by 髙橋 一郎", "Nov 20, 2026"] {
        assert!(state.contains(part), "{part}: {state}");
    }
    assert_eq!(listed.texts("td[data-label=Due], td[data-label=Request]"), ["", ""], "nobody knows what it was");
    let found = CasesFake::case.some_call(matching!("3")).returns(Ok(detail(row())));
    let staffs = Visit::to("/support/cases/3").by(Role::Desk).show(found);
    let found = CasesFake::company_cases.some_call(matching!()).returns(Ok(vec![detail(row())]));
    let companys = Visit::to("/cases").by(Role::Owner).show(found);
    for page in [listed, staffs, companys] {
        assert_eq!((page.count(".notice--danger"), page.count("main .badge--danger")), (0, 0));
        let main = page.text("main");
        assert!(main.contains(m::ENDED_ALTERED.en) && !main.contains("渡邊 彩"), "{main}");
        assert!(!main.contains(m::HISTORY_ALTERED.en), "{main}");
    }
}

fn account() -> FoundAccount {
    FoundAccount {
        id: "7".to_owned(),
        name: "渡邊 彩".to_owned(),
        email: "aya@takasakiya.example.jp".to_owned(),
        company: Words::same("株式会社 髙﨑屋"),
        company_id: "2".to_owned(),
        role: Role::Viewer.text().into(),
        altered: false,
        company_altered: false,
        suspended: false,
        barred: None,
        lock: None,
        second_factor: StepState::On,
        last_sign_in: None,
        open_case: None,
        asked: vec![],
    }
}

#[test]
fn an_account_says_whether_it_or_its_company_was_altered() {
    let shown = |visit: Visit, account: FoundAccount| {
        let found = CasesFake::account_of.some_call(matching!("a@b")).returns(Ok(Some(account)));
        visit.by(Role::Desk).show(found)
    };
    let of_company = || FoundAccount { company_altered: true, barred: Some(m::BARRED_COMPANY), ..account() };
    let page = shown(Visit::to("/support/accounts?email=a%40b"), of_company());
    assert_eq!(page.texts("[aria-labelledby=h-account] .badge"), [m::BARRED_COMPANY_MARK.en]);
    assert!(page.body.contains(m::BARRED_COMPANY.en) && !page.body.contains("Suspended"));
    let page = shown(Visit::to("/support/accounts?email=a%40b").in_japanese(), of_company());
    assert_eq!(page.texts("[aria-labelledby=h-account] .badge"), [m::BARRED_COMPANY_MARK.ja]);
    let altered = || FoundAccount { altered: true, suspended: true, barred: Some(m::BARRED_ALTERED), ..account() };
    let page = shown(Visit::to("/support/accounts?email=a%40b"), altered());
    assert_eq!(page.texts("[aria-labelledby=h-account] .badge"), ["Altered; no effect"]);
    assert_eq!(page.texts(".notice"), [m::BARRED_ALTERED.en, ALTERED_OVER.en], "what to do is said once");
    let advice = page.texts(".notice").swap_remove(0);
    for part in ["the operator of this console", "sekisho log verify", "Only if it cannot be restored"] {
        assert!(advice.contains(part), "{part}: {advice}");
    }
    let page = shown(Visit::to("/support/accounts?email=a%40b").in_japanese(), altered());
    let advice = page.texts(".notice").swap_remove(0);
    for part in ["このコンソールの運用担当者", "sekisho log verify", "正しいデータを戻せない場合だけ"]
    {
        assert!(advice.contains(part), "{part}: {advice}");
    }
}

#[test]
fn an_empty_list_of_requests_is_left_out_beside_cases() {
    let page = Visit::to("/support/cases").by(Role::Desk).show((asked(vec![]), cases(true, vec![])));
    assert_eq!((page.count("[aria-labelledby=h-asked]"), page.text(".empty-title")), (0, m::NONE.en.to_owned()));
    let page = Visit::to("/support/cases?show=asked").by(Role::Desk).in_japanese().show(asked(vec![]));
    assert_eq!((page.text(".empty-title"), page.count("[aria-labelledby=h-cases]")), (m::ASKED_NONE.ja.to_owned(), 0));
}

#[test]
fn further_pages_are_those_of_the_list_that_is_shown() {
    let page = Visit::to("/support/cases?after=x").by(Role::Desk).show(cases(true, vec![case("1", CaseState::Opened)]));
    let links = ["/support/cases", "/support/cases?before=b", "/support/cases?after=a"];
    assert_eq!(page.attributes(".pager a", "href"), links);
    let all = cases(false, vec![case("1", CaseState::Done)]);
    let page = Visit::to("/support/cases?show=all").by(Role::Desk).show(all);
    let links = ["/support/cases?show=all", "/support/cases?show=all&before=b", "/support/cases?show=all&after=a"];
    assert_eq!(page.attributes(".pager a", "href"), links);
    let unreadable = HelpRequest { unreadable: true, words: vec![], times: 1, ..request("7") };
    let page = Visit::to("/support/cases?show=asked").by(Role::Desk).show(asked(vec![unreadable]));
    assert_eq!(page.attributes("[aria-labelledby=h-asked] tbody a", "href"), Vec::<String>::new());
    assert_eq!(page.attributes("[aria-labelledby=h-asked] form", "action"), ["/support/cases/answered"]);
}

fn shown(one: CaseDetail) -> crate::tests::Shown {
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
    for part in ["<b>至急</b> 090", "2 h left", "Nobody", "View account"] {
        assert!(facts.contains(part), "{part}: {facts}");
    }
    let notes = page.text("[aria-labelledby=h-notes]");
    assert!(notes.contains("<i>留守</i>") && notes.contains("藤原") && notes.contains("unreadable"), "{notes}");
    assert!(notes.contains("This note is missing"), "{notes}");
    let over = shown(detail(case("1", CaseState::Closed)));
    assert_eq!(over.count(".steps"), 0, "the history says how far it came");
    assert_eq!(shown(detail(case("1", CaseState::Done))).count(".steps .steps-done"), 5);
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
    assert!(others.text("dialog#take-over").contains("藤原 has this case. Take it over?"));
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

#[test]
fn the_queue_keeps_its_filter_and_offers_it_as_a_file() {
    let list = Ok(CaseList { rows: vec![case("1", CaseState::Opened)], around: between() });
    let found = CasesFake::cases
        .some_call(matching!((filter, _) if filter.state == Some(CaseState::Opened) && filter.with == Some(With::Me)))
        .returns(list);
    let page = Visit::to("/support/cases?state=opened&with=me").by(Role::Desk).show(found);
    assert_eq!(page.attributes(".pager a", "href")[0], "/support/cases?state=opened&with=me");
    assert_eq!(page.attribute("a[data-file]", "href"), "/support/cases/file?state=opened&with=me");
    assert_eq!(page.texts(".bar .chip").len(), 2);
    let refused = Visit::to("/support/cases?q=saito").by(Role::Desk).show(());
    assert_eq!((refused.status, refused.text("#q-error")), (422, m::NUMBER_WRONG.en.to_owned()));
}
