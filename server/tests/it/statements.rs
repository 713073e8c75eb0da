//! Policy statements that no single feature implements, each under its own profile.

use crate::support::{Browser, PASSWORD, TestApp};
use app::permission::Role;
use app::tables;
use chrono::Duration;
use server::features::ENDPOINTS;
use server::features::tenants;
use uuid::Uuid;

const MEMBERS: [Role; 4] = [Role::Owner, Role::Administrator, Role::Operator, Role::Viewer];

/// The page to which the console redirects a person right after sign-in.
async fn led_to(browser: &Browser) -> Option<String> {
    browser.get("/").await.location
}

/// One account and one policy for everything that a company has contracted. The console has no list of contracted
/// services yet, so the test shows that neither an account nor its rules can differ by service.
#[tokio::test]
async fn the_same_password_rules_hold_for_every_role() {
    let t = TestApp::new().await;
    let mut rules = Vec::new();
    for role in MEMBERS {
        let browser = t.signed_in(role).await;
        rules.push(browser.get("/account/password").await.text(".rules").unwrap());
        assert_eq!(led_to(&browser).await, None, "{role:?}");
    }
    assert!(rules[0].contains("8 to 128") && rules.windows(2).all(|pair| pair[0] == pair[1]), "{rules:?}");
    t.clock.advance(Duration::days(90));
    for role in MEMBERS {
        let browser = t.sign_in(&format!("{}@takasakiya.example.jp", role.code())).await;
        assert_eq!(led_to(&browser).await.as_deref(), Some("/account/password"), "{role:?}");
    }
}

#[tokio::test]
async fn a_person_has_one_account_and_rules_hang_on_the_company() {
    let t = TestApp::new().await;
    let profile = server::profile::built_in("social-login-manager").unwrap();
    let server::profile::Always = profile.accounts.one_policy_for_all_services;
    let owner = t.signed_in(Role::Owner).await;
    assert!(owner.get("/security/profile").await.body.contains("SL-20f"), "the company sees it with its source");
    t.signed_in(Role::Viewer).await;
    let same = [("name", "渡邊"), ("email", "viewer@takasakiya.example.jp"), ("role", "operator")];
    assert_eq!(owner.post("/members", &same).await.status, 422, "no second account for another service");
    let row = "INSERT INTO account SELECT * FROM account WHERE";
    assert!(
        t.tamper(&format!("{row} {}", t.whose("viewer@takasakiya.example.jp"))).await.is_err(),
        "nor could there be one"
    );
    let per_service = crate::support::dump(&t.db).await.into_keys().filter(|table| table.contains("service")).count();
    assert_eq!(per_service, 0, "rules hang on the company alone; when services get rows of their own, this test grows");
}

/// The number of entries in a company's log, found by the actor's account id.
async fn entries_of(owner: &Browser, id: Uuid) -> usize {
    owner.get(&format!("/operation-logs?actor={id}")).await.count("tbody tr")
}

#[tokio::test]
async fn ms_13_the_log_is_searched_by_the_account_id() {
    let t = TestApp::new().await;
    assert!(t.promises(t.other.id, "logs.search_by_account").await);
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = t.account(Some(t.other.id), Role::Viewer, "viewer@aoba.example.jp").await;
    t.sign_in("viewer@aoba.example.jp").await;
    assert!(entries_of(&owner, id).await > 0);
    assert_eq!(entries_of(&owner, Uuid::nil()).await, 0);
    assert!(owner.get("/operation-logs/file").await.body.contains(&id.to_string()), "and stands in the file");
}

/// Every action of a company's people has the id of their only account, even if they may not see the log.
#[tokio::test]
async fn bp_16_every_entry_of_a_person_has_their_id() {
    let t = TestApp::new().await;
    let company = t.company("b2b-platform").await;
    assert!(t.promises(company.id, "logs.account_id").await);
    let email = "viewer@futaba.example.jp";
    let viewer = t.signed_in_at(&company, Role::Viewer, email).await;
    viewer.post("/display", &[("lang", "en"), ("back", "/")]).await;
    assert_eq!(viewer.get("/members").await.status, 403);
    viewer.post("/sign-out", &[]).await;
    viewer.post("/sign-in", &[("email", email), ("password", "wrong")]).await;
    t.sign_in(email).await;
    let of_members = "FROM operation_log WHERE actor_kind = 'member'";
    assert_eq!(t.scalar(&format!("SELECT COUNT(*) {of_members}")).await, 6);
    assert_eq!(t.scalar(&format!("SELECT COUNT(actor_id) {of_members}")).await, 6, "each with an id");
    assert_eq!(t.scalar(&format!("SELECT COUNT(DISTINCT actor_id) {of_members}")).await, 1, "the same one");
}

#[tokio::test]
async fn bp_5_administrators_see_the_sign_in_history_and_no_other_log() {
    let t = TestApp::new().await;
    let company = t.company("b2b-platform").await;
    for role in [Role::Owner, Role::Administrator] {
        let browser = t.signed_in_at(&company, role, &format!("{}@futaba.example.jp", role.code())).await;
        assert!(browser.get("/sign-in-history").await.count("tbody tr") > 0, "{role:?}");
        assert_eq!(browser.get("/sign-in-history/file").await.status, 200, "{role:?}");
        for path in ["/operation-logs", "/operation-logs/file"] {
            assert_eq!(browser.get(path).await.status, 403, "{role:?} {path}");
        }
        let home = browser.get("/").await;
        assert_eq!(home.count("a[href='/operation-logs']"), 0, "neither in the menu nor on the home page");
    }
    let viewer = t.signed_in_at(&company, Role::Viewer, "viewer@futaba.example.jp").await;
    assert_eq!(viewer.get("/sign-in-history").await.status, 403, "administrators only");
}

/// Rows of the operation log under a filter, on the page.
async fn shown(browser: &Browser, filter: &str) -> Vec<String> {
    let page = browser.get(&format!("/operation-logs?{filter}")).await;
    let rows = scraper::Selector::parse("main tbody tr:not(.tbl-detail)").unwrap();
    page.html().select(&rows).map(|row| row.text().collect::<Vec<_>>().join(" ")).collect()
}

/// Connections of members and administrators: sign-in and sign-out, refusals and errors. An internal error is in the
/// program's own log, under the number that the page quotes. The log of a server itself is promised by some profiles and
/// kept under none.
#[tokio::test]
async fn ms_19_sign_in_sign_out_access_and_errors_are_logged() {
    for (profile, kept) in [("managed-saas", false), ("dual-server-saas", true)] {
        let (journal, _listening) = crate::secrets::Journal::listen();
        let t = TestApp::new().await;
        let company = t.company(profile).await;
        assert_eq!(t.promises(company.id, "logs.kinds").await, kept, "{profile}");
        let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
        let email = "viewer@futaba.example.jp";
        let id = t.account(Some(company.id), Role::Viewer, email).await;
        if profile == "dual-server-saas" {
            crate::support::enrol(&t.app, &t.db, id, company.id).await;
        }
        let viewer = t.sign_in_with(t.browser().at("203.0.113.9"), email).await;
        assert_eq!(viewer.get("/members").await.status, 403);
        viewer.post("/account/prove", &[("code", "000000")]).await;
        viewer.post("/sign-out", &[]).await;
        viewer.post("/sign-in", &[("email", email), ("password", "wrong")]).await;
        for (action, outcome, part) in [
            ("sign_in", "success", "Sign in"),
            ("sign_in", "failure", "Sign in"),
            ("sign_out", "success", "Sign out"),
            ("access.denied", "denied", "Permission denied"),
            ("account.prove", "failure", "Re-authenticated"),
        ] {
            let rows = shown(&owner, &format!("actor={id}&action={action}&result={outcome}")).await;
            assert_eq!(rows.len(), 1, "{action} {outcome}: {rows:?}");
            let whole = ["小山内 のぞみ", "203.0.113.9", "Nov 22, 2026", part];
            assert!(whole.iter().all(|part| rows[0].contains(part)), "{action}: {}", rows[0]);
        }
        assert!(!shown(&owner, "action=sign_in&result=success").await.is_empty(), "administrators as well");
        are_requests_of(&journal.text(), &id.to_string());
        t.tamper("ALTER TABLE contact RENAME TO contact_away").await.unwrap();
        let failed = owner.get("/contacts").await;
        assert_eq!(failed.status, 500);
        let number = failed.header("x-request-id").to_owned();
        assert!(failed.body.contains(&number));
        let said = journal.text();
        let line = said.lines().find(|line| line.contains(&number)).unwrap();
        assert!(line.contains("ERROR") && line.contains("contact"), "{line}");
    }
}

/// Checks that the program's own log has the requests of a person who was refused a page.
fn are_requests_of(log: &str, id: &str) {
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("server::access")).collect();
    let asked = lines.iter().find(|line| line.contains(r#""path":"/members""#)).unwrap();
    for part in [id, "203.0.113.9", r#""method":"GET""#, r#""status":403"#, "2026-", "request_id"] {
        assert!(asked.contains(part), "{part}: {asked}");
    }
    let mut came =
        lines.iter().filter(|line| line.contains(r#""path":"/sign-in/verify""#) && line.contains(r#""status":303"#));
    assert!(came.any(|line| line.contains(id)), "the person who came in is named");
}

#[tokio::test]
async fn ms_20_failures_from_one_address_wait_for_the_next_minute() {
    let t = TestApp::configured(|config| config.profile = "managed-saas".into()).await;
    let most = server::profile::built_in("managed-saas").unwrap().lockout.per_address_per_minute;
    assert_eq!(most, 60);
    let (here, there) = (t.browser().at("203.0.113.5"), t.browser().at("203.0.113.6"));
    let wrong = async |browser: &Browser, n: u32| {
        let email = format!("nobody-{n}@example.jp");
        browser.post("/sign-in", &[("email", &email), ("password", "wrong")]).await
    };
    for n in 0..most {
        assert_eq!(wrong(&here, n).await.status, 422, "{n}");
    }
    let waits = wrong(&here, most).await;
    assert_eq!(waits.status, 429);
    assert!((1..=61).contains(&waits.header("retry-after").parse::<u32>().unwrap()));
    assert_eq!(wrong(&there, most).await.status, 422, "another address is unaffected");
    t.clock.advance(Duration::seconds(61));
    assert_eq!(wrong(&here, most).await.status, 422, "the next minute");
}

#[tokio::test]
async fn ms_16_ms_17_administrators_change_within_30_days_and_members_within_90() {
    let t = TestApp::new().await;
    for (role, days) in [(Role::Administrator, 30), (Role::Operator, 90)] {
        let begun = t.now();
        t.signed_in_elsewhere(role).await;
        let email = format!("{}@aoba.example.jp", role.code());
        t.clock.advance(Duration::days(days) - Duration::minutes(1));
        assert_eq!(led_to(&t.sign_in(&email).await).await, None, "{role:?}");
        t.clock.advance(Duration::minutes(1));
        assert_eq!(led_to(&t.sign_in(&email).await).await.as_deref(), Some("/account/password"), "{role:?}");
        assert_eq!(t.now() - begun, Duration::days(days));
    }
}

/// SL-20c: a lock closes sign-in by password. The pages say that passkeys still work, and known devices too if
/// outsiders caused the lock.
#[tokio::test]
async fn sl_20c_the_pages_say_that_passkeys_stay_open() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let page = owner.get("/security/profile").await.body;
    assert!(page.contains(
        "passkeys still work while locked; if attempts from unknown devices caused the lock, known devices also work"
    ));
    let page = owner.get_in("/security/profile", "ja").await.body;
    assert!(page.contains("外部からの誤りによるロックでは、ログインしたことのある端末も使えます"));
    assert!(
        owner
            .get("/account/passkeys")
            .await
            .body
            .contains("work even while your account is locked because of wrong passwords")
    );
}

/// MS-17: members sign in with a second step, like administrators (利用者のアクセス元を制限する); other documents leave it to them.
#[tokio::test]
async fn ms_17_members_are_restricted_as_administrators_are() {
    let t = TestApp::new().await;
    assert!(t.promises(t.other.id, "access.restricted").await);
    for role in [Role::Operator, Role::Viewer] {
        let email = format!("{}@aoba.example.jp", role.code());
        t.account(Some(t.other.id), role, &email).await;
        t.without_two_steps(&email).await;
        let member = t.sign_in(&email).await;
        for page in ["/", "/end-users", "/security", "/security/profile"] {
            assert_eq!(member.get(page).await.location.as_deref(), Some("/account/two-step"), "{role:?} {page}");
        }
        assert!(member.get("/account/two-step").await.status == 200);
        let free = format!("{}@takasakiya.example.jp", role.code());
        t.account(Some(t.own.id), role, &free).await;
        assert_eq!(t.sign_in(&free).await.get("/").await.status, 200, "another profile asks no member for it");
    }
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    assert!(owner.get("/security/profile").await.body.contains("MS-17"));
}

#[tokio::test]
async fn ms_17_nobody_but_the_owner_exports_under_managed_saas() {
    let t = TestApp::new().await;
    crate::people::fill(&t.app, &t.db, t.other.id, 3).await;
    let fields = [("columns", "email"), ("purpose", "照合")];
    for role in [Role::Administrator, Role::Operator, Role::Viewer] {
        let browser = t.signed_in_elsewhere(role).await;
        assert_eq!(browser.post("/exports", &fields).await.status, 403, "{role:?}");
    }
    assert_eq!(t.signed_in_elsewhere(Role::Owner).await.post("/exports", &fields).await.status, 303);
}

/// Without a consent staff can view nothing, and the attempt is logged.
#[tokio::test]
async fn ms_18_bp_15_staff_reach_no_data_of_a_company() {
    let t = TestApp::new().await;
    let staff = t.signed_in(Role::Support).await;
    let b2b = tenants::add(&t.app, "株式会社 双葉", "b2b-platform").await.unwrap();
    reach_no_data(&t, &staff, t.other.id, "株式会社 青葉商店").await;
    reach_no_data(&t, &staff, b2b, "株式会社 双葉").await;
}

async fn reach_no_data(t: &TestApp, staff: &Browser, id: Uuid, name: &str) {
    let people = crate::people::fill(&t.app, &t.db, id, 3).await;
    for path in ["/end-users", &format!("/end-users/{}", people[0].0), "/exports", "/operation-logs", "/members"] {
        let answer = staff.get(path).await;
        assert_eq!(answer.status, 403, "{path}");
        assert_eq!(t.newest_acts(server::seal::keys::PROVIDER, 1).await, ["access.denied:denied"], "{path}");
    }
    let company = staff.get(&format!("/support/tenants/{id}")).await;
    assert!(company.status == 200 && company.body.contains(name), "the contract they see");
}

/// The only way to sign in is an e-mail address of the console: no page, post or machine route connects to an external
/// account, the profile names no such method, and no other identifier of an account is accepted.
#[tokio::test]
async fn ws_1_accounts_are_opened_by_an_email_address_alone() {
    let profile = server::profile::built_in("workspace-saas").unwrap();
    assert!(!profile.accounts.external_sign_in);
    let methods: Vec<_> = profile.sign_in.methods.iter().map(|method| method.code()).collect();
    assert_eq!(methods, ["password", "two-factor"]);
    let t = TestApp::new().await;
    let company = t.company("workspace-saas").await;
    for key in ["accounts.identifier", "accounts.external_sign_in"] {
        assert!(t.promises(company.id, key).await, "{key}");
    }
    let email = "viewer@futaba.example.jp";
    let id = t.account(Some(company.id), Role::Viewer, email).await;
    let ways = t.browser().get("/sign-in").await;
    let forms = scraper::Selector::parse("form").unwrap();
    let ways: Vec<_> = ways.html().select(&forms).map(|form| form.value().attr("action").unwrap().to_owned()).collect();
    assert!(ways.iter().all(|way| ["/sign-in", "/display"].contains(&way.as_str())), "{ways:?}");
    for other in [id.to_string(), "小山内 のぞみ".into(), "viewer".into(), "https://futaba.example.jp/viewer".into()]
    {
        let answer = t.browser().post("/sign-in", &[("email", &other), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 422, "{other}");
    }
    let paths = tables::pages().map(|page| page.path).chain(tables::posts().map(|post| post.path));
    for path in paths.chain(ENDPOINTS.iter().map(|endpoint| endpoint.path)) {
        let external = ["oauth", "oidc", "saml", "callback", "link", "sso", "connect", "external"];
        assert!(!external.iter().any(|word| path.contains(word)), "{path}");
    }
    let viewer = t.sign_in(email).await;
    assert_eq!(viewer.post("/account/two-step/mail", &[]).await.status, 404, "not by mail");
    let owner = t.signed_in_at(&company, Role::Owner, "owner@futaba.example.jp").await;
    assert_eq!(owner.get(&format!("/members/{id}/certificates")).await.status, 404, "nor by a certificate");
}
