use super::api::{
    AccessRequest, Asking, Consent, ConsentDetail, ConsentList, ConsentsFake, RequestToAnswer, ServedCase, UnderConsent,
};
use super::messages as m;
use super::states::RequestState;
use crate::end_users::api::EndUserList;
use crate::error::{AppError, FieldError};
use crate::kit::Total;
use crate::permission::{LookScope, Role};
use crate::tests::samples::{alone, at};
use crate::tests::{Shown, Visit};
use crate::text::Words;
use unimock::{MockFn, matching};

fn consent(id: &str) -> Consent {
    Consent {
        id: id.to_owned(),
        scopes: LookScope::ALL.to_vec(),
        reason: Some("件数の調査".to_owned()),
        granted: at(20),
        granted_by: "小山内 のぞみ".to_owned(),
        until: at(21),
        ended: None,
        ended_by: String::new(),
        in_force: true,
        altered: false,
        was_altered: false,
        looks: 2,
    }
}

fn list(visit: Visit, consents: Vec<Consent>) -> Shown {
    let list = ConsentList { requests: vec![], answered: vec![], consents, hours: vec![4, 24] };
    visit.by(Role::Owner).show(ConsentsFake::consents.some_call(matching!()).returns(Ok(list)))
}

#[test]
fn a_consent_says_how_it_stands_and_can_be_revoked() {
    let revoked = Consent { in_force: false, ended: Some(at(20)), ..consent("2") };
    let over = Consent { in_force: false, ..consent("3") };
    let altered = Consent { altered: true, in_force: false, reason: None, ..consent("4") };
    let ended_by = "髙橋 一郎".to_owned();
    let was_altered = Consent { was_altered: true, in_force: false, ended: Some(at(20)), ended_by, ..consent("5") };
    let page = list(Visit::to("/consents"), vec![consent("1"), revoked, over, altered, was_altered]);
    let states = page.texts("td[data-label=Status]");
    assert_eq!(states[..3], [m::IN_FORCE.en, m::REVOKED.en, m::OVER.en]);
    assert!(states[3].starts_with("Altered"), "{states:?}");
    assert!(states[4].starts_with(m::WAS_ALTERED.en) && states[4].contains("髙橋 一郎"), "{states:?}");
    assert_eq!(page.count("td[data-label=Status] .badge--danger"), 1, "one that was revoked is no danger");
    assert_eq!(page.values("id"), ["1", "4"], "in force, and the forged one");
    assert_eq!(page.texts("td[data-label=Views]"), ["2", "2", "2", "", ""], "a forged row says nothing");
    assert_eq!(page.attribute(".head-acts a", "href"), "/operation-logs?action=staff.look");
    let page = list(Visit::to("/consents").in_japanese(), vec![]);
    assert_eq!((page.text(".empty-title"), page.count(".head-acts a")), (m::NONE.ja.to_owned(), 0));
    assert_eq!(page.texts("select[name=hours] option"), ["4時間", "24時間"]);
    let usual = [&[1, 2][..], &[1, 4, 8], &[]].map(super::requests::usual_hours);
    assert_eq!(usual, ["2", "4", ""], "four hours, where there are as many");
}

#[test]
fn what_is_missing_is_said_at_its_field() {
    let wrong = vec![FieldError::new("scopes", m::SCOPES_MISSING), FieldError::new("reason", m::REASON_MISSING)];
    let refuses = ConsentsFake::grant_consent.some_call(matching!(_)).returns(Err(AppError::Invalid(wrong)));
    let again = ConsentsFake::consents.some_call(matching!());
    let again =
        again.returns(Ok(ConsentList { requests: vec![], answered: vec![], consents: vec![], hours: vec![4, 24] }));
    let page = Visit::sending("/consents", &[("hours", "24")]).by(Role::Owner).show((refuses, again));
    assert_eq!((page.status, page.values("hours")), (422, vec!["24".to_owned()]));
    assert_eq!(page.field_error("scopes"), m::SCOPES_MISSING.en);
    assert_eq!(page.field_error("reason"), m::REASON_MISSING.en);
}

#[test]
fn staff_are_told_that_the_look_is_recorded() {
    let shown = EndUserList {
        rows: vec![],
        around: alone(),
        total: 0,
        matches: Total::Exactly(0),
        first: Some(1),
        variant: None,
        last_import: None,
        refused: vec![],
    };
    let looked = UnderConsent { company: "株式会社 髙﨑屋".to_owned(), until: at(21), shown };
    let look = ConsentsFake::look_at_end_users.some_call(matching!("7", _, _)).returns(Ok(looked));
    let page = Visit::to("/support/tenants/7/end-users").by(Role::Support).show(look);
    assert_eq!(page.text("main .notice"), m::STAFF_RECORDED.en, "the banner says until when");
    let banner = page.text(".staff-banner");
    for part in ["髙﨑屋", "read-only", "Nov 21, 2026, 10:05 JST"] {
        assert!(banner.contains(part), "whose data it is, and until when: {banner}");
    }
    assert_eq!(Visit::to("/support/tenants/7/end-users").by(Role::Desk).show(()).status, 403);
    let closed = ConsentsFake::look_at_end_users.some_call(matching!("7", _, _)).returns(Err(AppError::Forbidden));
    assert_eq!(Visit::to("/support/tenants/7/end-users").by(Role::Support).show(closed).status, 403);
}

fn served(number: &str) -> ServedCase {
    ServedCase { id: "01923456-789a-7bcd-8def-0123456789ab".to_owned(), number: number.to_owned() }
}

fn request(id: &str, state: RequestState) -> AccessRequest {
    AccessRequest {
        id: id.to_owned(),
        case: Some(served("CS-2026-0001")),
        scopes: LookScope::ALL.to_vec(),
        reason: "件数の調査".to_owned(),
        hours: 24,
        asked: at(20),
        asked_by: "藤原".to_owned(),
        until: at(27),
        state,
        answered: None,
        answered_by: String::new(),
        why: None,
        own: false,
    }
}

#[test]
fn the_company_answers_a_request_with_what_was_asked_or_less() {
    let waits = ConsentList {
        requests: vec![request("7", RequestState::Waiting)],
        answered: vec![request("6", RequestState::Declined)],
        consents: vec![],
        hours: vec![4],
    };
    let asked = ConsentsFake::consents.some_call(matching!()).returns(Ok(waits));
    let page = Visit::to("/consents").by(Role::Owner).show(asked);
    assert_eq!(page.attribute("[aria-labelledby=h-requests] a", "href"), "/consents/requests/7");
    assert_eq!(
        page.attributes("[aria-labelledby=h-answered] a", "href"),
        ["/consents/requests/6"],
        "what was answered stays"
    );
    assert_eq!(page.texts("[aria-labelledby=h-answered] td[data-label=Status]"), [m::DECLINED.en]);
    let one = RequestToAnswer { request: request("7", RequestState::Waiting), hours: vec![4, 1, 8, 24] };
    let asked = ConsentsFake::access_request.some_call(matching!("7")).returns(Ok(one));
    let page = Visit::to("/consents/requests/7").by(Role::Owner).show(asked);
    assert!(
        page.text("main dl").contains("藤原") && page.text("main dl").contains("CS-2026-0001"),
        "who asks, for which case"
    );
    assert_eq!(page.count("input[name=scopes][checked]"), LookScope::ALL.len(), "all that was asked for");
    assert_eq!(page.attribute("select[name=hours] option[selected]", "value"), "24");
    assert_eq!(page.values("reason"), ["件数の調査"], "what was shown goes with the answer");
    assert_eq!(page.attributes("main form", "action"), ["/consents/requests/allow", "/consents/requests/decline"]);
    let over = RequestToAnswer { request: request("7", RequestState::Lapsed), hours: vec![4] };
    let asked = ConsentsFake::access_request.some_call(matching!("7")).returns(Ok(over));
    let page = Visit::to("/consents/requests/7").by(Role::Owner).in_japanese().show(asked);
    assert_eq!((page.count("main form"), page.text(".head-meta .badge")), (0, m::LAPSED.ja.to_owned()));
}

fn asking(requests: Vec<AccessRequest>, case: Option<&str>, waiting: bool) -> Asking {
    let (tenant, company) = ("2".to_owned(), Words::same("株式会社 髙﨑屋"));
    Asking { tenant, company, case: case.map(ToOwned::to_owned), requests, hours: vec![4, 24], waiting }
}

#[test]
fn staff_ask_once_and_see_the_answers() {
    let why = Some("契約外のため".to_owned());
    let declined = AccessRequest { why, answered_by: "髙﨑".to_owned(), ..request("6", RequestState::Declined) };
    let own = AccessRequest { own: true, ..request("7", RequestState::Waiting) };
    let shown = asking(vec![own, declined], None, true);
    let asked = ConsentsFake::asked_of_company.some_call(matching!("2")).returns(Ok(shown));
    let page = Visit::to("/support/tenants/2/access").by(Role::Support).show(asked);
    assert_eq!(page.attributes("main form", "action"), ["/support/access-requests/withdraw"], "no second one");
    assert_eq!(page.texts("td[data-label=Status]"), [m::WAITING.en, m::DECLINED.en]);
    assert!(page.texts("td[data-label=Response]")[1].contains("契約外のため"));
    let asked = ConsentsFake::asked_for_case.some_call(matching!("9")).returns(Ok(asking(vec![], Some("9"), false)));
    let page = Visit::to("/support/cases/9/access").by(Role::Support).show(asked);
    assert_eq!(page.attributes("main form", "action"), ["/support/cases/access"]);
    assert_eq!((page.values("id"), page.text(".empty-title")), (vec!["9".to_owned()], m::REQUESTS_NONE.en.to_owned()));
    assert_eq!(Visit::to("/support/tenants/2/access").by(Role::Desk).show(()).status, 403);
}

#[test]
fn a_consent_has_a_page_with_its_views() {
    let of_case = AccessRequest { case: Some(served("")), ..request("1", RequestState::Allowed) };
    let found = ConsentDetail { consent: consent("1"), request: Some(of_case), views: vec![] };
    let asked = ConsentsFake::consent.some_call(matching!("1")).returns(Ok(found));
    let page = Visit::to("/consents/1").by(Role::Owner).show(asked);
    assert!(page.text("main dl").contains("小山内") && page.text("main dl").contains("件数の調査"));
    let asked = page.text("[aria-labelledby=h-request]");
    assert!(asked.contains("ID ends in 456789ab"), "a case without a number is known by its id: {asked}");
    assert!(asked.contains("藤原") && asked.contains("24 hours"), "who asked, and for what: {asked}");
    assert_eq!((page.text(".empty-title"), page.values("id")), (m::VIEWS_NONE.en.to_owned(), vec!["1".to_owned()]));
    let altered = Consent { altered: true, in_force: false, ..consent("1") };
    let found = ConsentDetail { consent: altered, request: None, views: vec![] };
    let asked = ConsentsFake::consent.some_call(matching!("1")).returns(Ok(found));
    let page = Visit::to("/consents/1").by(Role::Owner).show(asked);
    assert!(!page.text("main dl").contains("小山内"), "who has given a forged one is not certain");
}
