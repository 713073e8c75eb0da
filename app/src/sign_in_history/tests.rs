use super::api::{Activity, ActivityRow, SignInHistoryFake, SignInList, SignInRow};
use super::messages as m;
use crate::error::FieldError;
use crate::kit::Total;
use crate::operation_logs::api::LogResult;
use crate::operation_logs::messages as lg;
use crate::permission::Role;
use crate::tests::samples::{alone, at, between};
use crate::tests::{Shown, Visit};
use crate::text::{Text, Words};
use unimock::{MockFn, matching};

fn sign_in(id: &str, result: LogResult) -> SignInRow {
    let good = result == LogResult::Success;
    SignInRow {
        at: at(20),
        who: Words::same("小山内 のぞみ"),
        account_id: id.to_owned(),
        ip: "192.0.2.1".to_owned(),
        device: Words::from(Text::new("Windows 10のChrome", "Chrome on Windows 10")),
        browser: "Mozilla/5.0 <x>".to_owned(),
        method: good.then(|| Words::same("password")),
        result,
        reason: (!good).then(|| Words::same("Wrong password")),
    }
}

fn list(rows: Vec<SignInRow>) -> SignInList {
    let people = vec![("me".to_owned(), Words::same("小山内 のぞみ"))];
    SignInList { rows, around: between(), count: Total::Exactly(120), people, actor: None, refused: vec![], kept: None }
}

fn activity(visit: Visit, activity: Activity) -> Shown {
    visit.show(SignInHistoryFake::activity.some_call(matching!(_)).returns(Ok(activity)))
}

#[test]
fn the_history_has_time_person_address_device_and_result() {
    let rows = vec![sign_in("me", LogResult::Success), sign_in("", LogResult::Failure)];
    let asked = SignInHistoryFake::sign_in_history
        .some_call(matching!((filter) if filter.result == "failure" && filter.cursor.before == "x"))
        .returns(Ok(list(rows)));
    let page = Visit::to("/sign-in-history?result=failure&before=x").by(Role::Owner).show(asked);
    assert_eq!(page.texts("td[data-label=Result]"), [lg::SUCCESS.en, lg::FAILURE.en]);
    assert_eq!(page.texts("td[data-label=Device]"), ["Chrome on Windows 10", "Chrome on Windows 10"]);
    assert_eq!(page.texts("td[data-label=Method]"), ["password", ""]);
    let details = page.texts("tr.tbl-detail dd");
    assert_eq!(
        (details[0].as_str(), details[1].as_str(), details[2].as_str()),
        ("me", "Mozilla/5.0 <x>", m::NO_ACCOUNT.en)
    );
    assert_eq!(page.attribute(".head-acts a", "href"), "/sign-in-history/file?result=failure");
    let links = ["", "&before=b", "&after=a"].map(|more| format!("/sign-in-history?result=failure{more}"));
    assert_eq!(page.attributes(".pager a", "href"), links);
    assert_eq!(page.texts(".print-head dd"), ["Result: Failure", "2 shown of 120"], "paper has no filter form");
}

#[test]
fn an_unknown_filter_is_refused_at_its_field() {
    let refused = SignInList { refused: vec![FieldError::new("from", lg::BAD_DATE)], ..list(vec![]) };
    let asked = SignInHistoryFake::sign_in_history.some_call(matching!(_)).returns(Ok(refused));
    let page = Visit::to("/sign-in-history?from=yesterday").by(Role::Owner).show(asked);
    assert_eq!((page.status, page.count("main table"), page.count(".head-acts a")), (422, 0, 0));
    assert_eq!(page.field_error("from"), lg::BAD_DATE.en);
    let none = SignInHistoryFake::sign_in_history.some_call(matching!(_)).returns(Ok(list(vec![])));
    let page = Visit::to("/sign-in-history").by(Role::Owner).in_japanese().show(none);
    assert_eq!((page.text("h1"), page.text(".empty-title")), (m::TITLE.ja.into(), m::NONE.ja.into()));
}

#[test]
fn people_see_their_own_acts_as_far_as_the_profile_shows_them() {
    let row = ActivityRow {
        at: at(20),
        what: Words::same("Sign in"),
        object: Words::same("nozomi@takasakiya.example.jp"),
        ip: "192.0.2.1".to_owned(),
        device: Words::same("Chrome"),
        method: None,
        result: LogResult::Failure,
        reason: Some(Words::same("Wrong password")),
    };
    let own = |rows: Vec<ActivityRow>, whole| {
        let count = Total::Exactly(rows.len() as u64);
        Activity { rows, around: alone(), count, refused: vec![], whole }
    };
    let page = activity(Visit::to("/account/activity").by(Role::Viewer), own(vec![row.clone()], true));
    assert_eq!((page.text("h1"), page.count("select[name=action]")), (m::ACTIVITY.en.to_owned(), 1));
    assert!(page.text("td[data-label=Result]").contains("Wrong password"));
    assert_eq!(page.text("caption"), "1–1 of 1");
    let page = activity(Visit::to("/account/activity").by(Role::Viewer), own(vec![row], false));
    assert_eq!(page.count("select[name=action]"), 0, "sign-ins alone");
    let page = activity(Visit::to("/account/activity").by(Role::Desk).in_japanese(), own(vec![], true));
    assert_eq!(page.text(".empty-title"), m::NO_ACTIVITY.ja);
    let page = activity(Visit::to("/account/activity?result=failure").by(Role::Viewer), own(vec![], true));
    assert_eq!(page.text(".empty-title"), m::NO_MATCH.en);
}
