//! Network limits: the company's networks, a person's networks, the dry run, the guard against locking oneself out, and
//! lifting by support (MS-16, MS-17).

use crate::support::{Browser, PASSWORD, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::seal::keys::PROVIDER;

const OFFICE: &str = "203.0.113.7";
const HOME: &str = "192.0.2.9";
const OWNER: &str = "owner@aoba.example.jp";

/// A company with its office listed and limits for everybody, seen by its owner from the office.
pub async fn limited(t: &TestApp) -> Browser {
    let owner = t.signed_in_elsewhere(Role::Owner).await.at(OFFICE);
    let added = owner.post("/security/networks/add", &[("network", "203.0.113.0/24"), ("note", "本社")]).await;
    assert_eq!(added.location.as_deref(), Some("/security/networks"), "{}", added.body);
    let on = owner.post("/security/networks", &[("scope", "everyone")]).await;
    assert_eq!(on.location.as_deref(), Some("/security/networks"), "{}", on.body);
    owner
}

#[tokio::test]
async fn ms_16_people_come_from_the_networks_that_are_allowed() {
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    assert_eq!(owner.get("/").await.status, 200);
    let away = owner.at(HOME).get("/members").await;
    assert_eq!(away.status, 403);
    assert!(away.body.contains("Access from this network isn't allowed") && away.body.contains(HOME), "{}", away.body);
    assert_eq!(away.count("nav a[href='/members']"), 0, "no menu");
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["access.denied:denied"]);
    assert_eq!(owner.get("/").await.status, 200, "the session goes on where it may");
    assert_eq!(owner.at(HOME).post("/sign-out", &[]).await.status, 303, "signing out is always possible");
}

#[tokio::test]
async fn ms_16_who_signs_in_elsewhere_is_told_and_stays_outside() {
    let t = TestApp::new().await;
    limited(&t).await;
    let browser = t.browser().at(HOME);
    t.codes_again().await;
    let half = browser.post("/sign-in", &[("email", OWNER), ("password", PASSWORD)]).await;
    assert_eq!(half.location.as_deref(), Some("/sign-in/verify"), "before both steps nothing is told");
    let answer = browser.post("/sign-in/verify", &[("code", &t.code())]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in"));
    let told = browser.get("/sign-in").await.text(".flash").unwrap();
    assert!(told.contains(HOME) && told.contains("sign in from this network"), "{told}");
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["sign_in:failure"]);
    assert_eq!(browser.get("/").await.status, 303);
    t.sign_in_with(t.browser().at(OFFICE), OWNER).await;
}

#[tokio::test]
async fn ms_17_one_persons_networks_count_instead() {
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    let id = t.account(Some(t.other.id), Role::Viewer, "v@aoba.example.jp").await;
    let path = format!("/members/{id}/networks");
    let viewer = t.sign_in_with(t.browser().at(OFFICE), "v@aoba.example.jp").await;
    let fields = [("id", id.to_string()), ("network", "２００１:db8::5".to_owned()), ("note", "在宅".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    assert_eq!(owner.post("/members/networks/add", &fields).await.location.as_deref(), Some(path.as_str()));
    assert_eq!(owner.get(&path).await.text("tbody code").as_deref(), Some("2001:db8::5/128"));
    assert_eq!(viewer.get("/").await.status, 403, "the office is not for them any more");
    assert_eq!(viewer.at("2001:db8::5").get("/").await.status, 200);
    assert_eq!(owner.get("/").await.status, 200, "nobody else is touched");
}

#[tokio::test]
async fn the_dry_run_tells_who_would_have_been_refused() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await.at(OFFICE);
    t.account(Some(t.other.id), Role::Viewer, "v@aoba.example.jp").await;
    t.account(Some(t.other.id), Role::Operator, "gone@aoba.example.jp").await;
    for (email, ip) in [("v@aoba.example.jp", HOME), ("v@aoba.example.jp", OFFICE), ("v@aoba.example.jp", HOME)] {
        t.sign_in_with(t.browser().at(ip), email).await;
    }
    owner.post("/security/networks/add", &[("network", OFFICE)]).await;
    let page = owner.post("/security/networks/try", &[("scope", "everyone")]).await;
    assert_eq!(page.status, 200);
    let panel = page.text("section[aria-labelledby=h-effect]").unwrap();
    assert!(panel.contains("v@aoba") && panel.contains(HOME), "{panel}");
    // The owner signed in on the machine itself, before going to the office.
    let rows = page.count("section[aria-labelledby=h-effect] tbody tr");
    assert_eq!(rows, 2, "{panel}");
    let administrators = owner.post("/security/networks/try", &[("scope", "administrators")]).await;
    assert_eq!(administrators.count("section[aria-labelledby=h-effect] tbody tr"), 1);
    assert_eq!(owner.get("/security/networks").await.count("section[aria-labelledby=h-effect]"), 0);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM tenant WHERE networks_for <> ''").await, 0, "looking changes nothing");
    t.clock.advance(Duration::days(29));
    let owner = t.sign_in_with(t.browser().at(OFFICE), OWNER).await;
    let panel = async || {
        owner
            .post("/security/networks/try", &[("scope", "everyone")])
            .await
            .count("section[aria-labelledby=h-effect] tbody tr")
    };
    assert_eq!(panel().await, 2);
    t.tamper("UPDATE account SET status = 'left' WHERE role = 'viewer'").await.unwrap();
    assert_eq!(panel().await, 1, "who has left is not counted");
}

#[tokio::test]
async fn nobody_locks_themselves_out() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await.at(OFFICE);
    let refused = owner.post("/security/networks", &[("scope", "everyone")]).await;
    assert!(refused.field_error("scope").unwrap().contains("The allowlist is empty"));
    owner.post("/security/networks/add", &[("network", "198.51.100.0/24")]).await;
    // Networks are listed in the order of adding.
    t.clock.advance(Duration::seconds(1));
    let preview = owner.post("/security/networks/try", &[("scope", "everyone")]).await;
    assert!(preview.body.contains("would block you"), "{}", preview.body);
    assert_eq!(preview.count("section[aria-labelledby=h-effect] form"), 0, "nothing to press");
    let refused = owner.post("/security/networks", &[("scope", "everyone")]).await;
    assert!(refused.field_error("scope").unwrap().contains(OFFICE));
    assert_eq!(t.scalar("SELECT COUNT(*) FROM tenant WHERE networks_for <> ''").await, 0);

    owner.post("/security/networks/add", &[("network", OFFICE)]).await;
    assert_eq!(owner.post("/security/networks", &[("scope", "everyone")]).await.status, 303);
    let page = owner.get("/security/networks").await;
    let remove = page.attribute("tbody tr:nth-child(2) a", "href").unwrap();
    assert!(owner.get(&remove).await.body.contains("would block you"));
    let id = remove.split("without=").nth(1).unwrap();
    assert_eq!(owner.post("/security/networks/remove", &[("network", id)]).await.status, 422);
    let other = page.attribute("tbody tr:nth-child(1) a", "href").unwrap();
    let id = other.split("without=").nth(1).unwrap();
    assert_eq!(owner.post("/security/networks/remove", &[("network", id)]).await.status, 303);
    assert_eq!(owner.get("/security/networks").await.count("tbody tr"), 1);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["network.remove:success"]);
}

#[tokio::test]
async fn networks_are_checked_where_they_enter() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await.at(OFFICE);
    for (typed, part) in [
        ("", "Enter an IP address"),
        ("office", "valid IP address or range"),
        ("203.0.113.300", "valid IP address or range"),
        ("0.0.0.0/0", "too wide"),
        ("::/0", "too wide"),
    ] {
        let answer = owner.post("/security/networks/add", &[("network", typed), ("note", "本社")]).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(answer.field_error("network").unwrap().contains(part), "{typed}");
        assert_eq!(answer.attribute("#note", "value").as_deref(), Some("本社"), "what was typed stays");
    }
    assert_eq!(owner.post("/security/networks/add", &[("network", "203.0.113.9/24")]).await.status, 303);
    let again = owner.post("/security/networks/add", &[("network", "203.0.113.0/24")]).await;
    assert!(again.field_error("network").unwrap().contains("already been added"), "host bits make no other network");
    assert_eq!(owner.post("/security/networks/try", &[("scope", "nonsense")]).await.status, 422);
    assert_eq!(owner.get("/security/networks?without=nonsense").await.status, 404);
}

#[tokio::test]
async fn only_owners_change_from_where_an_owner_comes() {
    let t = TestApp::new().await;
    let owner = t.account(Some(t.other.id), Role::Owner, "o@aoba.example.jp").await.to_string();
    let administrator = t.signed_in_elsewhere(Role::Administrator).await;
    let fields = [("id", owner.as_str()), ("network", OFFICE)];
    assert_eq!(administrator.post("/members/networks/add", &fields).await.status, 422);
    let page = administrator.get(&format!("/members/{owner}/networks")).await;
    assert_eq!((page.status, page.count("form[action='/members/networks/add']")), (200, 0));
    let stranger = t.signed_in(Role::Owner).await;
    assert_eq!(stranger.get(&format!("/members/{owner}/networks")).await.status, 404);
    assert_eq!(stranger.post("/members/networks/add", &fields).await.status, 404);
}

/// An old identity check proves nothing today.
#[tokio::test]
async fn an_old_request_to_lift_the_limits_cannot_be_approved() {
    let t = TestApp::new().await;
    limited(&t).await;
    let first = t.signed_in(Role::Support).await;
    let tenant = t.other.id.to_string();
    let fields = [("id", tenant.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    first.post("/support/tenants/lift", &fields).await;
    first.post("/support/tenants/lift", &fields).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["network.lift_ask:failure"], "one at a time");
    let page = first.get(&format!("/support/tenants/{tenant}")).await;
    let lift = page.attribute("form[action='/support/tenants/lift/cancel'] [name=lift]", "value").unwrap();
    t.clock.advance(Duration::hours(4));
    t.account(None, Role::Support, "second@sekisho.example").await;
    let second = t.sign_in("second@sekisho.example").await;
    second.post("/support/tenants/lift/approve", &[("lift", &lift)]).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["network.lift:failure"]);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM tenant WHERE networks_lifted_until IS NOT NULL").await, 0);
    second.post("/support/tenants/lift", &fields).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["network.lift_ask:success"], "asked for again");
}

#[tokio::test]
async fn two_members_of_staff_lift_the_limits_for_some_hours() {
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    let first = t.signed_in(Role::Support).await;
    t.account(None, Role::Support, "second@sekisho.example").await;
    let second = t.sign_in("second@sekisho.example").await;
    let tenant = t.other.id.to_string();
    let page = format!("/support/tenants/{tenant}");
    let incomplete = first.post("/support/tenants/lift", &[("id", &tenant)]).await;
    assert_eq!(incomplete.status, 422);
    assert!(incomplete.field_error("evidence").is_some() && incomplete.field_error("why").is_some());
    let leads_away = [("id", tenant.as_str()), ("evidence", "contract"), ("why", "確認は\nhttps://evil.example/login")];
    let refused = first.post("/support/tenants/lift", &leads_away).await;
    assert!(refused.field_error("why").unwrap().contains("URLs aren't allowed"), "it is mailed to administrators");
    let called = [("id", tenant.as_str()), ("evidence", "call-back"), ("why", "回線を切り替えた")];
    let refused = first.post("/support/tenants/lift", &called).await;
    assert!(refused.field_error("evidence").unwrap().contains("no phone number on file"));
    let fields = [("id", tenant.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    assert_eq!(first.post("/support/tenants/lift", &fields).await.location.as_deref(), Some(page.as_str()));
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["network.lift_ask:success"], "in the company's own log");
    server::outbox::work(&t.app).await.unwrap();
    assert!(t.newest_mail(OWNER).contains("temporarily") || t.newest_mail(OWNER).contains("一時的に"));

    let seen = first.get(&page).await;
    assert_eq!(seen.count("form[action='/support/tenants/lift/approve']"), 0, "never the one who asked");
    let lift = seen.attribute("form[action='/support/tenants/lift/cancel'] [name=lift]", "value").unwrap();
    let one = [("lift", lift.as_str())];
    assert_eq!(first.post("/support/tenants/lift/approve", &one).await.status, 303);
    assert_eq!(owner.at(HOME).get("/").await.status, 403, "nothing is lifted");
    assert_eq!(second.post("/support/tenants/lift/approve", &one).await.status, 303);
    assert_eq!(owner.at(HOME).get("/").await.status, 200);
    assert!(owner.at(HOME).get("/security/networks").await.text(".notice--warn").unwrap().contains("14:05 JST"));
    assert!(first.get(&page).await.body.contains("Lifted until"));
    second.post("/support/tenants/lift/approve", &one).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["network.lift:failure"], "once");

    assert_eq!(owner.post("/security/networks/resume", &[]).await.status, 303);
    assert_eq!(owner.at(HOME).get("/").await.status, 403, "the company ends it itself");
}

#[tokio::test]
async fn a_person_who_is_in_by_a_lift_alone_cannot_end_it() {
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    let until = t.now() + Duration::hours(4);
    t.tamper(&format!("UPDATE tenant SET networks_lifted_until = '{}'", until.to_rfc3339())).await.unwrap();
    let away = owner.at(HOME);
    assert_eq!(away.post("/security/networks/resume", &[]).await.status, 303);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["network.lift_end:failure"]);
    let told = away.get("/security/networks").await;
    assert!(told.status == 200 && told.text(".flash").unwrap().contains(HOME), "they are told, and still inside");
    away.post("/security/networks/add", &[("network", HOME)]).await;
    away.post("/security/networks/resume", &[]).await;
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["network.lift_end:success"]);
    assert_eq!(away.get("/").await.status, 200, "the rule is mended");
}

#[tokio::test]
async fn nobody_below_an_owner_keeps_an_owner_out() {
    let t = TestApp::new().await;
    t.account(Some(t.other.id), Role::Owner, OWNER).await;
    t.sign_in_with(t.browser().at(HOME), OWNER).await;
    let administrator = t.signed_in_elsewhere(Role::Administrator).await.at(OFFICE);
    administrator.post("/security/networks/add", &[("network", OFFICE)]).await;
    let preview = administrator.post("/security/networks/try", &[("scope", "everyone")]).await;
    assert!(preview.body.contains("would block an owner (小山内 のぞみ)"), "{}", preview.body);
    assert_eq!(preview.count("section[aria-labelledby=h-effect] form"), 0, "nothing to press");
    let refused = administrator.post("/security/networks", &[("scope", "everyone")]).await;
    assert!(refused.field_error("scope").unwrap().contains(HOME));
    assert_eq!(t.scalar("SELECT COUNT(*) FROM tenant WHERE networks_for <> ''").await, 0);
    // Networks are listed in the order of adding.
    t.clock.advance(Duration::seconds(1));
    administrator.post("/security/networks/add", &[("network", HOME)]).await;
    assert_eq!(administrator.post("/security/networks", &[("scope", "everyone")]).await.status, 303);
    let page = administrator.get("/security/networks").await;
    let selector = scraper::Selector::parse("tbody a").unwrap();
    let html = page.html();
    let removes: Vec<_> = html.select(&selector).filter_map(|a| a.value().attr("href")).collect();
    let statuses = async |href: &str| {
        let id = href.split("without=").nth(1).unwrap().to_owned();
        administrator.post("/security/networks/remove", &[("network", &id)]).await.status
    };
    for href in removes {
        assert_eq!(statuses(href).await, 422, "their own place and the owner's stay");
    }
    let owner = t.sign_in_with(t.browser().at(HOME), OWNER).await;
    let office = page.attribute("tbody tr:first-child a", "href").unwrap();
    let id = office.split("without=").nth(1).unwrap();
    assert_eq!(owner.post("/security/networks/remove", &[("network", id)]).await.status, 303, "an owner decides");
}

#[tokio::test]
async fn lifted_limits_come_back_by_themselves() {
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    let until = t.now() + Duration::minutes(20);
    let sql = format!("UPDATE tenant SET networks_lifted_until = '{}'", until.to_rfc3339());
    t.tamper(&sql).await.unwrap();
    t.clock.advance(Duration::minutes(19));
    assert_eq!(owner.at(HOME).get("/").await.status, 200);
    t.clock.advance(Duration::minutes(1));
    assert_eq!(owner.at(HOME).get("/").await.status, 403);
}

#[tokio::test]
async fn staff_come_from_the_networks_of_the_configuration() {
    let t = TestApp::configured(|config| config.support_networks = vec!["203.0.113.0/24".parse().unwrap()]).await;
    t.account(None, Role::Support, "s@sekisho.example").await;
    let staff = t.sign_in_with(t.browser().at(OFFICE), "s@sekisho.example").await;
    assert_eq!(staff.get("/support").await.status, 200);
    assert_eq!(staff.at(HOME).get("/support").await.status, 403);
    assert_eq!(t.newest_acts(PROVIDER, 1).await, ["access.denied:denied"]);
    let owner = t.signed_in(Role::Owner).await;
    assert_eq!(owner.at(HOME).get("/").await.status, 200, "companies are not touched");
}

#[tokio::test]
async fn a_spoofed_forwarding_header_moves_nobody() {
    let t = TestApp::configured(|config| {
        config.trusted_proxies = vec!["198.51.100.1".parse::<std::net::IpAddr>().unwrap().into()];
    })
    .await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    owner.post("/security/networks/add", &[("network", "127.0.0.1")]).await;
    assert_eq!(owner.at(OFFICE).post("/security/networks", &[("scope", "everyone")]).await.status, 303);
    assert_eq!(owner.at(HOME).get("/").await.status, 200, "the address is the connection's own");
    t.tamper("UPDATE network SET cidr = '203.0.113.0/24'").await.unwrap();
    assert_eq!(owner.at(OFFICE).get("/").await.status, 403, "an invented one opens nothing");
}
