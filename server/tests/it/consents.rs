//! Access consent (MS-18, BP-15): staff see a company's data only while a consent is in force and only within its
//! scopes, and every view is in the company's own log.

use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use server::seal::keys::PROVIDER;

const GRANT: &[(&str, &str)] = &[("scopes", "end_users"), ("reason", "件数の調査"), ("hours", "4")];

async fn granted(owner: &Browser, fields: &[(&str, &str)]) {
    let answer = owner.post("/consents", fields).await;
    assert_eq!(answer.location.as_deref(), Some("/consents"), "{}", answer.body);
}

fn banner(page: &Answer) -> Option<String> {
    page.text(".staff-banner")
}

#[tokio::test]
async fn ms_18_staff_look_only_under_consent_and_every_look_is_recorded() {
    let t = TestApp::new().await;
    assert!(t.promises(t.other.id, "staff_access.consent_required").await);
    assert!(t.promises(t.other.id, "staff_access.recorded").await);
    let people = crate::people::fill(&t.app, &t.db, t.other.id, 3).await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    let company = format!("/support/tenants/{}", t.other.id);
    let (list, one) = (format!("{company}/end-users"), format!("{company}/end-users/{}", people[0].0));
    for path in [&list, &one] {
        assert_eq!(staff.get(path).await.status, 403, "{path}");
        assert_eq!(t.newest_acts(PROVIDER, 1).await, ["access.denied:denied"], "{path}");
    }
    granted(&owner, GRANT).await;
    assert!(staff.get(&company).await.count(&format!("a[href='{list}']")) == 1, "the way there");
    let before = t.log_len(t.other.id).await;
    let seen = staff.get(&list).await;
    assert_eq!((seen.status, seen.count("tbody tr")), (200, 3), "{}", seen.body);
    assert!(banner(&seen).unwrap().contains("青葉商店"), "staff see whose data it is");
    let seen = staff.get(&one).await;
    assert!(seen.status == 200 && seen.body.contains("This view has been recorded in the customer"), "{}", seen.body);
    assert_eq!(t.log_len(t.other.id).await, before + 2);
    assert_eq!(t.newest_acts(t.other.id, 2).await, ["staff.look:success", "staff.look:success"]);
    let told = owner.get("/operation-logs?action=staff.look").await;
    assert!(told.count("tbody tr:not(.tbl-detail)") == 2 && told.body.contains("小山内"), "who looked, at what");
    assert_eq!(owner.get("/consents").await.text("tbody .tbl-num").as_deref(), Some("2"));
    let log = format!("{company}/operation-logs");
    assert_eq!(staff.get(&log).await.status, 403, "what was not allowed stays closed");
    let foreign = format!("/support/tenants/{}/end-users", t.own.id);
    assert_eq!(staff.get(&foreign).await.status, 403, "and so do other companies");
}

#[tokio::test]
async fn bp_15_a_look_shows_on_both_sides_and_ends_by_itself() {
    let t = TestApp::new().await;
    let id = server::features::tenants::add(&t.app, "株式会社 双葉", "b2b-platform").await.unwrap();
    crate::people::fill(&t.app, &t.db, id, 1).await;
    t.account(Some(id), Role::Owner, "owner@futaba.example.jp").await;
    t.account(Some(id), Role::Viewer, "viewer@futaba.example.jp").await;
    let owner = t.sign_in("owner@futaba.example.jp").await;
    let viewer = t.sign_in("viewer@futaba.example.jp").await;
    let staff = t.signed_in(Role::Support).await;
    let list = format!("/support/tenants/{id}/end-users");
    assert_eq!(banner(&owner.get("/").await), None);
    granted(&owner, &[("scopes", "end_users"), ("reason", "調査"), ("hours", "1")]).await;
    let shown = banner(&owner.get("/").await).unwrap();
    assert!(shown.contains("11:05 JST") && shown.contains("調査"), "until when, and why: {shown}");
    let shown = banner(&viewer.get("/").await).unwrap();
    assert!(shown.contains("11:05 JST") && !shown.contains("調査"), "everybody sees it, but not why: {shown}");
    for _ in 0..2 {
        t.clock.advance(Duration::minutes(29));
        assert_eq!(staff.get(&list).await.status, 200);
        assert!(banner(&owner.get("/").await).is_some());
    }
    t.clock.advance(Duration::minutes(2));
    assert_eq!(staff.get(&list).await.status, 403);
    assert_eq!(banner(&owner.get("/").await), None);
    assert!(owner.get("/consents").await.body.contains("Expired"));
}

#[tokio::test]
async fn a_revoked_consent_counts_from_the_next_request() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    granted(&owner, &[("scopes", "end_users"), ("scopes", "operation_logs"), ("reason", "調査"), ("hours", "24")])
        .await;
    let log = format!("/support/tenants/{}/operation-logs", t.other.id);
    let seen = staff.get(&log).await;
    assert!(seen.status == 200 && seen.body.contains("Support access allowed"), "{}", seen.body);
    assert_eq!(seen.count("a[data-file]"), 0, "no file of it");
    let id = owner.get("/consents").await.attribute("[name=id]", "value").unwrap();
    assert_eq!(owner.post("/consents/end", &[("id", &id)]).await.status, 303);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["consent.end:success"]);
    assert_eq!(staff.get(&log).await.status, 403);
    assert_eq!(banner(&owner.get("/").await), None);
    owner.post("/consents/end", &[("id", &id)]).await;
    assert!(owner.get("/consents").await.body.contains("has already ended"));
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["consent.end:failure"], "nothing more was done");
}

#[tokio::test]
async fn consents_that_come_together_are_all_granted() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let answers = futures_util::future::join_all((0..6).map(|_| owner.post("/consents", GRANT))).await;
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [303; 6]);
    let page = owner.get("/consents").await;
    let id = page.attribute("[name=id]", "value").unwrap();
    for _ in 0..2 {
        owner.post("/consents/end", &[("id", &id)]).await;
    }
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["consent.end:failure"], "twice is once");
}

/// The longest duration is that of the profile.
#[tokio::test]
async fn a_consent_lasts_no_longer_than_the_profile_says() {
    let t = TestApp::new().await;
    let most = server::profile::built_in("managed-saas").unwrap().staff_access.consent_max_hours;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    assert_eq!(owner.get("/consents").await.count(&format!("option[value='{most}']")), 1);
    let more = [GRANT[0], GRANT[1], ("hours", &(most + 1).to_string())].map(|(k, v)| (k, v.to_owned()));
    let more: Vec<_> = more.iter().map(|(k, v)| (*k, v.as_str())).collect();
    assert_eq!(owner.post("/consents", &more).await.status, 422);
}

#[tokio::test]
async fn a_consent_says_what_why_and_for_how_long() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let empty = owner.post("/consents", &[("hours", "1000")]).await;
    assert_eq!(empty.status, 422);
    for part in ["Select at least one scope", "Enter a reason", "Select a duration"] {
        assert!(empty.text(".errs").unwrap().contains(part), "{part}");
    }
    assert_eq!(owner.get("/consents").await.attribute("#hours option:last-child", "value").as_deref(), Some("72"));
    let operator = t.signed_in_elsewhere(Role::Operator).await;
    assert_eq!(operator.post("/consents", GRANT).await.status, 403);
    let stranger = t.signed_in(Role::Owner).await;
    granted(&owner, GRANT).await;
    let id = owner.get("/consents").await.attribute("[name=id]", "value").unwrap();
    assert_eq!(stranger.post("/consents/end", &[("id", &id)]).await.status, 404, "another company's");
    t.clock.advance(Duration::minutes(6));
    assert_eq!(owner.post("/consents", GRANT).await.status, 403, "an act that asks once more who acts");
}

/// BP-15: least privilege. A member of staff who only works at the desk handles cases. They see no data of a company
/// even under its consent, change no profile and read no provider log.
#[tokio::test]
async fn bp_15_the_desk_has_no_more_rights_than_it_needs() {
    let t = TestApp::new().await;
    let id = server::features::tenants::add(&t.app, "株式会社 双葉", "b2b-platform").await.unwrap();
    t.account(Some(id), Role::Owner, "owner@futaba.example.jp").await;
    let owner = t.sign_in("owner@futaba.example.jp").await;
    granted(&owner, &[("scopes", "end_users"), ("reason", "調査"), ("hours", "1")]).await;
    let (desk, staff) = (t.signed_in(Role::Desk).await, t.signed_in(Role::Support).await);
    let company = format!("/support/tenants/{id}");
    for path in ["/support", "/support/cases", "/support/accounts", "/support/outbox", &company] {
        assert_eq!(desk.get(path).await.status, 200, "{path}");
    }
    for path in [&format!("{company}/end-users"), "/support/logs", "/support/profiles"] {
        assert_eq!((desk.get(path).await.status, staff.get(path).await.status), (403, 200), "{path}");
    }
    let fields = [("id", id.to_string()), ("profile", "managed-saas".into()), ("reason", "x".into())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(desk.post("/support/tenants/profile", &fields).await.status, 403);
    let (theirs, all) = (desk.get(&company).await, staff.get(&company).await);
    for part in ["section[aria-labelledby=h-change]", "a[href$='/end-users']"] {
        assert_eq!((theirs.count(part), all.count(part)), (0, 1), "{part}");
    }
    assert_eq!(theirs.count("form[action='/support/tenants/profile']"), 0);
}

#[tokio::test]
async fn s10_a_consent_that_the_database_gives_does_not_count() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    let list = format!("/support/tenants/{}/end-users", t.other.id);
    for change in ["until = '2030-01-01T00:00:00+00:00'", "scopes = 'end_users'", "ended_at = NULL"] {
        if change.starts_with("ended") {
            granted(&owner, GRANT).await;
            let id = owner.get("/consents").await.attribute("[name=id]", "value").unwrap();
            assert_eq!(owner.post("/consents/end", &[("id", &id)]).await.status, 303);
        } else {
            granted(&owner, &[("scopes", "operation_logs"), ("reason", "調査"), ("hours", "1")]).await;
        }
        t.forge(&format!("UPDATE access_consent SET {change}")).await.unwrap();
        if change.starts_with("until") {
            t.forge("UPDATE access_consent SET scopes = 'operation_logs,end_users'").await.unwrap();
        }
        assert_eq!(staff.get(&list).await.status, 403, "{change}");
        assert_eq!(t.newest_acts(PROVIDER, 1).await, ["row.forged:noticed"], "{change}");
        t.forge("DELETE FROM access_consent").await.unwrap();
    }
}

/// The banner is on pages alone, so nothing else reads the consents for it.
#[tokio::test]
async fn files_and_redirects_read_no_consents() {
    let (journal, _listening) = crate::secrets::Journal::listen();
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.forge("ALTER TABLE access_consent RENAME TO access_consent_away").await.unwrap();
    let reads = || journal.text().matches("the consents cannot be read").count();
    assert_eq!(owner.get("/operation-logs/file").await.status, 200);
    assert_eq!(owner.post("/display", &[("lang", "en"), ("back", "/members")]).await.status, 303);
    assert_eq!(reads(), 0);
    for (path, status) in [("/members", 200), ("/nothing", 404)] {
        let before = reads();
        assert_eq!((owner.get(path).await.status, reads()), (status, before + 1), "{path}");
    }
}

#[tokio::test]
async fn the_log_tells_until_when_in_the_time_of_japan() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    granted(&owner, &[("scopes", "end_users"), ("reason", "調査"), ("hours", "4")]).await;
    for (lang, until) in [("en", "Nov 22, 2026, 14:05 JST"), ("ja", "2026/11/22 14:05")] {
        let page = owner.get_in("/operation-logs?action=consent.grant", lang).await;
        let details = page.text("tr.tbl-detail").unwrap();
        assert!(details.contains(until) && !details.contains("05:05:00Z"), "{lang}: {details}");
    }
}
