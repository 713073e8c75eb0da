//! An invalid filter is reported at its field: a list must not look filtered although it is not (F15).

use crate::support::TestApp;
use app::permission::Role;

#[tokio::test]
async fn unknown_values_of_filters_are_refused_at_their_fields() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    for (by, page, field, value) in [
        (&owner, "/operation-logs", "actor", "x"),
        (&owner, "/operation-logs", "action", "made.up"),
        (&owner, "/operation-logs", "result", "failur"),
        (&owner, "/operation-logs", "from", "yesterday"),
        (&owner, "/operation-logs", "system", "all"),
        (&owner, "/operation-logs", "q", &"長".repeat(201)),
        (&owner, "/sign-in-history", "actor", "x"),
        (&owner, "/sign-in-history", "result", "failur"),
        (&owner, "/account/activity", "result", "failur"),
        (&owner, "/account/activity", "action", "made.up"),
        (&owner, "/account/activity", "action", "password.change"),
        (&owner, "/operation-logs", "actor", &"長".repeat(201)),
        (&owner, "/end-users", "q", &"長".repeat(201)),
        (&owner, "/end-users", "provider", "myspace"),
        (&owner, "/end-users", "prefecture", "Atlantis"),
        (&owner, "/exports/new", "q", &"長".repeat(201)),
        (&owner, "/exports/new", "provider", "zz"),
        (&owner, "/exports/new", "prefecture", "Atlantis"),
        (&staff, "/support/logs", "q", &"長".repeat(201)),
        (&staff, "/support/logs", "action", "made.up"),
        (&staff, "/support/logs", "actor", "x"),
    ] {
        let answer = by.get(&format!("{page}?{field}={value}")).await;
        assert_eq!(answer.status, 422, "{page} {field}");
        assert!(answer.field_error(field).is_some(), "{page} {field}: {}", answer.body);
        assert_eq!(answer.count("main tbody tr"), 0, "{page} {field}");
    }
    for path in ["/operation-logs/file?actor=x", "/operation-logs/file?system=all", "/sign-in-history/file?actor=x"] {
        assert_eq!(owner.get(path).await.status, 422, "{path}");
    }
    assert_eq!(owner.get("/account/activity/file?action=made.up").await.status, 422);
    assert_eq!(owner.get("/operation-logs?action=sign_in&result=success").await.status, 200);
}

/// Folding a text takes time for each letter, and `ﷺ` becomes 18 of them, so that no search takes a longer one.
#[tokio::test]
async fn a_search_of_more_than_200_characters_is_refused_at_its_field_and_lists_nobody() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    for (by, page, listed) in [
        (&owner, "/members", "[name=id]"),
        (&staff, "/support", "[aria-labelledby=h-tenants] tbody tr"),
        (&staff, "/support/accounts", "main .panel"),
    ] {
        let long = by.get(&format!("{page}?q={}", "ﷺ".repeat(201))).await;
        assert_eq!((long.status, long.count(listed)), (422, 0), "{page}");
        assert!(long.field_error("q").is_some_and(|why| why.contains("200")), "{page}: {}", long.body);
        assert_eq!(by.get(&format!("{page}?q={}", "ﷺ".repeat(200))).await.status, 200, "{page}");
    }
    assert_eq!(owner.get(&format!("/members?q={}", "ﷺ".repeat(201))).await.count(".picks"), 0);
    assert_eq!(staff.get(&format!("/support/accounts?email={}", "x".repeat(201))).await.status, 422);
    let long = "長".repeat(201);
    let export = [("columns", "customer_id"), ("purpose", "x"), ("q", long.as_str())];
    let refused = owner.post("/exports", &export).await;
    assert_eq!((refused.status, refused.field_error("q").is_some()), (422, true), "{}", refused.body);
}

/// BP-5: customers get the sign-in history and no other log, not even their own.
#[tokio::test]
async fn bp_5_ones_own_page_shows_sign_ins_alone() {
    let t = TestApp::new().await;
    let company = t.company("b2b-platform").await;
    let viewer = t.signed_in_at(&company, Role::Viewer, "viewer@futaba.example.jp").await;
    viewer.post("/display", &[("theme", "dark")]).await;
    viewer.post("/account/prove", &[("password", "wrong")]).await;
    assert_eq!(t.newest_acts(company.id, 1).await, ["account.prove:failure"]);
    let page = viewer.get("/account/activity").await;
    assert_eq!((page.status, page.count("main tbody tr"), page.count("#action")), (200, 1, 0), "{}", page.body);
    assert!(page.body.contains("Sign in") && !page.body.contains("Proved who they are"));
    let file = viewer.get("/account/activity/file").await;
    assert_eq!((file.status, file.body.lines().count()), (200, 2), "{}", file.body);
    for asked in ["/account/activity?action=account.prove", "/account/activity/file?action=account.prove"] {
        assert_eq!(viewer.get(asked).await.status, 422, "{asked}");
    }
    let other = t.signed_in(Role::Viewer).await;
    other.post("/display", &[("theme", "dark")]).await;
    assert_eq!(other.get("/account/activity").await.count("main tbody tr"), 2, "under another profile all of it");
}

/// SL-20d: while a new password is required, only its page opens.
#[tokio::test]
async fn sl_20d_only_the_change_page_opens() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.tamper("UPDATE account SET must_change_password = TRUE").await.unwrap();
    for route in app::tables::pages().filter(|route| matches!(route.access, app::permission::Access::Needs(_))) {
        let page = owner.get(&route.path.replace("{id}", "x").replace("{person}", "x")).await;
        if route.path == "/account/password" {
            assert_eq!((page.status, page.count("nav")), (200, 0), "without the menu");
            assert_eq!(page.count("form[action='/sign-out']"), 1);
            assert_eq!(page.count("form.shell-opt[action='/display']"), 1);
        } else {
            assert_eq!(page.location.as_deref(), Some("/account/password"), "{}: {}", route.path, page.status);
        }
    }
    assert_eq!(owner.post("/display", &[("lang", "en"), ("back", "/account/password")]).await.status, 303);
    assert_eq!(owner.post("/sign-out", &[]).await.location.as_deref(), Some("/sign-in"));
}
