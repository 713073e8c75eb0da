//! Pages as people see them: words in the log, refusals, ended sessions, responses without a page.

use crate::people::fill;
use crate::support::TestApp;
use app::permission::Role;
use chrono::Duration;

/// A cursor with a year that is a date in Rust but not in the database.
#[tokio::test]
async fn a_cursor_that_cannot_be_read_is_a_bad_request() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    for at in ["-8000000000000000000", "253402300800000000", "x", ""] {
        let path = format!("/support/cases?after={at}.01977f00-0000-7000-8000-000000000000");
        assert_eq!(staff.get(&path).await.status, 400, "{at}");
    }
}

#[tokio::test]
async fn the_log_speaks_the_language_of_the_page() {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, 3).await;
    let viewer = t.signed_in(Role::Viewer).await;
    assert_eq!(viewer.get("/exports").await.status, 403);
    t.browser().post("/sign-in", &[("email", "viewer@takasakiya.example.jp"), ("password", "wrong")]).await;
    let owner = t.signed_in(Role::Owner).await;
    let log = owner.get("/operation-logs").await;
    for words in ["View data exports", "System (command line)", "Wrong password", "Request ID", "Owner"] {
        assert!(log.body.contains(words), "{words}");
    }
    for raw in ["exports.view", "wrong_password", "user_agent", "（", "未ログイン"] {
        assert!(!log.body.contains(raw), "{raw}");
    }
    let log = owner.get_in("/operation-logs", "ja").await;
    for words in
        ["データエクスポートの一覧を表示する", "システム（運用コマンド）", "パスワードの不一致", "リクエストID"]
    {
        assert!(log.body.contains(words), "{words}");
    }
    t.browser().post("/sign-in", &[("email", "nobody@example.jp"), ("password", "x")]).await;
    let staff = t.signed_in(Role::Support).await;
    let log = staff.get("/support/logs").await;
    assert!(log.body.contains("Not signed in") && log.body.contains("No such account"), "{}", log.body);
}

#[tokio::test]
async fn an_impossible_date_is_refused_at_its_field() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let answer = owner.get("/operation-logs?from=2026-11-31&result=success").await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.field_error("from").as_deref(), Some("Enter a date such as 2026-11-01."));
    assert_eq!((answer.count(".errs a"), answer.count("tbody tr")), (1, 0), "no rows that look filtered");
    assert_eq!(answer.count(".head-acts a"), 0, "nothing to download that would be refused");
    let answer = owner.get("/operation-logs?from=2026-11-02&to=2026-11-01").await;
    assert_eq!(answer.field_error("to").as_deref(), Some("The end date must be on or after the start date."));
    let answer = owner.get("/operation-logs?from=2026-11-01&result=success").await;
    assert_eq!((answer.status, answer.count(".chip"), answer.count(".errs")), (200, 2, 0));
    assert!(answer.count("tbody tr") > 0);
    assert_eq!(answer.attribute(".chip a", "href").as_deref(), Some("/operation-logs?result=success"));
    assert!(answer.body.contains("From: 2026/11/01") && answer.body.contains("Result: Success"));
}

#[tokio::test]
async fn a_person_who_may_see_little_is_told_why() {
    let t = TestApp::new().await;
    let home = t.signed_in(Role::Viewer).await.get("/").await;
    let role = home.text("[aria-labelledby=h-role]").unwrap();
    assert!(role.starts_with("What the Viewer role can do"), "{}", home.body);
    let home = t.signed_in(Role::Operator).await.get("/").await;
    assert_eq!(home.count("[aria-labelledby=h-role]"), 0);
}

#[tokio::test]
async fn who_acted_is_chosen_by_name() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let id = t.account(Some(t.own.id), Role::Viewer, "left@takasakiya.example.jp").await;
    let log = owner.get("/operation-logs").await;
    let choice = log.text("#actor-list option[value='left@takasakiya.example.jp']");
    assert!(choice.unwrap().contains("(left@takasakiya.example.jp)"));
    for typed in ["left@takasakiya.example.jp", "LEFT@takasakiya.example.jp", &id.to_string()] {
        let log = owner.get(&format!("/operation-logs?actor={typed}")).await;
        assert_eq!((log.status, log.count("tbody tr")), (200, 0), "{typed}");
        assert_eq!(log.attribute("input[name=actor]", "value").as_deref(), Some("left@takasakiya.example.jp"));
    }
    assert!(!log.body.contains("nobody@example.jp"), "nobody of another company");
    // MS-13: the id alone finds a deleted account.
    let gone = "01977f00-0000-7000-8000-000000000000";
    let log = owner.get(&format!("/operation-logs?actor={gone}")).await;
    assert_eq!(
        (log.status, log.count(&format!("input[name=actor][value='{gone}']")), log.count("tbody tr")),
        (200, 1, 0)
    );
}

#[tokio::test]
async fn a_post_after_the_session_ended_leads_back_to_its_page() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    t.clock.advance(Duration::days(2));
    let id = "01977f00-0000-7000-8000-000000000000";
    let posts = [
        (&owner, "/exports", "/exports/new".to_owned()),
        (&owner, "/exports/cancel", format!("/exports/{id}")),
        (&staff, "/support/tenants/profile", format!("/support/tenants/{id}")),
    ];
    for (browser, path, page) in posts {
        let ended = browser.post(path, &[("id", id)]).await;
        let to = format!("/sign-in?return_to={}&ended=1", page.replace('/', "%2F"));
        assert_eq!(ended.sends_out_to(), Some(to.as_str()));
        let sign_in = browser.get(&ended.location.unwrap()).await;
        assert!(sign_in.body.contains("Your session has ended"), "{path}");
        assert_eq!(sign_in.attribute("input[name=return_to]", "value"), Some(page));
    }
    let owner = t.sign_in("owner@takasakiya.example.jp").await;
    t.clock.advance(Duration::days(2));
    assert_eq!(owner.get("/").await.sends_out_to(), Some("/sign-in?ended=1"));
    assert_eq!(owner.get("/").await.location.as_deref(), Some("/sign-in"), "said once");
}

#[tokio::test]
async fn people_get_a_page_and_machines_a_code() {
    let t = TestApp::new().await;
    let ask = |accept: &'static str| {
        let request = reqwest::Client::new().post(format!("http://{}/sign-in", t.address));
        let request = request.header("origin", "https://evil.example").header("accept", accept);
        async move { request.form(&[("email", "x")]).send().await.unwrap() }
    };
    let person = ask("text/html,application/xhtml+xml,*/*;q=0.8").await;
    let id = person.headers()["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(
        (person.status().as_u16(), &person.headers()["content-type"]),
        (403, &"text/html; charset=utf-8".parse().unwrap())
    );
    let page = person.text().await.unwrap();
    assert!(page.contains(&id) && page.contains("実行しませんでした") && page.contains("nothing was done"), "{page}");
    assert_eq!(ask("*/*").await.text().await.unwrap(), "cross_site");
}

#[tokio::test]
async fn a_profile_in_force_is_not_offered() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    let page = format!("/support/tenants/{}", t.other.id);
    let answer = staff.get(&page).await;
    assert_eq!(answer.count("option[value=managed-saas]"), 0);
    assert!(answer.text(".staff-banner").unwrap().starts_with("Viewing 株式会社 青葉商店 as support staff"));
    assert_eq!(staff.get("/support").await.count(".staff-banner"), 0);
    let id = t.other.id.to_string();
    let none = staff.post("/support/tenants/preview", &[("id", &id), ("profile", "")]).await;
    assert!(none.status == 422 && none.field_error("profile").is_some(), "nothing is chosen at first");
    let same = staff.post("/support/tenants/preview", &[("id", &id), ("profile", "managed-saas")]).await;
    assert_eq!((same.status, same.count("#reason")), (200, 0), "nothing to change");
    let other = staff.post("/support/tenants/preview", &[("id", &id), ("profile", "b2b-platform")]).await;
    assert_eq!((other.status, other.count("#reason")), (200, 1));
    assert_eq!(other.count("#h-effect[autofocus][tabindex='-1']"), 1, "the browser goes to the preview");
    assert_eq!(
        staff.get(&format!("{page}?profile=b2b-platform")).await.count("#reason"),
        0,
        "no address thinks of one"
    );
    let fields = [("id", &*t.other.id.to_string()), ("profile", "managed-saas"), ("reason", "x")];
    let answer = staff.post("/support/tenants/profile", &fields).await;
    assert!(answer.field_error("profile").unwrap().contains("already applies"), "said at the field too");
}

#[tokio::test]
async fn the_last_day_of_a_password_is_today() {
    let t = TestApp::new().await;
    t.account(Some(t.own.id), Role::Operator, "a@example.jp").await;
    for (on, words) in [(88, "expires in 2 days"), (1, "expires in 1 day"), (1, "expires today")] {
        t.clock.advance(Duration::days(on));
        if on == 1 && words.ends_with("today") {
            t.clock.advance(-Duration::hours(1));
        }
        let home = t.sign_in("a@example.jp").await.get("/").await;
        assert!(home.text(".list-title").unwrap().ends_with(words), "{words}: {:?}", home.text(".list-title"));
    }
}

/// SL-20b: every signed-in person sees it on every page, staff too.
#[tokio::test]
async fn a_password_that_runs_out_is_said_on_every_page() {
    let t = TestApp::new().await;
    for (role, home) in [(Role::Viewer, "/account"), (Role::Support, "/support")] {
        let browser = t.signed_in(role).await;
        assert_eq!(browser.get(home).await.count(".flash"), 0, "{role:?}: not yet");
    }
    // The strictest profile applies to staff: 30 days (MS-16).
    for (email, home, days) in
        [("support@takasakiya.example.jp", "/support", 20), ("viewer@takasakiya.example.jp", "/account", 60)]
    {
        t.clock.advance(Duration::days(days));
        let browser = t.sign_in(email).await;
        let page = browser.get(home).await;
        assert!(page.text(".flash").unwrap().contains("Your password expires in 10 days"), "{home}");
        assert_eq!(page.attribute(".flash a", "href").as_deref(), Some("/account/password"));
        assert_eq!(browser.get("/account/password").await.count(".flash"), 0, "the page itself");
        assert_eq!(browser.get("/").await.count(".flash"), 0, "the home page has it in its list");
    }
}
