//! Signing in and out, sessions and their limits.

use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;

#[tokio::test]
async fn sl_20d_first_sign_in_leads_to_the_change_page_and_nowhere_else() {
    let t = TestApp::new().await;
    let new =
        server::tenants::add_account(&t.app, Some(t.own.id), Role::Owner, "owner@example.jp", "髙﨑").await.unwrap();
    let browser = t.browser();
    let answer = browser.post("/sign-in", &[("email", "OWNER@example.jp"), ("password", &new.one_time_password)]).await;
    assert_eq!(answer.status, 303);
    for path in ["/", "/end-users", "/operation-logs", "/security"] {
        let answer = browser.get(path).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/account/password")), "{path}");
    }
    let fields = [("current", new.one_time_password.as_str()), ("new", "a new pass 1"), ("again", "a new pass 1")];
    let answer = browser.post("/account/password", &fields).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "{}", answer.body);
    assert_eq!(browser.get("/").await.text("h1").as_deref(), Some("Home"));
}

#[tokio::test]
async fn unknown_wrong_and_locked_look_the_same() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    t.account(Some(t.own.id), Role::Owner, "locked@example.jp").await;
    t.tamper("UPDATE account SET locked_at = created_at WHERE email = 'locked@example.jp'").await.unwrap();
    let browser = t.browser();
    let mut seen = Vec::new();
    for (email, password) in
        [("nobody@example.jp", PASSWORD), ("a@example.jp", "not this 0ne"), ("locked@example.jp", PASSWORD)]
    {
        let answer = browser.post("/sign-in", &[("email", email), ("password", password)]).await;
        assert!(!answer.body.contains(password), "a secret came back");
        let nonce = answer.header("content-security-policy").to_owned();
        let body = answer.body.replace(email, "EMAIL");
        seen.push((answer.status, body, nonce.len(), answer.field_error("email"), answer.attribute("#email", "value")));
    }
    assert_eq!(seen[0].0, 422);
    assert_eq!(seen[0].4.as_deref(), Some("nobody@example.jp"), "what was typed is kept");
    assert!(seen.windows(2).all(|w| (w[0].0, &w[0].1, w[0].2, &w[0].3) == (w[1].0, &w[1].1, w[1].2, &w[1].3)));
}

#[tokio::test]
async fn sl_20c_locked_after_the_set_number_of_wrong_passwords() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    let limit = server::profile::built_in("social-login-manager").unwrap().lockout.attempts;
    let browser = t.browser();
    for _ in 0..limit {
        let answer = browser.post("/sign-in", &[("email", "a@example.jp"), ("password", "wrong")]).await;
        assert_eq!(answer.status, 422);
    }
    let answer = browser.post("/sign-in", &[("email", "a@example.jp"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 422, "the right password opens nothing once the account is locked");
    assert_eq!(t.newest_acts(t.own.id, 3).await, ["sign_in:failure", "account.lock:success", "sign_in:failure"]);
    assert!(!id.is_nil());
}

#[tokio::test]
async fn the_session_id_changes_at_sign_in_and_dies_at_sign_out() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    let fixed = t.browser();
    let planted = "sekisho=AAAAAAAAAAAAAAAAAAAAAA";
    let request = fixed.client.post(format!("{}/sign-in", fixed.base)).header("cookie", planted);
    let form = [("email", "a@example.jp"), ("password", PASSWORD)];
    let response = request.header("origin", &fixed.base).form(&form).send().await.unwrap();
    let cookie = response.headers().get_all("set-cookie").iter().find_map(|c| {
        c.to_str().unwrap().strip_prefix("sekisho=").map(|rest| rest.split(';').next().unwrap().to_owned())
    });
    let cookie = format!("sekisho={}", cookie.unwrap());
    assert_ne!(cookie, planted);
    let home = |cookie: String| async move {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        client.get(format!("http://{}/", t.address)).header("cookie", cookie).send().await.unwrap().status().as_u16()
    };
    assert_eq!(home(planted.to_owned()).await, 303);
    assert_eq!(home(cookie.clone()).await, 200);
    let out = fixed.client.post(format!("{}/sign-out", fixed.base)).header("cookie", &cookie);
    assert_eq!(out.header("origin", &fixed.base).send().await.unwrap().status().as_u16(), 303);
    assert_eq!(home(cookie).await, 303, "the old id is dead on the server");
}

#[tokio::test]
async fn the_session_id_is_stored_hashed() {
    let t = TestApp::new().await;
    t.signed_in(Role::Owner).await;
    assert_eq!(
        t.scalar("SELECT COUNT(*) FROM session WHERE account_id IS NOT NULL AND tenant_id IS NOT NULL").await,
        1
    );
    assert_eq!(t.scalar("SELECT CAST(MIN(LENGTH(id_hash)) AS BIGINT) FROM session").await, 32);
}

#[tokio::test]
async fn sessions_end_when_idle_and_in_any_case() {
    let t = TestApp::new().await;
    let browser = t.signed_in(Role::Owner).await;
    let session = &server::profile::built_in("social-login-manager").unwrap().session;
    let (idle, absolute) = (session.idle(), session.absolute());
    t.clock.advance(idle - Duration::seconds(1));
    assert_eq!(browser.get("/").await.status, 200);
    t.clock.advance(idle + Duration::seconds(1));
    assert_eq!(browser.get("/").await.status, 303, "idle too long");
    let browser = t.sign_in("owner@takasakiya.example.jp").await;
    let mut left = absolute;
    while left > Duration::zero() {
        assert_eq!(browser.get("/").await.status, 200);
        let step = idle / 2;
        t.clock.advance(step);
        left -= step;
    }
    assert_eq!(browser.get("/").await.status, 303, "busy or not, it ends");
}

#[tokio::test]
async fn return_to_leads_only_to_our_own_pages() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    let answer = t.browser().get("/end-users?q=a").await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in?return_to=%2Fend-users%3Fq%3Da"));
    for (asked, led) in [("/end-users?q=a", "/end-users?q=a"), ("//evil.example", "/"), ("https://evil.example", "/")] {
        let fields = [("email", "a@example.jp"), ("password", PASSWORD), ("return_to", asked)];
        let answer = t.browser().post("/sign-in", &fields).await;
        assert_eq!(answer.location.as_deref(), Some(led), "{asked}");
    }
}

#[tokio::test]
async fn empty_fields_are_refused_at_their_fields() {
    let t = TestApp::new().await;
    let answer = t.browser().post("/sign-in", &[("email", ""), ("password", "")]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.field_error("email").as_deref(), Some("Enter your email address."));
    assert_eq!(answer.field_error("password").as_deref(), Some("Enter your password."));
    assert_eq!(answer.count(".errs a"), 2);
    assert!(answer.text("title").unwrap().starts_with("Error: "));
    let unknown = t.browser().post("/sign-in", &[("email", "a"), ("password", "b"), ("role", "owner")]).await;
    assert_eq!(unknown.status, 400, "a field the form does not have");
}
