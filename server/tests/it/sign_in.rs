//! Sign-in and sign-out, sessions and their limits.

use crate::lockout::weaken;
use crate::second_factor::half_way;
use crate::support::{PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::EntityTrait;
use server::seal::keys::PROVIDER;
use server::storage::entity::account;

#[tokio::test]
async fn sl_20d_first_sign_in_leads_to_the_change_page_and_nowhere_else() {
    let t = TestApp::new().await;
    assert!(t.promises(t.own.id, "password.change_at_first_issue").await);
    let new = server::features::tenants::add_account(&t.app, Some(t.own.id), Role::Viewer, "owner@example.jp", "髙﨑")
        .await
        .unwrap();
    let browser = t.browser();
    let answer = browser.post("/sign-in", &[("email", "OWNER@example.jp"), ("password", &new.one_time_password)]).await;
    assert_eq!(answer.status, 303);
    for path in ["/", "/end-users", "/operation-logs", "/security"] {
        let answer = browser.get(path).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/account/password")), "{path}");
    }
    let same =
        [("current", &new.one_time_password), ("new", &new.one_time_password), ("again", &new.one_time_password)];
    let kept = browser.post("/account/password", &same.map(|(name, value)| (name, value.as_str()))).await;
    assert!(kept.status == 422 && kept.field_error("new").is_some(), "the issued one is not kept: {}", kept.body);
    assert_eq!(browser.get("/").await.location.as_deref(), Some("/account/password"));
    let fields = [
        ("current", new.one_time_password.as_str()),
        ("new", "wet lattice 7 ravine"),
        ("again", "wet lattice 7 ravine"),
    ];
    let answer = browser.post("/account/password", &fields).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/security")), "{}", answer.body);
    assert_eq!(browser.get("/").await.text("h1").as_deref(), Some("Home"));
}

#[tokio::test]
async fn a_one_time_password_runs_out() {
    let t = TestApp::new().await;
    let new = server::features::tenants::add_account(&t.app, Some(t.own.id), Role::Owner, "owner@example.jp", "髙﨑")
        .await
        .unwrap();
    let right = [("email", "owner@example.jp"), ("password", new.one_time_password.as_str())];
    t.clock.advance(Duration::hours(24));
    assert_eq!(t.browser().post("/sign-in", &right).await.status, 422);
}

#[tokio::test]
async fn hashes_of_another_cost_are_made_again() {
    let t = TestApp::new().await;
    let id = t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    weaken(&t, id).await;
    t.sign_in("a@example.jp").await;
    let row = account::Entity::find_by_id(id).one(&t.db).await.unwrap().unwrap();
    assert!(row.password_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    t.sign_in("a@example.jp").await;
}

/// The session cookie that a response sets, if any.
fn session_cookie(headers: &reqwest::header::HeaderMap) -> Option<String> {
    let values = headers.get_all("set-cookie").iter().filter_map(|c| c.to_str().ok());
    values.filter(|c| c.starts_with("sekisho=")).find_map(|c| c.split(';').next().map(ToOwned::to_owned))
}

/// The status of the home page for a request with a given cookie.
async fn home(t: &TestApp, cookie: &str) -> u16 {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    client.get(format!("http://{}/", t.address)).header("cookie", cookie).send().await.unwrap().status().as_u16()
}

/// Posts with a given cookie.
pub async fn post_with(t: &TestApp, cookie: &str, path: &str, form: &[(&str, &str)]) -> reqwest::Response {
    let base = format!("http://{}", t.address);
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let request = client.post(format!("{base}{path}")).header("cookie", cookie).header("origin", base);
    request.form(form).send().await.unwrap()
}

#[tokio::test]
async fn the_session_id_changes_at_sign_in_and_dies_at_sign_out() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Viewer, "a@example.jp").await;
    let form = [("email", "a@example.jp"), ("password", PASSWORD)];
    // A stranger's valid session, which could be planted in another person's browser.
    let asked = [("email", "a@example.jp"), ("name", "渡邊"), ("kind", "other")];
    let flash = post_with(&t, "sekisho=AAAAAAAAAAAAAAAAAAAAAA", "/sign-in/help", &asked).await;
    let planted = session_cookie(flash.headers()).unwrap();
    let signed_in = post_with(&t, &planted, "/sign-in", &form).await;
    assert_eq!(signed_in.status().as_u16(), 303);
    let own = session_cookie(signed_in.headers()).unwrap();
    assert_ne!(own, planted);
    assert_eq!((home(&t, &planted).await, home(&t, &own).await), (303, 200));
    assert_eq!(post_with(&t, &own, "/sign-out", &[]).await.status().as_u16(), 303);
    assert_eq!(home(&t, &own).await, 303, "the old id is dead on the server");
    let again = post_with(&t, &own, "/sign-in", &form).await;
    assert_eq!(again.status().as_u16(), 303);
    assert_eq!(home(&t, &own).await, 303, "and a later sign-in does not bring it back");
}

#[tokio::test]
async fn a_slow_request_brings_no_ended_session_back() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Owner, "a@example.jp").await;
    let signed_in = post_with(&t, "", "/sign-in", &[("email", "a@example.jp"), ("password", PASSWORD)]).await;
    let cookie = session_cookie(signed_in.headers()).unwrap();
    let (send, rest) = tokio::sync::oneshot::channel::<()>();
    let body = futures_util::stream::once(async move {
        rest.await.unwrap();
        Ok::<_, std::io::Error>("theme=dark&back=/")
    });
    let base = format!("http://{}", t.address);
    let request = reqwest::Client::new().post(format!("{base}/display")).header("cookie", &cookie);
    let request = request.header("origin", base).header("content-type", "application/x-www-form-urlencoded");
    let slow = tokio::spawn(request.body(reqwest::Body::wrap_stream(body)).send());
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    t.tamper("DELETE FROM session").await.unwrap();
    send.send(()).unwrap();
    slow.await.unwrap().unwrap();
    assert_eq!(home(&t, &cookie).await, 303);
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
    t.account(Some(t.own.id), Role::Viewer, "a@example.jp").await;
    let answer = t.browser().get("/end-users?q=a").await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in?return_to=%2Fend-users%3Fq%3Da"));
    let nowhere = [
        "//evil.example",
        "https://evil.example",
        "/sign-out",
        "/display",
        "/山",
        "/join",
        "/password/reset/x",
        "/account/prove?act=%2Fmembers&carried=role%3Downer",
        "/account/prove",
        "/members?act=x",
        "/members%2f..%2faccount%2fprove",
        "/exports/1/file",
    ];
    let nowhere = nowhere.map(|asked| (asked, "/"));
    for (asked, led) in [("/end-users?q=a", "/end-users?q=a"), ("/members", "/members")].into_iter().chain(nowhere) {
        let query = serde_html_form::to_string([("return_to", asked)]).unwrap();
        let page = t.browser().get(&format!("/sign-in?{query}")).await;
        let kept = page.attribute("input[name=return_to]", "value").unwrap();
        assert!(kept == asked || kept.is_empty(), "{kept}");
        let fields = [("email", "a@example.jp"), ("password", PASSWORD), ("return_to", asked)];
        let answer = t.browser().post("/sign-in", &fields).await;
        assert_eq!(answer.location.as_deref(), Some(led), "{asked}");
    }
}

/// A page whose address begins like that of the sign-in page is a normal page.
#[tokio::test]
async fn the_sign_in_history_is_come_back_to() {
    let t = TestApp::new().await;
    let led = t.browser().get("/sign-in-history?result=failure").await.location.unwrap();
    assert_eq!(led, "/sign-in?return_to=%2Fsign-in-history%3Fresult%3Dfailure");
    assert_eq!(t.browser().get("/sign-in/verify").await.location.as_deref(), Some("/sign-in"));
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

#[tokio::test]
async fn the_command_line_resets_staff_and_nobody_of_a_company() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    let viewer = t.signed_in(Role::Viewer).await;
    t.tamper("UPDATE account SET locked_at = created_at, failed_attempts = 10").await.unwrap();
    let refused =
        server::features::tenants::reset(&t.app, "viewer@takasakiya.example.jp", "seen in person", false).await;
    let told = refused.err().unwrap().to_string();
    assert!(told.contains("/support/cases") && !told.contains('\n'), "{told}");
    assert_eq!(viewer.get("/").await.status, 200, "nothing is changed");
    assert_eq!(t.scalar("SELECT count(*) FROM account WHERE locked_at IS NULL").await, 0);

    let email = "support@takasakiya.example.jp";
    let reset = server::features::tenants::reset(&t.app, email, "seen in person", false).await.unwrap();
    t.clock.advance(Duration::minutes(1));
    assert_eq!(staff.get("/support").await.status, 303, "sessions from before the reset are over");
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["password.reset:success"]);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'password.changed'").await, 1, "they hear of it");
    let old = [("email", email), ("password", PASSWORD)];
    assert_eq!(t.browser().post("/sign-in", &old).await.status, 422);
    let browser = t.browser();
    let new = [("email", email), ("password", reset.one_time_password.as_str())];
    assert_eq!(browser.post("/sign-in", &new).await.location.as_deref(), Some("/sign-in/verify"), "two steps stay");
    t.codes_again().await;
    browser.post("/sign-in/verify", &[("code", &t.code())]).await;
    assert_eq!(browser.get("/support").await.location.as_deref(), Some("/account/password"));
    let words = "wet lattice 7 ravine";
    let fields = [("current", reset.one_time_password.as_str()), ("new", words), ("again", words)];
    assert_eq!(browser.post("/account/password", &fields).await.status, 303);
    assert_eq!(browser.get("/support").await.status, 200);

    t.clock.advance(Duration::minutes(1));
    let reset = server::features::tenants::reset(&t.app, email, "lost the phone", true).await.unwrap();
    assert_eq!(t.scalar("SELECT COUNT(*) FROM mail WHERE kind = 'second_factor.off'").await, 1);
    let browser = t.browser();
    let new = [("email", email), ("password", reset.one_time_password.as_str())];
    assert_eq!(browser.post("/sign-in", &new).await.location.as_deref(), Some("/"), "no code is asked for");
    assert_eq!(browser.get("/support").await.location.as_deref(), Some("/account/password"));
}

/// BP-15: staff who leave are signed out at once.
#[tokio::test]
async fn bp_15_staff_who_leave_cannot_come_in() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    let email = "support@takasakiya.example.jp";
    server::features::tenants::staff_leave(&t.app, email, "left the company").await.unwrap();
    assert_eq!(staff.get("/support").await.status, 303);
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["member.leave:success"]);
    assert_eq!(t.browser().post("/sign-in", &[("email", email), ("password", PASSWORD)]).await.status, 422);
    assert!(server::features::tenants::staff_leave(&t.app, email, "again").await.is_err());
    t.signed_in(Role::Viewer).await;
    assert!(server::features::tenants::staff_leave(&t.app, "viewer@takasakiya.example.jp", "no").await.is_err());
}

/// Public uses begin as a stranger's, even between the two sign-in steps: the company's log must not contain what the
/// person does with an unknown address, nor name them for it.
#[tokio::test]
async fn half_way_an_attempt_with_an_unknown_address_stays_in_the_providers_log() {
    let t = TestApp::new().await;
    let email = "owner@takasakiya.example.jp";
    t.account(Some(t.own.id), Role::Owner, email).await;
    let browser = half_way(&t, email).await;
    let (own, provider) = (t.log_len(t.own.id).await, t.log_len(PROVIDER).await);
    let unknown = [("email", "nobody@example.jp"), ("password", PASSWORD)];
    assert_eq!(browser.post("/sign-in", &unknown).await.status, 422);
    let help = [("email", "nobody@example.jp"), ("name", "渡邊"), ("kind", "password")];
    assert_eq!(browser.post("/sign-in/help", &help).await.status, 303);
    assert_eq!((t.log_len(t.own.id).await, t.log_len(PROVIDER).await), (own, provider + 2));
    assert_eq!(t.newest_acts(PROVIDER, 2).await, ["help.ask:success", "sign_in:failure"]);
    let strangers = "SELECT COUNT(*) FROM operation_log WHERE action IN ('sign_in', 'help.ask') AND actor_kind = 'stranger' \
                     AND actor_id IS NULL";
    assert_eq!(t.scalar(strangers).await, 2);
    assert_eq!(browser.get("/sign-in/verify").await.status, 200, "still half-way");
}
