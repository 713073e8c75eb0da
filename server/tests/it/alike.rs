//! An unknown address, a wrong password and a locked account give the same response (ASVS 6.3.8). `make bench` measures
//! the time.

use crate::support::{Answer, PASSWORD, TestApp};
use app::permission::Role;

#[tokio::test]
async fn unknown_wrong_and_locked_look_the_same() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    t.account(Some(t.own.id), Role::Owner, "locked@example.jp").await;
    t.account(Some(t.own.id), Role::Owner, "unseen@example.jp").await;
    for (column, email) in [("locked_at", "locked@example.jp"), ("unseen_locked_at", "unseen@example.jp")] {
        t.tamper(&format!("UPDATE account SET {column} = created_at WHERE {}", t.whose(email))).await.unwrap();
    }
    let browser = t.browser();
    let mut seen = Vec::new();
    for (email, password) in [
        ("nobody@example.jp", PASSWORD),
        ("a@example.jp", "not this 0ne"),
        ("locked@example.jp", PASSWORD),
        ("unseen@example.jp", PASSWORD),
    ] {
        let answer = browser.post("/sign-in", &[("email", email), ("password", password)]).await;
        assert!(!answer.body.contains(password), "a secret came back");
        let typed = answer.attribute("#email", "value");
        assert_eq!(typed.as_deref(), Some(email), "what was typed is kept");
        assert!(answer.field_error("email").is_some());
        seen.push((answer.status, told(&answer, email)));
    }
    assert_eq!(seen[0].0, 422);
    assert_eq!(seen[0], seen[1], "unknown and wrong");
    assert_eq!(seen[1], seen[2], "wrong and locked");
    assert_eq!(seen[1], seen[3], "wrong and locked on new devices");
}

/// All headers and the whole body of a response, without the parts that always differ: nonce, request id, time, and the
/// typed address, whose length affects the length of the body.
fn told(answer: &Answer, email: &str) -> (Vec<(String, String)>, String) {
    let policy = answer.header("content-security-policy").to_owned();
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap().to_owned();
    let number = answer.header("x-request-id").to_owned();
    // The language switch carries it encoded, as forms are sent.
    let encoded = email.replace('@', "%40");
    let typed =
        answer.body.matches(email).count() * email.len() + answer.body.matches(&encoded).count() * encoded.len();
    let same = |text: &str| {
        let text = text.replace(&nonce, "NONCE").replace(&number, "NUMBER");
        text.replace(email, "EMAIL").replace(&encoded, "EMAIL")
    };
    let headers = answer.headers.iter().filter(|(name, _)| *name != "date").map(|(name, value)| {
        let value = value.to_str().unwrap();
        let value = match name.as_str() {
            "content-length" => (value.parse::<usize>().unwrap() - typed).to_string(),
            _ => same(value),
        };
        (name.to_string(), value)
    });
    let mut headers: Vec<_> = headers.collect();
    headers.sort();
    (headers, same(&answer.body))
}
