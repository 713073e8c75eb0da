//! S10: a person who can write to the database, but has no key, cannot admit anybody by forging networks.

use crate::forged::{alarms, bytes, uuid};
use crate::networks::limited;
use crate::support::{Browser, TestApp, put_back};
use app::permission::Role;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::storage::entity::network;
use uuid::Uuid;

const OFFICE: &str = "203.0.113.7";
const HOME: &str = "192.0.2.9";
const VIEWER: &str = "v@aoba.example.jp";

async fn rows(t: &TestApp) -> Vec<network::Model> {
    crate::support::rows(t).await
}

/// A person limited to their own network instead of the office, seen from there.
async fn with_own(t: &TestApp, owner: &Browser, network: &str) -> (Uuid, Browser) {
    let id = t.account(Some(t.other.id), Role::Viewer, VIEWER).await;
    let viewer = t.sign_in_with(t.browser().at(OFFICE), VIEWER).await;
    let text = id.to_string();
    assert_eq!(owner.post("/members/networks/add", &[("id", &text), ("network", network)]).await.status, 303);
    (id, viewer)
}

#[tokio::test]
async fn s10_a_network_that_somebody_adds_or_changes_lets_nobody_in() {
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    let away = owner.at(HOME);
    let [was] = <[network::Model; 1]>::try_from(rows(&t).await).unwrap();
    let mac = bytes(&t, was.mac.as_ref().unwrap());
    let insert = |id: u128, account: &str, mac: &str| {
        format!(
            "INSERT INTO network (id, tenant_id, account_id, cidr, note, created_at, mac) VALUES ({}, {}, {account}, \
             '192.0.2.0/24', '', '2026-11-22T01:05:00+00:00', {mac})",
            uuid(&t, Uuid::from_u128(id)),
            uuid(&t, t.other.id)
        )
    };
    let me = uuid(&t, t.id_of("owner@aoba.example.jp").await);
    for (id, account, mac) in [(1, "NULL", "NULL"), (2, "NULL", mac.as_str()), (3, me.as_str(), "NULL")] {
        t.forge(&insert(id, account, mac)).await.unwrap();
        assert_eq!(away.get("/").await.status, 403, "{id}");
        assert_eq!(owner.get("/").await.status, 200, "what is listed goes on: {id}");
        assert_eq!(alarms(&t).await.last().unwrap(), &("network".to_owned(), Uuid::from_u128(id).to_string()));
    }
    let told = owner.get("/security/networks").await;
    assert_eq!((told.status, told.count(".badge--danger")), (200, 2), "{}", told.body);
    assert!(told.text(".notice--danger").unwrap().contains("The only available action"));
    let forged = Uuid::from_u128(1).to_string();
    assert_eq!(owner.post("/security/networks/remove", &[("network", &forged)]).await.status, 303);
    assert_eq!(t.scalar("SELECT COUNT(*) FROM network").await, 3, "it can be removed");
    for change in ["cidr = '192.0.2.0/24'".to_owned(), "cidr = 'x'".to_owned(), "mac = NULL".to_owned()] {
        t.forge(&format!("UPDATE network SET {change} WHERE id = {}", uuid(&t, was.id))).await.unwrap();
        assert_eq!([away.get("/").await.status, owner.get("/").await.status], [403, 403], "{change}");
        assert_eq!(alarms(&t).await.last().unwrap(), &("network".to_owned(), was.id.to_string()), "{change}");
        put_back(&t, &was).await;
    }
    assert_eq!(owner.get("/").await.status, 200);
}

#[tokio::test]
async fn s10_a_network_that_was_removed_is_not_put_back_by_the_database() {
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    assert_eq!(owner.post("/security/networks/add", &[("network", "192.0.2.0/24")]).await.status, 303);
    assert_eq!(owner.at(HOME).get("/").await.status, 200);
    let home = rows(&t).await.into_iter().find(|row| row.cidr == "192.0.2.0/24").unwrap();
    assert_eq!(owner.post("/security/networks/remove", &[("network", &home.id.to_string())]).await.status, 303);
    assert_eq!(owner.at(HOME).get("/").await.status, 403);
    put_back(&t, &home).await;
    assert_eq!(owner.at(HOME).get("/").await.status, 403, "as it was signed, and not listed any more");
    assert_eq!(alarms(&t).await, [("network".to_owned(), home.id.to_string())]);
}

#[tokio::test]
async fn s10_a_person_with_their_own_networks_is_not_rid_of_them_by_the_database() {
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    let (id, viewer) = with_own(&t, &owner, "2001:db8::/32").await;
    let own = network::Entity::find().filter(network::Column::AccountId.eq(id)).one(&t.db).await.unwrap().unwrap();
    let at = uuid(&t, own.id);
    for scope in ["everyone", "chosen", "administrators"] {
        assert_eq!(owner.post("/security/networks", &[("scope", scope)]).await.status, 303, "{scope}");
        assert_eq!(viewer.at("2001:db8::5").get("/").await.status, 200, "{scope}");
        for forged in [
            format!("DELETE FROM network WHERE id = {at}"),
            format!("UPDATE network SET account_id = NULL WHERE id = {at}"),
            format!("UPDATE network SET tenant_id = {} WHERE id = {at}", uuid(&t, t.own.id)),
        ] {
            t.forge(&forged).await.unwrap();
            for ip in [OFFICE, HOME, "2001:db8::5"] {
                assert_eq!(viewer.at(ip).get("/").await.status, 403, "{scope}: {ip}: {forged}");
            }
            assert_eq!(owner.get("/").await.status, 200, "nobody else is touched: {forged}");
            assert_eq!(alarms(&t).await.last().unwrap(), &("network".to_owned(), own.id.to_string()));
            t.forge(&format!("DELETE FROM network WHERE id = {at}")).await.unwrap();
            put_back(&t, &own).await;
        }
    }
    // A person who manages the networks sees it and repairs it.
    t.forge(&format!("DELETE FROM network WHERE id = {at}")).await.unwrap();
    let page = format!("/members/{id}/networks");
    let told = owner.get(&page).await;
    assert_eq!((told.count("tbody tr"), told.count("tbody .badge--danger")), (1, 1), "{}", told.body);
    let remove = told.attribute("tbody a", "href").unwrap();
    assert_eq!(owner.get(&remove).await.status, 200);
    assert_eq!(owner.post("/security/networks/remove", &[("network", &own.id.to_string())]).await.status, 303);
    assert_eq!(owner.get(&page).await.count("tbody tr"), 0);
    assert_eq!(viewer.at(HOME).get("/").await.status, 200, "limits are for administrators alone now");
}

#[tokio::test]
async fn s10_a_company_without_its_networks_is_closed() {
    let t = TestApp::new().await;
    let owner = limited(&t).await;
    t.forge("DELETE FROM network").await.unwrap();
    for ip in [OFFICE, HOME] {
        assert_eq!(owner.at(ip).get("/").await.status, 403, "{ip}");
    }
    assert_eq!(alarms(&t).await.len(), 1);
    let until = t.now() + chrono::Duration::hours(4);
    t.tamper(&format!("UPDATE tenant SET networks_lifted_until = '{}'", until.to_rfc3339())).await.unwrap();
    // Staff have lifted the limits. The owner adds the office again and removes the lost entry.
    let lost = owner.get("/security/networks").await.attribute("tbody a", "href").unwrap();
    let lost = lost.split("without=").nth(1).unwrap();
    assert_eq!(owner.post("/security/networks/add", &[("network", "203.0.113.0/24")]).await.status, 303);
    assert_eq!(owner.post("/security/networks/remove", &[("network", lost)]).await.status, 303);
    assert_eq!(owner.post("/security/networks/resume", &[]).await.status, 303);
    assert_eq!([owner.get("/").await.status, owner.at(HOME).get("/").await.status], [200, 403]);
}
