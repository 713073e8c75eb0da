//! The steps of a case: nobody confirms their own, none is skipped, and none counts twice.

use crate::cases::{NEW, PERSON, Scene, staff};
use app::cases::states::{CaseState, CaseStep};

#[tokio::test]
async fn nobody_confirms_their_own_step() {
    let s = Scene::new().await;
    s.check(&s.first).await;
    s.step(&s.admin, "/cases/consent").await;
    s.step(&s.first, "/support/cases/approve").await;
    assert_eq!(s.state().await, "consented");
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.approve:failure"]);
    // The person who opened it may not approve it, even if another one checked it.
    let s = Scene::new().await;
    s.check(&s.second).await;
    s.step(&s.admin, "/cases/consent").await;
    for by in [&s.first, &s.second] {
        s.step(by, "/support/cases/approve").await;
        assert_eq!(s.state().await, "consented");
    }
}

/// Opening twice, answering twice, and opening for a member who has left are refused and logged.
#[tokio::test]
async fn first_steps_out_of_order_are_logged() {
    let s = Scene::new().await;
    let account = s.t.id_of(PERSON).await.to_string();
    let opened = s.first.post("/support/cases", &[("account", &account), ("second_factor", "")]).await;
    assert_eq!(opened.location.as_deref(), Some("/support/cases"));
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.open:failure"]);
    s.step(&s.first, "/support/cases/cancel").await;
    s.t.tamper(&format!("UPDATE account SET status = 'suspended' WHERE {}", s.t.whose(PERSON))).await.unwrap();
    let opened = s.first.post("/support/cases", &[("account", &account), ("second_factor", "")]).await;
    assert_eq!(opened.status, 404);
    assert_eq!(s.t.newest_acts(s.t.own.id, 1).await, ["case.open:failure"]);
}

/// Every state and every step: a step that the table does not allow changes nothing and is logged.
#[tokio::test]
async fn steps_out_of_order_are_refused_and_logged() {
    let s = Scene::new().await;
    let link = s.approved().await;
    let person = s.t.browser();
    person.get(&link).await;
    let paths = [
        (CaseStep::Check, "/support/cases/check", &s.first),
        (CaseStep::Consent, "/cases/consent", &s.admin),
        (CaseStep::Refuse, "/cases/refuse", &s.admin),
        (CaseStep::Approve, "/support/cases/approve", &s.second),
        (CaseStep::SendAgain, "/support/cases/send-again", &s.second),
        (CaseStep::Cancel, "/support/cases/cancel", &s.second),
        (CaseStep::Finish, "/password/reset", &person),
    ];
    assert_eq!(paths.map(|(step, ..)| step), CaseStep::ALL);
    let passwords = async || s.t.scalar("SELECT CAST(SUM(password_no) AS BIGINT) FROM account").await;
    for state in CaseState::ALL {
        for (step, path, by) in paths {
            if step.leads(state, false).is_some() {
                continue;
            }
            s.t.tamper(&format!("UPDATE support_case SET state = '{}'", state.code())).await.unwrap();
            let (before, set) = (s.t.log_len(s.t.own.id).await, passwords().await);
            let (fields, status) = match step {
                CaseStep::Finish => (vec![("new", NEW), ("again", NEW)], 410),
                _ => (vec![("id", s.id.as_str())], 303),
            };
            assert_eq!(by.post(path, &fields).await.status, status, "{step:?} from {state:?}");
            assert_eq!(passwords().await, set, "{step:?} from {state:?}");
            assert_eq!(s.state().await, state.code(), "{step:?} from {state:?}");
            assert_eq!(s.t.log_len(s.t.own.id).await, before + 1, "{step:?} from {state:?}");
            let kind = if step == CaseStep::Finish { ":denied" } else { ":failure" };
            assert!(s.t.newest_acts(s.t.own.id, 1).await[0].ends_with(kind), "{step:?} from {state:?}");
        }
    }
}

#[tokio::test]
async fn of_two_approvals_at_once_one_counts() {
    let s = Scene::new().await;
    s.check(&s.first).await;
    s.step(&s.admin, "/cases/consent").await;
    let third = staff(&s.t, "third@example.jp").await;
    tokio::join!(s.step(&s.second, "/support/cases/approve"), s.step(&third, "/support/cases/approve"));
    assert_eq!(s.t.scalar("SELECT count(*) FROM mail WHERE kind = 'password.reset_link'").await, 1);
}
