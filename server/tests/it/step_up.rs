//! How much each action weighs: every permission with its weight, and how often that asks a person at work.

use crate::support::{Browser, TestApp};
use app::permission::{Permission, Role, StepUpWeight};
use app::tables;
use chrono::Duration;

/// Every permission that needs step-up. Any other one is for viewing, or for one's own account, where passwords and codes are
/// asked for each time.
const WEIGHTS: &[(&str, StepUpWeight)] = &[
    ("account.certificates", StepUpWeight::Grave),
    ("account.passkeys", StepUpWeight::Grave),
    ("cases.consent", StepUpWeight::Grave),
    ("consents.grant", StepUpWeight::Grave),
    ("contacts.add", StepUpWeight::Light),
    ("contacts.edit", StepUpWeight::Grave),
    ("exports.create", StepUpWeight::Grave),
    ("exports.download", StepUpWeight::Grave),
    ("files.download", StepUpWeight::Grave),
    ("members.approve", StepUpWeight::Grave),
    ("members.invite", StepUpWeight::Light),
    ("members.manage", StepUpWeight::Grave),
    ("security.edit", StepUpWeight::Grave),
    ("support.announcements_publish", StepUpWeight::Grave),
    ("support.cases", StepUpWeight::Grave),
    ("support.profile_change", StepUpWeight::Grave),
    ("support.staff", StepUpWeight::Grave),
];

#[test]
fn every_permission_weighs_what_is_written_here() {
    let weigh = |p: &Permission| p.step_up() != StepUpWeight::None;
    let mut found: Vec<_> = tables::permissions().filter(weigh).map(|p| (p.code(), p.step_up())).collect();
    found.sort_unstable_by_key(|(code, _)| *code);
    let written: Vec<_> = WEIGHTS.iter().map(|(code, weight)| (*code, *weight)).collect();
    assert_eq!(found, written);
}

/// Everything that staff do weighs fully, whatever a profile says of lighter actions.
#[test]
fn staff_have_no_light_actions() {
    let light = tables::permissions().filter(|p| p.step_up() == StepUpWeight::Light);
    let held = light.filter(|p| Role::ALL.iter().any(|role| role.is_staff() && p.is_held_by(*role, true)));
    assert_eq!(held.count(), 0);
}

async fn is_asked(by: &Browser, path: &str, fields: &[(&str, &str)]) -> bool {
    let answer = by.post(path, fields).await;
    assert!([303, 403].contains(&answer.status), "{path}: {} {}", answer.status, answer.body);
    answer.status == 403
}

/// An owner signs in and works for 17 minutes: adds a contact, invites a viewer, and sends both again. Nobody asks them again.
#[tokio::test]
async fn an_owner_at_light_work_is_not_asked_again_for_17_minutes() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.clock.advance(Duration::minutes(6));
    let contact = [("name", "総務"), ("email", "soumu@takasakiya.example.jp"), ("kinds", "urgent"), ("language", "ja")];
    let viewer = [("name", "渡邊"), ("email", "new@takasakiya.example.jp"), ("role", "viewer"), ("lang", "ja")];
    let mut asked = vec![is_asked(&owner, "/contacts", &contact).await, is_asked(&owner, "/members", &viewer).await];
    t.clock.advance(Duration::minutes(11));
    let one = async |page: &str, link: &str, name: &str| owner.get(page).await.attribute(link, name).unwrap();
    let contact = one("/contacts", "tbody a", "href").await;
    let contact = contact.rsplit('/').next().unwrap();
    asked.push(is_asked(&owner, "/contacts/write", &[("id", contact)]).await);
    let again = "form[action='/members/invitations/send-again'] [name=id]";
    let invitation = one("/members", again, "value").await;
    asked.push(is_asked(&owner, "/members/invitations/send-again", &[("id", &invitation)]).await);
    assert_eq!(asked, [false; 4]);
    // What gives power or takes something away still asks after five minutes.
    assert!(is_asked(&owner, "/contacts/remove", &[("id", contact)]).await);
    let operator = [("name", "渡邊"), ("email", "other@takasakiya.example.jp"), ("role", "operator"), ("lang", "ja")];
    assert!(is_asked(&owner, "/members", &operator).await);
    t.clock.advance(Duration::minutes(13));
    let second = [("name", "広報"), ("email", "kouhou@takasakiya.example.jp"), ("kinds", "urgent"), ("language", "ja")];
    assert!(is_asked(&owner, "/contacts", &second).await, "half an hour after the proof");
}
