//! S10: a company row forged by a person who can write to the database, but has no key, opens nothing.

use crate::cases::{PERSON, Scene, set_password};
use crate::forged::{alarms, bytes, uuid};
use crate::support::{PASSWORD, TestApp, put_back};
use crate::{invitations, profile_changes};
use app::permission::Role;
use server::base::when::day;
use server::storage::entity::tenant;
use uuid::Uuid;

const VIEWER: &str = "viewer@aoba.example.jp";

async fn row(t: &TestApp, id: Uuid) -> tenant::Model {
    crate::support::row(t, id).await
}

/// Forges the other company's row.
async fn forge(t: &TestApp, change: &str) {
    t.forge(&format!("UPDATE tenant SET {change} WHERE id = {}", uuid(t, t.other.id))).await.unwrap();
}

pub const SHUT_OUT: Option<&str> = Some("/sign-in?ended=company");

/// True if the right password opens nothing, and the page says why.
async fn is_shut_out(t: &TestApp, email: &str) -> bool {
    let page = t.browser().post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
    page.status == 422 && page.text("#errors").is_some_and(|told| told.contains("was changed outside this console"))
}

#[tokio::test]
async fn s10_a_company_that_somebody_changes_lets_nobody_in_and_is_an_alarm() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    let staff = t.signed_in(Role::Support).await;
    let neighbour = t.signed_in(Role::Owner).await;
    let was = row(&t, t.other.id).await;
    let others = bytes(&t, row(&t, t.own.id).await.mac.as_ref().unwrap());
    let page = format!("/support/tenants/{}", t.other.id);
    for change in [
        "profile = 'social-login-manager'".to_owned(),
        "profile = 'none'".to_owned(),
        "name = '株式会社 青葉商會'".to_owned(),
        "second_factor_for_all = TRUE".to_owned(),
        "networks_for = 'chosen'".to_owned(),
        "networks_for = 'nonsense'".to_owned(),
        "networks_lifted_until = '2030-01-01T00:00:00+00:00'".to_owned(),
        format!("networks_listed = {}", bytes(&t, &[7; 32])),
        "mac = NULL".to_owned(),
        format!("mac = {others}"),
    ] {
        t.clock.advance(chrono::Duration::minutes(5));
        let (staff, neighbour) = (&staff, &neighbour);
        let open = t.sign_in(VIEWER).await;
        assert!(!staff.get(&page).await.body.contains("Altered;"), "{change}");
        let before = alarms(&t).await.len();
        forge(&t, &change).await;
        let ended = open.get("/account").await;
        assert_eq!(
            ended.sends_out_to(),
            Some("/sign-in?return_to=%2Faccount&ended=company"),
            "an open session: {change}"
        );
        assert_eq!(open.get("/account").await.location.as_deref(), Some("/sign-in?return_to=%2Faccount"), "{change}");
        assert!(is_shut_out(&t, VIEWER).await, "the right password: {change}");
        assert_eq!(alarms(&t).await[before..], [("tenant".to_owned(), t.other.id.to_string())], "{change}");
        let list = staff.get("/support").await;
        assert!(list.status == 200 && list.body.contains("no one can sign in"), "{change}");
        let told = staff.get(&page).await;
        assert_eq!(told.status, 200, "{change}");
        assert!(told.text(".notice--danger").unwrap().contains("members can't sign in"), "{change}");
        assert_eq!(neighbour.get("/").await.status, 200, "nobody else is touched");
        put_back(&t, &was).await;
    }
    t.sign_in(VIEWER).await;
}

#[tokio::test]
async fn s10_who_knows_the_password_is_told_that_the_company_was_altered_and_nobody_else_is() {
    const WRONG: &str = "wet lattice 7";
    let t = TestApp::configured(|config| config.support_address = Some("help@sekisho.example".into())).await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let id = uuid(&t, t.account(Some(t.other.id), Role::Viewer, VIEWER).await);
    let counted = async || {
        let sum = "failed_attempts + unseen_failed + attempts_open + unseen_open";
        t.scalar(&format!("SELECT CAST({sum} AS BIGINT) FROM account WHERE id = {id}")).await
    };
    let refused = async |email: &str, password: &str| {
        let answer = t.browser().post("/sign-in", &[("email", email), ("password", password)]).await;
        (answer.status, answer.text(".errs"), answer.location)
    };
    let was = row(&t, t.other.id).await;
    forge(&t, "profile = 'social-login-manager'").await;
    assert_eq!(refused(VIEWER, WRONG).await, refused("nobody@aoba.example.jp", WRONG).await);
    assert_eq!((refused(VIEWER, WRONG).await.0, counted().await), (422, 2), "guesses count as ever");
    t.clock.advance(chrono::Duration::minutes(5));
    for _ in 0..12 {
        assert!(is_shut_out(&t, VIEWER).await);
        assert_eq!(counted().await, 0, "the right password is no failure");
    }
    assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["sign_in:failure"]);
    let ended = owner.get("/").await;
    assert_eq!(ended.sends_out_to(), SHUT_OUT, "her own session");
    let told = owner.get(&ended.location.unwrap()).await.text(".notice--danger").unwrap();
    assert!(told.contains("was changed outside this console") && told.contains("help@sekisho.example"), "{told}");
    put_back(&t, &was).await;
    let owner = t.sign_in("owner@aoba.example.jp").await;
    for (lang, reason) in
        [("en", "Company data altered outside the console"), ("ja", "契約企業のデータが外部から改ざん")]
    {
        let history = owner.get_in("/sign-in-history", lang).await.body;
        assert!(history.contains(reason), "{lang}: {history}");
    }
}

#[tokio::test]
async fn s10_a_session_that_is_over_says_so_whatever_became_of_the_company() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    let first = t.sign_in(VIEWER).await;
    t.clock.advance(chrono::Duration::minutes(1));
    let second = t.sign_in(VIEWER).await;
    assert_eq!(second.post("/account/sessions/end-others", &[]).await.status, 303);
    forge(&t, "profile = 'workspace-saas'").await;
    assert_eq!(first.get("/").await.sends_out_to(), Some("/sign-in?ended=1"));
    let out = second.post("/sign-out", &[]).await;
    assert_eq!(out.sends_out_to(), SHUT_OUT, "who signs out is told as well");
}

#[tokio::test]
async fn s10_staff_see_which_companies_are_altered_and_what_their_rows_say_is_not_told_as_fact() {
    const IN_EN: &str = "“株式会社 青葉商店” (the name in an altered record)";
    const IN_JA: &str = "「株式会社 青葉商店」（改ざんされた記録にある名称）";
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    crate::networks::limited(&t).await;
    let staff = t.signed_in(Role::Support).await;
    let page = format!("/support/tenants/{}", t.other.id);
    let link = format!(".notice--danger a[href='{page}']");
    assert_eq!(staff.get("/support").await.count(&link), 0);
    forge(&t, "profile = 'social-login-manager', networks_for = 'everyone'").await;
    let forged = &server::profile::built_in("social-login-manager").unwrap().title;
    for (lang, named, forged, operator, limits, unknown) in [
        ("en", IN_EN, &forged.en, "the operator of this console", "All members", "Unknown (record altered)"),
        ("ja", IN_JA, &forged.ja, "このコンソールの運用担当者", "すべてのメンバー", "不明（記録が改ざんされています）"),
    ] {
        let home = staff.get_in("/support", lang).await;
        assert_eq!(home.count(&link), 1, "{lang}: {}", home.body);
        let rows = crate::sessions::rows(&home);
        let shown = rows.iter().find(|row| row.contains("青葉")).unwrap();
        assert!(shown.contains(unknown) && !shown.contains(forged.as_str()), "{lang}: {shown}");
        assert!(shown.contains(named) && !shown.contains("2026"), "{lang}: neither name nor date as a fact: {shown}");
        let one = staff.get_in(&page, lang).await;
        for told in [&home, &one] {
            let told = told.text(".notice--danger").unwrap();
            assert!(told.contains(operator) && told.contains("sekisho log verify"), "{lang}: {told}");
        }
        let facts = one.text("section[aria-labelledby=h-facts]").unwrap();
        assert!(facts.contains(unknown) && !facts.contains(forged.as_str()), "{lang}: {facts}");
        assert!(facts.contains(&t.other.id.to_string()), "as `sekisho log verify` names it: {facts}");
        let lift = one.text("section[aria-labelledby=h-lift]").unwrap();
        assert!(lift.contains(unknown) && !lift.contains(limits), "{lang}: {lift}");
        for path in ["/support/cases", "/support/logs", "/support"] {
            assert_eq!(one.count(&format!("section[aria-labelledby=h-works] a[href='{path}']")), 1, "{path}");
        }
    }
}

#[tokio::test]
async fn s10_a_forged_profile_loosens_nothing_that_staff_are_held_to() {
    const STAFF: &str = "support@sekisho.example";
    let t = TestApp::new().await;
    t.account(None, Role::Support, STAFF).await;
    let ciphers = async || t.app.staff_rules(&t.db).await.unwrap().profile.tls.ciphers.clone();
    let before = ciphers().await;
    t.clock.advance(chrono::Duration::days(31));
    for change in ["profile = 'social-login-manager'", "profile = 'none'"] {
        forge(&t, change).await;
        let staff = t.sign_in(STAFF).await;
        assert_eq!(staff.get("/support").await.location.as_deref(), Some("/account/password"), "{change}");
        let until = format!("valid until {}", day(t.now() + chrono::Duration::days(30)).en);
        let page = staff.get("/account/password").await.body;
        assert!(page.contains(&until), "{change}: {page}");
        assert!(ciphers().await.iter().all(|cipher| before.contains(cipher)), "{change}");
        t.clock.advance(chrono::Duration::minutes(5));
    }
    let told = ("tenant".to_owned(), t.other.id.to_string());
    assert_eq!(alarms(&t).await, [told.clone(), told]);
    t.tamper("UPDATE tenant SET profile = 'social-login-manager'").await.unwrap();
    let staff = t.sign_in(STAFF).await;
    assert_eq!(staff.get("/support").await.status, 200, "90 days, where the program has changed it");
}

#[tokio::test]
async fn s10_one_forged_profile_among_several_loosens_nothing_and_is_found_soon() {
    const STAFF: &str = "support@sekisho.example";
    let t = TestApp::new().await;
    t.company("managed-saas").await;
    t.account(None, Role::Support, STAFF).await;
    t.clock.advance(chrono::Duration::days(31));
    let goes_to = async || t.sign_in(STAFF).await.get("/support").await.location;
    let change = Some("/account/password".to_owned());
    assert_eq!(goes_to().await, change, "30 days");
    forge(&t, "profile = 'social-login-manager'").await;
    assert_eq!(goes_to().await, change, "another company is under that profile");
    t.clock.advance(chrono::Duration::seconds(11));
    assert_eq!(goes_to().await, change);
    assert_eq!(alarms(&t).await, [("tenant".to_owned(), t.other.id.to_string())]);
}

#[tokio::test]
async fn s10_figures_of_a_company_are_no_matter_of_its_signature() {
    let t = TestApp::new().await;
    let viewer = t.signed_in_elsewhere(Role::Viewer).await;
    forge(&t, "end_users = 12345, looked_at_until = NULL").await;
    assert_eq!(viewer.get("/").await.status, 200);
    assert_eq!(alarms(&t).await.len(), 0);
}

#[tokio::test]
async fn s10_nobody_half_way_or_with_a_link_comes_into_a_forged_company() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    invitations::invite(&owner, "new@aoba.example.jp", "viewer").await;
    server::outbox::work(&t.app).await.unwrap();
    let path = t.link_in_mail("new@aoba.example.jp");
    let half = t.browser();
    t.clock.advance(chrono::Duration::minutes(1));
    let first = half.post("/sign-in", &[("email", "owner@aoba.example.jp"), ("password", PASSWORD)]).await;
    assert_eq!(first.location.as_deref(), Some("/sign-in/verify"));
    let was = row(&t, t.other.id).await;
    forge(&t, "profile = 'social-login-manager'").await;
    assert_eq!(half.post("/sign-in/verify", &[("code", &t.code())]).await.sends_out_to(), SHUT_OUT);
    let invited = t.browser();
    invited.get(&path).await;
    assert_eq!(invited.get("/join").await.status, 410);
    assert_eq!(invited.post("/join", &[("new", PASSWORD), ("again", PASSWORD)]).await.status, 410);
    put_back(&t, &was).await;
    assert_eq!(invited.get("/join").await.status, 200, "the link is not used up");
}

#[tokio::test]
async fn s10_staff_act_on_no_forged_company() {
    let t = TestApp::new().await;
    let (first, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    t.account(None, Role::Support, "second@sekisho.example").await;
    let second = t.sign_in("second@sekisho.example").await;
    assert_eq!(profile_changes::ask(&first, &company, "b2b-platform").await.status, 303);
    let change = profile_changes::waiting(&first, &company).await;
    forge(&t, "networks_for = 'everyone'").await;
    let fields = [("id", company.as_str()), ("change", change.as_str())];
    let refused = second.post("/support/tenants/profile/approve", &fields).await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("was altered outside the console"), "{}", refused.body);
    assert_eq!(row(&t, t.other.id).await.profile, "managed-saas");
    assert!(row(&t, t.other.id).await.mac.is_some());
    let lift = [("id", company.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    assert_eq!(first.post("/support/tenants/lift", &lift).await.status, 409);
    profile_changes::decide(&second, "cancel", &company, &change).await;
    assert_eq!(t.acts_but_alarms(t.other.id, 1).await, ["profile.cancel:success"], "what waits can be ended");
}

#[tokio::test]
async fn s10_nobodys_password_is_reset_in_a_forged_company() {
    let s = Scene::new().await;
    let forged = format!("UPDATE tenant SET profile = 'managed-saas' WHERE id = {}", uuid(&s.t, s.t.own.id));
    let was = row(&s.t, s.t.own.id).await;
    let path = s.approved().await;
    s.t.forge(&forged).await.unwrap();
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 410);
    assert_eq!(s.step(&s.second, "/support/cases/send-again").await.status, 303);
    assert_eq!(s.t.acts_but_alarms(s.t.own.id, 1).await, ["case.send_again:failure"]);
    put_back(&s.t, &was).await;
    assert_eq!(set_password(&s.t.browser(), &path).await.status, 303, "the link is not used up");
    assert_eq!(s.state().await, "done");
    s.t.forge(&forged).await.unwrap();
    let page = s.first.get(&format!("/support/accounts?email={PERSON}")).await;
    assert!(page.status == 200 && !page.body.contains("Suspended"), "the person is untouched: {}", page.body);
    assert!(page.body.contains("Company altered") && page.body.contains("The customer's data was altered"));
    let page = s.first.get_in(&format!("/support/accounts?email={PERSON}"), "ja").await;
    assert!(page.body.contains("契約企業の改ざん") && !page.body.contains("利用停止"), "{}", page.body);
}

#[tokio::test]
async fn s10_staff_look_at_nothing_of_a_forged_company() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    let grant = [("scopes", "operation_logs"), ("reason", "調査"), ("hours", "4")];
    assert_eq!(owner.post("/consents", &grant).await.status, 303);
    let log = format!("/support/tenants/{}/operation-logs", t.other.id);
    assert_eq!(staff.get(&log).await.status, 200);
    forge(&t, "profile = 'workspace-saas'").await;
    let refused = staff.get(&log).await;
    assert!(refused.status == 409 && refused.body.contains("can run sekisho log verify"), "{}", refused.body);
}

/// Removes the companies' signatures and lists, as in a database from before there were any.
async fn unsign(t: &TestApp) {
    t.forge("UPDATE tenant SET mac = NULL, networks_listed = NULL").await.unwrap();
    t.forge("UPDATE network SET mac = NULL").await.unwrap();
}

/// A company with an office, from before companies were signed, when accounts already were.
async fn of_before(t: &TestApp) {
    crate::networks::limited(t).await;
    unsign(t).await;
    let mark = t.dir.path().join("signed-rows");
    let first = std::fs::read_to_string(&mark).unwrap().lines().next().unwrap().to_owned();
    std::fs::write(&mark, first).unwrap();
}

#[tokio::test]
async fn s10_companies_from_before_are_signed_once_and_never_again() {
    let t = TestApp::new().await;
    of_before(&t).await;
    let start = async || server::cli::upgrade::run(&t.app).await;
    let acts = async || t.newest_acts(server::seal::keys::PROVIDER, 2).await;
    start().await.unwrap();
    assert_eq!(acts().await, ["rows.sign:success", "rows.sign:success"], "of the accounts it was not told yet");
    let owner = t.sign_in_with(t.browser().at("203.0.113.7"), "owner@aoba.example.jp").await.at("203.0.113.9");
    assert_eq!(owner.get("/").await.status, 200);
    assert_eq!(owner.at("192.0.2.9").get("/").await.status, 403, "as it was listed");
    let before = t.log_len(server::seal::keys::PROVIDER).await;
    start().await.unwrap();
    assert_eq!(t.log_len(server::seal::keys::PROVIDER).await, before);
    // A single unsigned company is not a first start. Nor are all of them, while the file or the log says otherwise.
    forge(&t, "mac = NULL").await;
    start().await.unwrap();
    assert!(row(&t, t.other.id).await.mac.is_none());
    unsign(&t).await;
    let mark = t.dir.path().join("signed-rows");
    for there in [true, false] {
        let refused = start().await.unwrap_err().to_string();
        assert!(refused.contains("companies") && refused.ends_with("signed-rows"), "{there}: {refused}");
        assert_eq!(t.scalar("SELECT count(*) FROM tenant WHERE mac IS NOT NULL").await, 0);
        let _ = std::fs::remove_file(&mark);
    }
}

#[tokio::test]
async fn s10_the_mark_alone_keeps_companies_from_being_signed_again() {
    let t = TestApp::new().await;
    unsign(&t).await;
    let refused = server::cli::upgrade::run(&t.app).await.unwrap_err().to_string();
    assert!(refused.ends_with("signed-rows"), "a new database is marked before there is any company: {refused}");
    assert_eq!(t.scalar("SELECT count(*) FROM tenant WHERE mac IS NOT NULL").await, 0);
}
