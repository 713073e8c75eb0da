use super::api::{Approval, StaffFake, StaffList, StaffRequest, StaffRow};
use super::messages as m;
use super::states::StaffState;
use crate::error::AppError;
use crate::members::states::MemberState;
use crate::permission::Role;
use crate::tests::Visit;
use crate::tests::samples::{alone, at};
use unimock::{MockFn, matching};

fn person(approval: Approval) -> StaffRow {
    StaffRow {
        name: "木村 翔".to_owned(),
        email: "sho@sekisho.example".to_owned(),
        role: Role::Desk,
        state: MemberState::Active,
        altered: false,
        was_altered: false,
        since: at(1),
        approval,
        reason: "夜間の窓口".to_owned(),
    }
}

fn request(state: StaffState) -> StaffRequest {
    StaffRequest {
        id: "7".to_owned(),
        name: "木村 翔".to_owned(),
        email: "sho@sekisho.example".to_owned(),
        role: Role::Desk,
        state,
        asked: at(20),
        asked_by: None,
        why: "夜間の窓口".to_owned(),
        until: None,
        expired: false,
        undelivered: None,
        approved: None,
        own: false,
        altered: false,
    }
}

fn list(rows: Vec<StaffRow>, requests: Vec<StaffRequest>) -> StaffList {
    StaffList { total: rows.len() as u64, rows, around: alone(), requests }
}

#[test]
fn each_member_of_staff_has_an_approval() {
    let by = Approval::By { name: "田中 葵".to_owned(), at: at(2) };
    let rows = [by, Approval::First, Approval::NotKept].map(person).to_vec();
    let whole = StaffFake::staff.some_call(matching!(_)).returns(Ok(list(rows, vec![])));
    let page = Visit::to("/support/staff").by(Role::Support).show(whole);
    let approved = page.texts("td[data-label='Approved by']");
    let each = ["田中 葵Nov 2, 2026, 10:05 JST", m::FIRST.en, m::NOT_KEPT.en].map(|by| format!("{by}夜間の窓口"));
    assert_eq!(approved, each);
    assert_eq!((page.text("#h-staff"), page.text("caption")), (m::ALL.en.to_owned(), "Showing 3 of 3".to_owned()));
    assert_eq!((page.count(".notice"), page.count("[aria-labelledby=h-requests]")), (0, 0));
    let altered = StaffRow { reason: String::new(), ..person(Approval::Altered) };
    let forged = StaffFake::staff.some_call(matching!(_)).returns(Ok(list(vec![altered], vec![])));
    let page = Visit::to("/support/staff").by(Role::Support).in_japanese().show(forged);
    assert_eq!((page.text("td[data-label=承認者]"), page.count(".notice--danger")), ("改ざん（無効）".into(), 1));
    assert_eq!(Visit::to("/support/staff").by(Role::Desk).show(()).status, 403);
}

#[test]
fn requests_are_listed_with_their_state() {
    let expired = StaffRequest { expired: true, ..request(StaffState::Approved) };
    let requests = vec![request(StaffState::Waiting), request(StaffState::Approved), expired];
    let whole = StaffFake::staff.some_call(matching!(_)).returns(Ok(list(vec![], requests)));
    let page = Visit::to("/support/staff").by(Role::Support).show(whole);
    let states = page.texts("[aria-labelledby=h-requests] .badge");
    assert_eq!(states, [m::WAITING.en, m::APPROVED.en, m::EXPIRED.en]);
    assert_eq!(page.text("[aria-labelledby=h-requests] td[data-label='Requested by']"), m::COMMAND_LINE.en);
}

#[test]
fn nothing_that_a_forged_row_says_is_told_as_fact() {
    for (lang, mark) in [("en", "Altered; no effect"), ("ja", "改ざん（無効）")] {
        let visit = |address: &str| {
            let visit = Visit::to(address).by(Role::Support);
            if lang == "ja" { visit.in_japanese() } else { visit }
        };
        let forged = StaffRow { altered: true, state: MemberState::Suspended, ..person(Approval::First) };
        let asked = StaffRequest { altered: true, ..request(StaffState::Waiting) };
        let whole = StaffFake::staff.some_call(matching!(_)).returns(Ok(list(vec![forged], vec![asked.clone()])));
        let page = visit("/support/staff").show(whole);
        let of_requests = page.texts("[aria-labelledby=h-requests] tbody td");
        assert_eq!(of_requests[1..], ["", mark, "", ""], "{lang}");
        let all = page.texts("tbody td");
        let of_staff = &all[of_requests.len()..];
        assert_eq!(of_staff[1..3], ["", mark], "{lang}: the role, and the state");
        let removed = StaffRow { was_altered: true, state: MemberState::Left, ..person(Approval::First) };
        let page = visit("/support/staff")
            .show(StaffFake::staff.some_call(matching!(_)).returns(Ok(list(vec![removed], vec![]))));
        let left = MemberState::Left.text();
        let state = format!("{} {mark}", if lang == "ja" { left.ja } else { left.en });
        assert_eq!(page.texts("tbody td")[1..3], ["", &state], "{lang}: removed while it was forged");
        let one = StaffFake::staff_request.some_call(matching!("7")).returns(Ok(asked));
        let facts = visit("/support/staff/7").show(one).text("[aria-labelledby=h-facts]");
        assert!(facts.contains(mark) && facts.contains("木村 翔"), "{facts}");
        for text in [Role::Desk.text(), m::COMMAND_LINE] {
            assert!(!facts.contains(if lang == "ja" { text.ja } else { text.en }), "{facts}");
        }
    }
}

#[test]
fn a_refused_request_keeps_everything_typed() {
    let typed = [
        ("name", "木村 翔"),
        ("email", "sho@sekisho.example"),
        ("lang", "ja"),
        ("role", "support"),
        ("why", "夜間の窓口"),
    ];
    let refuses = StaffFake::ask_staff.some_call(matching!(_)).returns(Err(AppError::invalid("email", m::HAS_ACCOUNT)));
    let again = StaffFake::staff.some_call(matching!(_)).returns(Ok(list(vec![], vec![])));
    let page = Visit::sending("/support/staff", &typed).by(Role::Support).show((refuses, again));
    assert_eq!((page.status, page.field_error("email")), (422, m::HAS_ACCOUNT.en.to_owned()));
    for (field, value) in typed {
        assert_eq!(page.values(field).last().map(String::as_str), Some(value), "{field}");
    }
}
