//! Mails whose delivery fails inside the program: none blocks another, none is lost, and none is sent under two ids.

use crate::support::{PASSWORD, SmtpServer, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::outbox::{WORKER, work};
use server::state::config::Config;
use server::storage::entity::mail::{self, Column as C};
use tokio_util::sync::CancellationToken;

fn through(port: u16) -> impl FnOnce(&mut Config) {
    move |config| {
        config.smtp_url = Some(format!("smtp://127.0.0.1:{port}"));
        config.mail_from = Some("no-reply@console.example.jp".into());
    }
}

/// Enough queued invitations of the own company to fill two rounds of the worker.
async fn invitations(t: &TestApp) {
    let owner = t.signed_in(Role::Owner).await;
    for n in 0..9 {
        let email = format!("new{n}@takasakiya.example.jp");
        let fields = [("name", "渡邊 𠮷郎"), ("email", email.as_str()), ("role", "viewer")];
        assert_eq!(owner.post("/members", &fields).await.status, 303);
    }
}

/// A letter of the other company about a changed password.
async fn letter_of_another(t: &TestApp) {
    t.clock.advance(Duration::seconds(1));
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    t.rest().await;
    let new = "wet lattice 7 ravine";
    let changed = owner.post("/account/password", &[("current", PASSWORD), ("new", new), ("again", new)]).await;
    assert_eq!(changed.status, 303, "{}", changed.body);
}

/// Runs the worker until no mail of the other company is queued.
async fn until_sent(t: &TestApp) {
    let stop = CancellationToken::new();
    let worker = tokio::spawn((WORKER.run)(t.app.clone(), stop.clone()));
    let waiting = format!("SELECT COUNT(*) FROM mail WHERE state = 'sent' AND kind = '{}'", "password.changed");
    for _ in 0..100 {
        if t.scalar(&waiting).await == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    stop.cancel();
    worker.await.unwrap();
    assert_eq!(t.scalar(&waiting).await, 1, "the mails before it hold it up");
}

async fn of_own_company(t: &TestApp) -> Vec<mail::Model> {
    mail::Entity::find().filter(C::TenantId.eq(t.own.id)).all(&t.db).await.unwrap()
}

#[tokio::test]
async fn a_mail_that_cannot_be_read_has_failed_and_holds_up_no_other() {
    let t = TestApp::new().await;
    invitations(&t).await;
    let garbage = if t.is_postgres() { "'\\x00'" } else { "X'00'" };
    t.tamper(&format!("UPDATE mail SET sealed = {garbage}")).await.unwrap();
    letter_of_another(&t).await;
    until_sent(&t).await;
    for row in of_own_company(&t).await {
        assert_eq!((row.state.as_str(), row.tries, row.failure.as_deref()), ("waiting", 1, Some("unreadable")));
        assert!(row.next_at > t.now());
    }
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["mail.send:failure"]);
    let staff = t.signed_in(Role::Support).await;
    let list = staff.get("/support/outbox?state=waiting").await;
    assert_eq!((list.status, list.count("tbody tr")), (200, 9), "staff see that they are there");
    let page = staff.get(&list.attribute("tbody a", "href").unwrap()).await;
    assert!(page.status == 200 && page.body.contains("could not be read"), "{}", page.body);
}

/// Even the failure cannot be recorded, because the company's log is unavailable.
#[tokio::test]
async fn a_mail_whose_failure_cannot_be_written_down_holds_up_no_other() {
    let t = TestApp::new().await;
    invitations(&t).await;
    let own = t.own.id.simple();
    let id = if t.is_postgres() { format!("'{}'", t.own.id) } else { format!("X'{own}'") };
    t.tamper(&format!("UPDATE operation_log_head SET seq = seq - 1 WHERE tenant_id = {id}")).await.unwrap();
    letter_of_another(&t).await;
    until_sent(&t).await;
    assert!(of_own_company(&t).await.iter().all(|row| (row.state.as_str(), row.tries) == ("waiting", 0)));
}

/// F9: the process dies, or cannot write, after the server has accepted the mail.
#[tokio::test]
async fn a_mail_that_was_taken_but_not_marked_goes_again_under_the_same_name() {
    let mut server = SmtpServer::start(&[]);
    let t = TestApp::configured(through(server.port)).await;
    letter_of_another(&t).await;
    t.tamper("ALTER TABLE operation_log RENAME TO operation_log_away").await.unwrap();
    work(&t.app).await.unwrap();
    assert_eq!(server.mails().len(), 1, "the server has taken it");
    let row = mail::Entity::find().one(&t.db).await.unwrap().unwrap();
    assert_eq!((row.state.as_str(), row.tries), ("waiting", 0), "and nobody knows");
    t.tamper("ALTER TABLE operation_log_away RENAME TO operation_log").await.unwrap();
    work(&t.app).await.unwrap();
    let row = mail::Entity::find().one(&t.db).await.unwrap().unwrap();
    assert_eq!((row.state.as_str(), row.tries), ("sent", 1));
    let mails = server.mails();
    assert_eq!(mails.len(), 2);
    let ids: Vec<_> = mails.iter().map(|mail| mail.header("message-id").unwrap()).collect();
    assert_eq!(ids[0], ids[1], "a reader who got it twice can tell");
    assert_eq!(work(&t.app).await.unwrap(), 0);
}
