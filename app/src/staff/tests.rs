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
    StaffList { rows, around: alone(), requests }
}

#[test]
fn each_member_of_staff_has_an_approval() {
    let by = Approval::By { name: "田中 葵".to_owned(), at: at(2) };
    let rows = [by, Approval::First, Approval::NotKept].map(person).to_vec();
    let whole = StaffFake::staff.some_call(matching!(_)).returns(Ok(list(rows, vec![])));
    let page = Visit::to("/support/staff").by(Role::Support).show(whole);
    let approved = page.texts("td[data-label='Approved by']");
    assert_eq!(approved, ["田中 葵Nov 2, 2026, 10:05 JST", m::FIRST.en, m::NOT_KEPT.en]);
    assert_eq!((page.count(".notice"), page.count("[aria-labelledby=h-requests]")), (0, 0));
    let forged = StaffFake::staff.some_call(matching!(_)).returns(Ok(list(vec![person(Approval::Altered)], vec![])));
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
    assert_eq!(page.text("[aria-labelledby=h-requests] td[data-label='Asked by']"), m::COMMAND_LINE.en);
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
