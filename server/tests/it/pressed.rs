//! Known people are served while strangers flood the console (MS-20, MS-26): a session, a one-time link or a known
//! device lets a request skip the queues in which strangers wait, at the entrance and for password hashing. The tests hold
//! the permits of those queues, so strangers wait as long as a test needs, however fast the machine is.

use crate::invitations::NEW;
use crate::support::{Answer, Browser, PASSWORD, TestApp, until};
use app::permission::Role;
use futures_util::FutureExt;
use server::base::share::{Asker, Permit, Strangers};
use server::outbox::work;
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;
use tokio::task::JoinHandle;

const PERSON: &str = "viewer@takasakiya.example.jp";
const RIGHT: [(&str, &str); 2] = [("email", PERSON), ("password", PASSWORD)];

/// Takes all permits of strangers.
pub fn of_strangers(t: &TestApp) -> Vec<Permit> {
    all_of(t.app.passwords.strangers())
}

fn all_of(strangers: &Strangers) -> Vec<Permit> {
    let place = || Asker::default().does(strangers.permit()).now_or_never();
    let held: Vec<Permit> = std::iter::from_fn(place).collect();
    assert!(!held.is_empty() && held.iter().all(Option::is_some));
    held
}

/// Takes all slots, including those for known people.
fn of_all(t: &TestApp) -> OwnedSemaphorePermit {
    let slots = t.app.passwords.slots();
    slots.clone().try_acquire_many_owned(u32::try_from(slots.available_permits()).unwrap()).unwrap()
}

fn sign_in(browser: &Arc<Browser>) -> JoinHandle<Answer> {
    let browser = browser.clone();
    tokio::spawn(async move { browser.post("/sign-in", &RIGHT).await })
}

/// Waits until a number of attempts of an account are charged; after that only the hash is missing.
pub async fn charged(t: &TestApp, email: &str, column: &str, n: i64) {
    let open = format!("SELECT CAST({column} AS BIGINT) FROM account WHERE {}", t.whose(email));
    until("so many attempts are being checked", async || t.scalar(&open).await >= n).await;
}

/// The known device of a person who has signed out.
async fn known(t: &TestApp) -> Arc<Browser> {
    t.account(Some(t.own.id), Role::Viewer, PERSON).await;
    let known = t.sign_in(PERSON).await;
    known.post("/sign-out", &[]).await;
    Arc::new(known)
}

/// A member whose password was reset, behind the mailed link.
async fn behind_a_link(t: &TestApp) -> Browser {
    let to_reset = "reset@aoba.example.jp";
    let id = t.account(Some(t.other.id), Role::Viewer, to_reset).await;
    t.rest().await;
    let elsewhere = t.signed_in_elsewhere(Role::Owner).await;
    elsewhere.post("/members/reset-password", &[("id", &id.to_string())]).await;
    work(&t.app).await.unwrap();
    let (linked, link) = (t.browser(), t.link_in_mail(to_reset));
    linked.get(&link).await;
    linked
}

#[tokio::test]
async fn s2_strangers_wait_at_the_entrance_and_nobody_known_waits_behind_them() {
    let t = TestApp::new().await;
    let (known, owner, linked, half) =
        (known(&t).await, t.signed_in(Role::Owner).await, behind_a_link(&t).await, t.browser());
    half.post("/sign-in", &[("email", "owner@takasakiya.example.jp"), ("password", PASSWORD)]).await;
    let held = all_of(&t.app.strangers);
    let threads = std::thread::available_parallelism().unwrap().get();
    assert_eq!(held.len(), (threads / 2).max(1), "half of the threads stay free");
    let language = [("lang", "en"), ("back", "/sign-in")];
    let made_up = "sekisho=AAAAAAAAAAAAAAAAAAAAAA; sekisho-device=v2.x.y";
    let strangers: Vec<JoinHandle<u16>> = (0..3)
        .map(|n| {
            let browser = t.browser();
            tokio::spawn(async move {
                match n {
                    0 => browser.get("/sign-in").await.status,
                    1 => browser.post("/display", &language).await.status,
                    _ => {
                        let asked =
                            browser.client.get(format!("{}/no-such-page", browser.base)).header("cookie", made_up);
                        asked.send().await.unwrap().status().as_u16()
                    }
                }
            })
        })
        .collect();
    assert_eq!(known.get("/sign-in").await.status, 200);
    assert_eq!(sign_in(&known).await.unwrap().location.as_deref(), Some("/"));
    assert_eq!(owner.get("/").await.status, 200);
    assert_eq!(linked.get("/password/reset").await.status, 200);
    assert_eq!(half.get("/sign-in/verify").await.status, 200);
    for path in ["/healthz", "/readyz"] {
        assert_eq!(t.browser().get(path).await.status, 200, "{path}");
    }
    assert!(strangers.iter().all(|stranger| !stranger.is_finished()));
    drop(held);
    let mut statuses = Vec::new();
    for stranger in strangers {
        statuses.push(stranger.await.unwrap());
    }
    assert_eq!(statuses, [200, 303, 404], "strangers come on all the same");
}

#[tokio::test]
async fn s2_who_is_known_passes_the_queue_of_strangers() {
    let t = TestApp::new().await;
    let known = known(&t).await;
    let owner = t.signed_in(Role::Owner).await;
    let linked = behind_a_link(&t).await;

    let held = of_strangers(&t);
    let stranger = sign_in(&Arc::new(t.browser()));
    charged(&t, PERSON, "unseen_open", 1).await;
    let answer = known.post("/sign-in", &RIGHT).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "on a known device: {}", answer.body);
    let set = linked.post("/password/reset", &[("new", NEW), ("again", NEW)]).await;
    assert_eq!(set.status, 303, "behind a link: {}", set.body);
    let change = [("current", PASSWORD), ("new", "other lattice 8 ravine"), ("again", "other lattice 8 ravine")];
    let changed = owner.post("/account/password", &change).await;
    assert_eq!(changed.status, 303, "signed in: {}", changed.body);
    assert!(!stranger.is_finished(), "on a device that was never seen, with the right password");
    drop(held);
    assert_eq!(stranger.await.unwrap().status, 303, "strangers come on all the same");
}

/// Three parallel attempts of an account go before strangers. Further ones queue with them.
#[tokio::test]
async fn s2_three_attempts_of_an_account_come_before_strangers_and_the_rest_among_them() {
    let t = TestApp::new().await;
    let known = known(&t).await;
    let (strangers, all) = (of_strangers(&t), of_all(&t));
    let mut attempts: Vec<_> = (0..5).map(|_| sign_in(&known)).collect();
    charged(&t, PERSON, "attempts_open", 5).await;
    drop(all);
    for _ in 0..3 {
        let (done, _, rest) = futures_util::future::select_all(attempts).await;
        let done = done.unwrap();
        assert_eq!((done.status, done.location.as_deref()), (303, Some("/")), "{}", done.body);
        attempts = rest;
    }
    // One more hash and one more page: an attempt in the common queue would be finished by then.
    t.account(Some(t.own.id), Role::Viewer, "other@takasakiya.example.jp").await;
    assert_eq!(known.get("/account").await.status, 200);
    assert!(attempts.iter().all(|attempt| !attempt.is_finished()), "two wait");
    drop(strangers);
    for attempt in attempts {
        assert_eq!(attempt.await.unwrap().status, 303);
    }
}
