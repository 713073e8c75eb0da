use super::api::{
    AlteredEnd, CaseDetail, CaseList, CaseRow, CasesFake, FoundAccount, HelpList, HelpRequest, HelpWords,
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
        CasesFake::cases.some_call(matching!(true, _)).returns(list)
    } else {
        CasesFake::cases.some_call(matching!(false, _)).returns(list)
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
    assert_eq!(of_cases("State"), ["Company's consent awaited", "Identity to be checked", "Altered; no effect"]);
    let names = page.texts("[aria-labelledby=h-cases] tbody th");
    assert_eq!(names[2], "Case (ID ends in 3)", "whom a forged one names is nobody's word");
    assert_eq!((&*of_cases("Due")[2], &*of_cases("Request")[2]), ("", ""));
    assert_eq!(of_cases("Due")[1], "Nov 24, 2026, 10:05 JST Late");
    assert_eq!(page.attributes(".chips [aria-current=page]", "href"), ["/support/cases"]);
    let row = page.text("[aria-labelledby=h-asked] tbody");
    for part in ["<b>至急</b>", m::ASK_UNVERIFIED.en, m::ASK_NUMBER.en, "Asked 12 times", "Late"] {
        assert!(row.contains(part), "{part}: {row}");
    }
    let look = page.attribute("[aria-labelledby=h-asked] tbody a", "href");
    assert_eq!(look, "/support/accounts?email=aya%2B1%40takasakiya.example.jp");
}

fn detail(row: CaseRow) -> CaseDetail {
    CaseDetail {
        row,
        evidence: None,
        reason: None,
        events: vec![],
        contacts: vec![],
        asked: vec![],
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
                listed.count("td.tbl-tight[data-label=State] .badge"),
                2,
                "its words break before the table is cut"
            );
            let listed = listed.text("[aria-labelledby=h-cases] td[data-label=State]");
            assert!(listed.contains(mark), "{listed}");
            let found = CasesFake::case.some_call(matching!("1")).returns(Ok(detail(row())));
            let page = Visit::to("/support/cases/1").by(Role::Desk).show(found);
            assert_eq!(page.attributes("main form", "action"), ["/support/cases/cancel"], "{state:?}");
            let notice = page.text(".notice--danger");
            let button = page.text("main button[command=show-modal]");
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
    assert_eq!(shown(false).count("[aria-label='What this person has asked']"), 1);
    let page = shown(true);
    assert_eq!(page.count("[aria-label='What this person has asked']"), 0, "nobody knows whom it is about");
    let course = page.text("[aria-labelledby=h-course]");
    assert!(course.contains("their times and names are not certain"), "{course}");
}

#[test]
fn a_case_that_ended_after_it_was_altered_says_who_has_ended_it_and_warns_no_more() {
    let end = || Some(AlteredEnd { by: "髙橋 一郎".to_owned(), at: at(20) });
    let row = || CaseRow { ended_altered: end(), ..case("3", CaseState::Closed) };
    let listed = Visit::to("/support/cases?show=all").by(Role::Desk).show(cases(false, vec![row()]));
    let state = listed.text("td[data-label=State]");
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
    assert_eq!(page.texts(".notice"), [ALTERED_OVER.en, m::BARRED_ALTERED.en], "what to do is said once");
    let advice = page.texts(".notice").pop().unwrap_or_default();
    for part in ["the operator of this console", "sekisho log verify", "Only if it cannot be restored"] {
        assert!(advice.contains(part), "{part}: {advice}");
    }
    let page = shown(Visit::to("/support/accounts?email=a%40b").in_japanese(), altered());
    let advice = page.texts(".notice").pop().unwrap_or_default();
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
