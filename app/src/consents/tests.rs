use super::api::{Consent, ConsentList, ConsentsFake, UnderConsent};
use super::messages as m;
use crate::end_users::api::EndUserList;
use crate::error::{AppError, FieldError};
use crate::permission::{LookScope, Role};
use crate::tests::samples::{alone, at};
use crate::tests::{Shown, Visit};
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
    let list = ConsentList { consents, hours: vec![4, 24] };
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
    let states = page.texts("td[data-label=State]");
    assert_eq!(states[..3], [m::IN_FORCE.en, m::REVOKED.en, m::OVER.en]);
    assert!(states[3].starts_with("Altered"), "{states:?}");
    assert!(states[4].starts_with(m::WAS_ALTERED.en) && states[4].contains("髙橋 一郎"), "{states:?}");
    assert_eq!(page.count("td[data-label=State] .badge--danger"), 1, "one that was revoked is no danger");
    assert_eq!(page.values("id"), ["1", "4"], "in force, and the forged one");
    assert_eq!(page.texts("td[data-label=Looks]"), ["2", "2", "2", "", ""], "a forged row says nothing");
    assert_eq!(page.attribute(".head-acts a", "href"), "/operation-logs?action=staff.look");
    let page = list(Visit::to("/consents").in_japanese(), vec![]);
    assert_eq!((page.text(".empty-title"), page.count(".head-acts a")), (m::NONE.ja.to_owned(), 0));
    assert_eq!(page.texts("select[name=hours] option"), ["4時間", "24時間"]);
}

#[test]
fn what_is_missing_is_said_at_its_field() {
    let wrong = vec![FieldError::new("scopes", m::SCOPES_MISSING), FieldError::new("reason", m::REASON_MISSING)];
    let refuses = ConsentsFake::grant_consent.some_call(matching!(_)).returns(Err(AppError::Invalid(wrong)));
    let again = ConsentsFake::consents.some_call(matching!());
    let again = again.returns(Ok(ConsentList { consents: vec![], hours: vec![4, 24] }));
    let page = Visit::sending("/consents", &[("hours", "24")]).by(Role::Owner).show((refuses, again));
    assert_eq!((page.status, page.values("hours")), (422, vec!["24".to_owned()]));
    assert_eq!(page.field_error("scopes"), m::SCOPES_MISSING.en);
    assert_eq!(page.field_error("reason"), m::REASON_MISSING.en);
}

#[test]
fn staff_are_told_that_the_look_is_recorded() {
    let shown = EndUserList { rows: vec![], around: alone(), total: 0, last_import: None, refused: vec![] };
    let looked = UnderConsent { company: "株式会社 髙﨑屋".to_owned(), until: at(21), shown };
    let look = ConsentsFake::look_at_end_users.some_call(matching!("7", _, _)).returns(Ok(looked));
    let page = Visit::to("/support/tenants/7/end-users").by(Role::Support).show(look);
    assert!(page.text("main .notice").contains("Nov 21, 2026, 10:05 JST"), "{}", page.text("main"));
    assert!(page.text(".staff-banner").contains("髙﨑屋"), "whose data it is");
    assert_eq!(Visit::to("/support/tenants/7/end-users").by(Role::Desk).show(()).status, 403);
    let closed = ConsentsFake::look_at_end_users.some_call(matching!("7", _, _)).returns(Err(AppError::Forbidden));
    assert_eq!(Visit::to("/support/tenants/7/end-users").by(Role::Support).show(closed).status, 403);
}
