use super::api::{
    AlteredEnd, CaseDetail, CaseList, CaseRow, CasesFake, DeskFigures, FoundAccount, HelpList, HelpRequest, HelpWords,
    With,
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

mod one;

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
        told: Some(at(25)),
        late: true,
        email: "aya+1@takasakiya.example.jp".to_owned(),
        times: 12,
        words: vec![words],
    }
}

fn cases(open: bool, rows: Vec<CaseRow>) -> impl Clause {
    let list = Ok(CaseList { rows, around: between() });
    if open {
        (CasesFake::cases.some_call(matching!((filter, _) if filter.open)).returns(list), figures())
    } else {
        (CasesFake::cases.some_call(matching!((filter, _) if !filter.open)).returns(list), figures())
    }
}

/// What waits at the desk, which every view of the queue counts.
fn figures() -> impl Clause {
    let figures = DeskFigures { cases: 3, requests: 60, due_today: 0, overdue: 0, approvals: 0, locked: 0 };
    CasesFake::desk_figures.some_call(matching!()).returns(Ok(Some(figures)))
}

fn asked(rows: Vec<HelpRequest>) -> impl Clause {
    CasesFake::help_requests.some_call(matching!(_, _)).returns(Ok(HelpList { rows, around: alone() }))
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
    assert_eq!(page.texts(".chips a"), ["Open (3)", "Requests (60)", "All"]);
    assert!(page.text("main").contains("60 requests →"), "a few stand below the cases, and a link leads to all");
    assert_eq!(page.count(".pager"), 1, "the pages of the cases");
    let row = page.text("[aria-labelledby=h-asked] tbody");
    for part in
        ["<b>至急</b>", m::ASK_UNVERIFIED.en, m::ASK_NUMBER.en, "Received 12 times", "Overdue", "told: by Nov 25, 2026"]
    {
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
    assert!(course.contains("their times and names may be wrong"), "{course}");
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
    for part in ["the operator of this console", "sekisho log verify", "Only if the data can't be restored"] {
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
    let page = Visit::to("/support/cases?show=asked").by(Role::Desk).in_japanese().show((asked(vec![]), figures()));
    assert_eq!((page.text(".empty-title"), page.count("[aria-labelledby=h-cases]")), (m::ASKED_NONE.ja.to_owned(), 0));
}

#[test]
fn further_pages_are_those_of_the_list_that_is_shown() {
    let page = Visit::to("/support/cases?after=x").by(Role::Desk).show(cases(true, vec![case("1", CaseState::Opened)]));
    let links = ["/support/cases", "/support/cases?before=b", "/support/cases?after=a"];
    assert_eq!(page.attributes(".pager a", "href"), links);
    let all = cases(false, vec![case("1", CaseState::Done)]);
    let page = Visit::to("/support/cases?show=all").by(Role::Desk).show(all);
    let over = page.texts("td[data-label=Requested], td[data-label=Due]");
    assert_eq!(over, ["Nov 20, 2026, 10:05 JST", ""], "nobody waits for one that is over");
    let links = ["/support/cases?show=all", "/support/cases?show=all&before=b", "/support/cases?show=all&after=a"];
    assert_eq!(page.attributes(".pager a", "href"), links);
    let unreadable = HelpRequest { unreadable: true, words: vec![], times: 1, ..request("7") };
    let page = Visit::to("/support/cases?show=asked").by(Role::Desk).show((asked(vec![unreadable]), figures()));
    assert_eq!(page.attributes("[aria-labelledby=h-asked] tbody a", "href"), Vec::<String>::new());
    assert_eq!(page.attributes("[aria-labelledby=h-asked] form", "action"), ["/support/cases/answered"]);
}

#[test]
fn the_queue_keeps_its_filter_and_offers_it_as_a_file() {
    let list = Ok(CaseList { rows: vec![case("1", CaseState::Opened)], around: between() });
    let found = CasesFake::cases
        .some_call(matching!((filter, _) if filter.state == Some(CaseState::Opened) && filter.with == Some(With::Me)))
        .returns(list);
    let page = Visit::to("/support/cases?state=opened&with=me").by(Role::Desk).show((found, figures()));
    assert_eq!(page.attributes(".pager a", "href")[0], "/support/cases?state=opened&with=me");
    assert_eq!(page.attribute("a[data-file]", "href"), "/support/cases/file?state=opened&with=me");
    assert_eq!(page.texts(".bar .chip").len(), 2);
    let refused = Visit::to("/support/cases?q=saito").by(Role::Desk).show(());
    assert_eq!((refused.status, refused.text("#q-error")), (422, m::NUMBER_WRONG.en.to_owned()));
}
