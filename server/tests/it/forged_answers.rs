//! S10: what people and operators read where an altered row is in the way: what is true, and what they can do.

use crate::exports::{bytes, id, started, work};
use crate::forged::uuid;
use crate::sessions::rows;
use crate::support::{Browser, TestApp, only};
use app::permission::Role;
use server::features::tenants;
use server::storage::entity::contact;

const VIEWER: &str = "viewer@takasakiya.example.jp";
const DESK: &str = "desk@sekisho.example";
const SAYS: &str = "至急 0120-000-000 に電話";
const UNTRUE: &str = "can't be shown or changed";

/// A finished export whose row has a made-up file name, its owner, and its address.
async fn with_altered_export() -> (TestApp, Browser, String) {
    let t = TestApp::new().await;
    let (owner, path) = started(&t, 3).await;
    work(&t, &owner, &path).await;
    let at = uuid(&t, id(&path).parse().unwrap());
    t.forge(&format!("UPDATE export SET file_name = '{SAYS}' WHERE id = {at}")).await.unwrap();
    (t, owner, path)
}

#[tokio::test]
async fn s10_the_proof_for_an_altered_export_quotes_its_name() {
    let (t, owner, path) = with_altered_export().await;
    crate::proof::later(&t).await;
    let asked = owner.post("/exports/remove", &[("id", id(&path))]).await;
    assert_eq!(asked.status, 403, "{}", asked.body);
    let said = asked.text("main").unwrap();
    assert!(said.contains(&format!("“{SAYS}” (the name in an altered record)")), "{said}");
    assert!(!said.contains("File name") && !said.contains(id(&path)), "{said}");
}

#[tokio::test]
async fn s10_the_files_of_an_altered_export_are_called_altered() {
    let (t, owner, path) = with_altered_export().await;
    let at = uuid(&t, id(&path).parse().unwrap());
    for change in ["state = 'nonsense'", "expires_at = NULL", "state = 'expired'"] {
        t.forge(&format!("UPDATE export SET {change} WHERE id = {at}")).await.unwrap();
        for part in ["file", "manifest"] {
            let address = format!("{path}/{part}");
            assert_eq!(bytes(&owner, &address, &[]).await.0, 409, "{change}: {part}");
            let refused = owner.get(&address).await;
            assert_eq!(refused.count(&format!("main a[href='{path}']")), 1, "{change}: {part}: {}", refused.body);
            assert!(!refused.body.contains(UNTRUE), "{change}: {part}");
        }
    }
}

#[tokio::test]
async fn s10_a_post_about_an_altered_row_leads_back_to_its_page() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let fields =
        [("name", "総務部"), ("email", "office@takasakiya.example.jp"), ("kinds", "urgent"), ("language", "ja")];
    assert_eq!(owner.post("/contacts", &fields).await.status, 303);
    let id = only::<contact::Model>(&t).await.id.to_string();
    t.forge("UPDATE contact SET kinds = 'urgent,security'").await.unwrap();
    let refused = owner.post("/contacts/write", &[("id", &id)]).await;
    assert_eq!(refused.status, 409);
    let page = refused.attribute("main a.btn--primary", "href");
    assert_eq!(page, Some(format!("/contacts/{id}")), "{}", refused.body);
    assert!(
        !refused.body.contains(UNTRUE) && refused.body.contains("see what you can do with this record"),
        "{}",
        refused.body
    );
    assert_eq!(owner.get(&format!("/contacts/{id}")).await.status, 200, "as the answer says");
}

#[tokio::test]
async fn s10_the_log_repeats_no_value_of_an_altered_row() {
    const COMPANY: &str = "株式会社 偽物";
    let t = TestApp::new().await;
    let (owner, staff) = (t.signed_in(Role::Owner).await, t.signed_in(Role::Support).await);
    owner.post("/security/networks/add", &[("network", "203.0.113.0/24"), ("note", "")]).await;
    t.forge("UPDATE network SET cidr = '198.51.100.0/24'").await.unwrap();
    assert_eq!(owner.get("/security/networks").await.status, 200);
    let change = format!("UPDATE tenant SET name = '{COMPANY}' WHERE id = {}", uuid(&t, t.own.id));
    t.forge(&change).await.unwrap();
    staff.get(&format!("/support/tenants/{}", t.own.id)).await;
    let log = staff.get("/support/logs?action=row.forged").await;
    let object = log.text("tbody td[data-label='Object']").unwrap();
    assert_eq!(object, format!("Company (ID ends in {})", &t.own.id.to_string()[28..]), "{}", log.body);
    assert!(log.count("tbody td[data-label='Object']") > 1, "the network too: {}", log.body);
    for value in [COMPANY, "198.51.100.0"] {
        assert!(!log.body.contains(value), "{value}: {}", log.body);
    }
}

#[tokio::test]
async fn s10_the_command_names_an_altered_account_of_staff_and_the_ways_out() {
    let t = TestApp::new().await;
    t.account(None, Role::Desk, DESK).await;
    t.forge(&format!("UPDATE account SET role = 'support' WHERE {}", t.whose(DESK))).await.unwrap();
    let told = tenants::reset(&t.app, DESK, "seen in person", false).await.err().unwrap().to_string();
    for part in [DESK, "outside the console", "sekisho log restart", "sekisho staff leave", "sekisho staff add"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    tenants::staff_leave(&t.app, DESK, "altered").await.unwrap();
}

#[tokio::test]
async fn s10_a_wrong_password_for_an_altered_account_is_called_wrong() {
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    t.account(Some(t.own.id), Role::Viewer, VIEWER).await;
    t.forge(&format!("UPDATE account SET role = 'owner' WHERE {}", t.whose(VIEWER))).await.unwrap();
    let tried = t.browser().post("/sign-in", &[("email", VIEWER), ("password", "wet lattice 7")]).await;
    assert_eq!(tried.status, 422);
    let newest = rows(&owner.get("/sign-in-history").await).remove(0);
    assert!(newest.contains("Wrong password") && !newest.contains("altered outside"), "{newest}");
}

#[tokio::test]
async fn s10_the_link_of_an_altered_contact_gives_a_reason_that_is_true() {
    const ADDRESS: &str = "office@takasakiya.example.jp";
    let t = TestApp::new().await;
    let owner = t.signed_in(Role::Owner).await;
    let fields = [("name", "総務部"), ("email", ADDRESS), ("kinds", "urgent"), ("language", "ja")];
    assert_eq!(owner.post("/contacts", &fields).await.status, 303);
    server::outbox::work(&t.app).await.unwrap();
    let link = t.link_in_mail(ADDRESS);
    t.forge("UPDATE contact SET kinds = 'urgent,security'").await.unwrap();
    let opened = t.browser().open_link(&link, "/contacts/confirm").await;
    assert!(opened.status == 410 && opened.body.contains("the item it was for has changed"), "{}", opened.body);
}
