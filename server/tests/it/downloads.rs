//! Every download needs a permission of its own (MS-17), and downloads with personal details of many people need
//! step-up.

use crate::proof::{confirm, later};
use crate::support::{Answer, Browser, TestApp};
use app::permission::Role;
use app::tables;
use server::features::ENDPOINTS;

/// The end of what a page says after step-up for its file.
const FILE_NOW_END: &str = "Select the download button again.";
const ADMIN: &str = "administrator@aoba.example.jp";
const FILES: [&str; 4] =
    ["/operation-logs/file", "/sign-in-history/file", "/account/activity/file", "/account-ledger/file"];

async fn head(by: &Browser, path: &str) -> (u16, Option<String>) {
    let answer = by.client.head(format!("{}{path}", by.base)).header("accept-language", "en").send().await.unwrap();
    let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    (answer.status().as_u16(), to)
}

async fn allow(by: &Browser, id: &str, code: &str) -> Answer {
    by.post("/members/download", &[("id", id), ("download", code)]).await
}

/// Every route that sends a file needs the permission.
#[test]
fn ms_17_every_file_needs_the_right_to_download() {
    for endpoint in ENDPOINTS {
        // What announcements say is no deposited data, and their readers have it on the page.
        let is_stream = endpoint.path.ends_with("/progress") || endpoint.path.contains("announcements");
        assert_ne!(endpoint.file, is_stream, "{}", endpoint.path);
    }
    for role in [Role::Administrator, Role::Operator, Role::Viewer] {
        let both = [app::exports::api::FILES, app::exports::api::DOWNLOAD];
        assert!(both.iter().all(|right| !tables::permissions_of(role, false).has(*right)), "{role:?}");
    }
}

#[tokio::test]
async fn ms_17_the_right_to_download_is_off_at_first_and_given_to_one_person() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let admin = t.signed_in_elsewhere(Role::Administrator).await;
    let id = t.id_of(ADMIN).await.to_string();
    let page = format!("/members/{id}");
    for file in FILES {
        assert_eq!(admin.get(file).await.status, 403, "{file}");
        assert_eq!(head(&admin, file).await.0, 403, "{file}");
        assert_eq!(owner.get(file).await.status, 200, "{file}: the owner has it and gives it");
        let list = admin.get(file.trim_end_matches("/file")).await;
        assert_eq!((list.status, list.count("main a[data-file]")), (200, 0), "{file}: no button that leads nowhere");
    }
    assert_eq!(admin.post("/exports", &[("columns", "email"), ("purpose", "x")]).await.status, 403);

    assert!(owner.get(&page).await.text("section[aria-labelledby=h-facts]").unwrap().contains("Not allowed"));
    let allowed = allow(&owner, &id, "allowed").await;
    assert_eq!(allowed.location.as_deref(), Some(page.as_str()), "{}", allowed.body);
    assert_eq!(t.newest_acts(t.other.id, 1).await, ["member.download:success"]);
    assert!(owner.get("/operation-logs").await.body.contains("download permission changed"));
    for file in FILES {
        assert_eq!(admin.get(file).await.status, 200, "{file}: it counts at once");
        // The operation log is also offered without the records of the system.
        let links = if file == "/operation-logs/file" { 2 } else { 1 };
        assert_eq!(admin.get(file.trim_end_matches("/file")).await.count("main a[data-file]"), links, "{file}");
    }
    assert_eq!(allow(&owner, &id, "").await.status, 303);
    assert_eq!(admin.get(FILES[0]).await.status, 403, "and is taken at once");
    assert_eq!(t.scalar("SELECT COUNT(*) FROM account WHERE may_download").await, 0);
}

#[tokio::test]
async fn ms_17_nobody_gives_what_they_do_not_have() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await;
    let viewer = t.account(Some(t.other.id), Role::Viewer, "v@aoba.example.jp").await.to_string();
    let admin = t.signed_in_elsewhere(Role::Administrator).await;
    let own = t.id_of(ADMIN).await.to_string();
    assert_eq!(admin.get(&format!("/members/{viewer}")).await.count("form[action='/members/download']"), 0);
    assert_eq!(allow(&admin, &viewer, "allowed").await.status, 403);
    allow(&admin, &own, "allowed").await;
    assert_eq!(t.scalar("SELECT COUNT(*) FROM account WHERE may_download").await, 0);
    allow(&owner, &own, "allowed").await;
    assert_eq!(allow(&admin, &viewer, "allowed").await.status, 303, "who has it may");
    assert_eq!(t.scalar("SELECT COUNT(*) FROM account WHERE may_download").await, 2);
    assert_eq!(owner.post("/members/leave", &[("id", &viewer), ("confirmed", "yes")]).await.status, 303);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM account WHERE may_download").await, 1, "who leaves leaves it here");

    later(&t).await;
    let asked = allow(&owner, &own, "").await;
    assert_eq!((asked.status, asked.text("#h-act").as_deref()), (403, Some("File downloads")));
    assert!(asked.body.contains("Not allowed") && asked.body.contains(ADMIN), "{}", asked.body);
}

/// If the profile gives it by default, there is nothing to decide.
#[tokio::test]
async fn ms_17_where_everybody_may_there_is_nothing_to_decide() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let viewer = t.signed_in(Role::Viewer).await;
    assert_eq!(viewer.get("/account/activity/file").await.status, 200);
    let id = t.id_of("viewer@takasakiya.example.jp").await.to_string();
    assert_eq!(owner.get(&format!("/members/{id}")).await.count("form[action='/members/download']"), 0);
    allow(&owner, &id, "allowed").await;
    assert_eq!(t.newest_acts(t.own.id, 1).await, ["member.download:failure"]);
}

/// ASVS 7.5.3, S14: a log or history of everybody weighs as much as an export.
#[tokio::test]
async fn what_holds_details_of_many_wants_a_fresh_proof() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let staff = t.signed_in(Role::Support).await;
    let both = [(&owner, "/operation-logs"), (&owner, "/sign-in-history"), (&staff, "/support/logs")];
    for (by, page) in both {
        assert_eq!(by.get(&format!("{page}/file")).await.status, 200, "{page}");
    }
    later(&t).await;
    for (by, page) in both {
        let before = (t.log_len(t.own.id).await, t.log_len(server::seal::keys::PROVIDER).await);
        let file = format!("{page}/file?result=failure");
        let asked = by.get(&file).await.location.unwrap();
        let back = format!("{page}?result=failure");
        let encoded = back.replace('/', "%2F").replace('?', "%3F").replace('=', "%3D");
        assert_eq!(asked, format!("/account/prove?return_to={encoded}"));
        assert_eq!(head(by, &file).await, (303, Some(asked.clone())), "the head tells no more");
        let led = by.get(&asked).await;
        assert_eq!(led.attribute("form[action='/account/prove'] [name=return_to]", "value"), Some(back));
        let after = (t.log_len(t.own.id).await, t.log_len(server::seal::keys::PROVIDER).await);
        assert_eq!(after, before, "{page}: nothing was given out");
    }
    assert_eq!(owner.get("/account/activity/file").await.status, 200, "one's own asks for none");
    let page = "/operation-logs?result=failure";
    let asked = owner.get("/operation-logs/file?result=failure").await.location.unwrap();
    let proved = confirm(&owner, &owner.get(&asked).await, &t.code()).await;
    assert_eq!(proved.location.as_deref(), Some(page), "{}", proved.body);
    assert!(owner.get(page).await.body.contains(FILE_NOW_END), "the page says how the download goes on");
    assert_eq!(owner.get("/operation-logs/file?result=failure").await.status, 200);
}
