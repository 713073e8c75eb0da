//! A guess at a secret of an account is charged before it is checked, and settles itself.

use crate::support::TestApp;
use app::error::AppError;
use chrono::Duration;
use server::door::fault::Fault;
use server::door::{Counter, Guess, Progress, PublicUse, Request, Write};
use server::seal::keys::PROVIDER;
use uuid::Uuid;

const WHOSE: Uuid = Uuid::from_u128(1);

async fn begin(t: &TestApp) -> Write {
    Request::system(&t.app, PROVIDER, "guesses").write_public(PublicUse::SignIn).await.unwrap()
}

/// One guess. Returns its number.
async fn guess(t: &TestApp, is_right: bool) -> u32 {
    let tx = begin(t).await;
    let guess = Guess::charge(&tx, Counter::CurrentPassword, WHOSE, &t.app.default_profile().lockout).await.unwrap();
    let tries = guess.tries;
    if is_right {
        guess.right(&tx).await.unwrap();
    }
    tx.commit_progress(Progress::Attempt).await.unwrap();
    tries
}

#[tokio::test]
async fn a_guess_that_is_dropped_counts_as_wrong_and_a_right_one_clears_the_count() {
    let t = TestApp::new().await;
    assert_eq!([guess(&t, false).await, guess(&t, false).await, guess(&t, true).await], [1, 2, 3]);
    assert_eq!(guess(&t, false).await, 1);
    let tx = begin(&t).await;
    let rule = &t.app.default_profile().lockout;
    assert_eq!(Guess::charge(&tx, Counter::CurrentPassword, WHOSE, rule).await.unwrap().tries, 2);
    drop(tx);
    assert_eq!(guess(&t, false).await, 3, "what was compared counts, whatever became of its transaction");
}

/// One guess in turn. Returns its number, or nothing if it had to wait.
async fn in_turn(t: &TestApp, is_right: bool) -> Option<u32> {
    let tx = begin(t).await;
    let rule = &t.app.default_profile().lockout;
    let guess = match Guess::charge_in_turn(&tx, Counter::CodeKnown, WHOSE, rule).await {
        Err(Fault::App(AppError::TooMany { .. })) => return None,
        guess => guess.unwrap(),
    };
    let tries = guess.tries;
    if is_right {
        guess.right(&tx).await.unwrap();
    }
    tx.commit_progress(Progress::Attempt).await.unwrap();
    Some(tries)
}

#[tokio::test]
async fn a_guess_that_has_to_wait_is_not_charged() {
    let t = TestApp::new().await;
    let mut wrong = 0;
    while let Some(tries) = in_turn(&t, false).await {
        wrong += 1;
        assert_eq!(tries, wrong);
        assert!(wrong < 100, "nobody waits");
    }
    assert!(wrong > 0);
    assert_eq!(in_turn(&t, true).await, None, "a right one waits as well");
    t.clock.advance(Duration::minutes(31));
    assert_eq!(in_turn(&t, true).await, Some(wrong + 1), "those that waited are not counted");
    assert_eq!(in_turn(&t, false).await, Some(1));
}
