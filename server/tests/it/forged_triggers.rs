//! S10: a person who can write to the database lets it change what the program writes, by a trigger. The program signs what it
//! has in hand, so the forgery has no signature.

use crate::cases::Scene;
use crate::forged::{alarms, uuid};
use crate::forged_put_back::is_told;
use crate::invitations::invite;
use crate::support::{PASSWORD, TestApp, only, row};
use crate::{networks, profile_changes, staff};
use app::permission::Role;
use sea_orm::{EntityTrait, ModelTrait};
use server::door::guarded::{self, Guarded};
use server::storage::entity::{
    access_consent, invitation, network_lift, profile_change, staff_request, support_case, tenant,
};

const NEW: &str = "new@takasakiya.example.jp";

/// Lets the database change each row of a table as it is written, under a condition.
pub async fn alters(t: &TestApp, table: &str, when: &str, set: &[(&str, &str)]) {
    let mut statements = Vec::new();
    if t.is_postgres() {
        let set = set.iter().map(|(column, value)| format!("NEW.{column} := {value};")).collect::<Vec<_>>().join(" ");
        let body = format!("BEGIN IF {when} THEN {set} END IF; RETURN NEW; END");
        statements.push(format!("CREATE FUNCTION alters_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"));
        statements.push(format!(
            "CREATE TRIGGER alters BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION alters_{table}()"
        ));
    } else {
        let set = set.iter().map(|(column, value)| format!("{column} = {value}")).collect::<Vec<_>>().join(", ");
        for on in ["INSERT", "UPDATE"] {
            statements.push(format!(
                "CREATE TRIGGER alters_{table}_{on} AFTER {on} ON {table} WHEN {when} \
                 BEGIN UPDATE {table} SET {set} WHERE id = NEW.id; END"
            ));
        }
    }
    for statement in statements {
        t.forge(&statement).await.unwrap();
    }
}

/// True if a row has a signature that fits.
async fn is_signed<M: Guarded + ModelTrait<Entity: EntityTrait<Model = M>>>(t: &TestApp) -> bool {
    guarded::fits(&t.app, &only::<M>(t).await)
}

async fn second(t: &TestApp) -> crate::support::Browser {
    crate::cases::staff(t, "second@sekisho.example").await
}

#[tokio::test]
async fn s10_an_invitation_that_a_trigger_changes_gives_no_role() {
    for changed in [true, false] {
        let t = TestApp::new().await;
        let owner = t.signed_in(Role::Owner).await;
        if changed {
            // The row is changed by its second writing, not by its first.
            invite(&owner, NEW, "viewer").await;
        }
        alters(&t, "invitation", "NEW.role <> 'owner'", &[("role", "'owner'")]).await;
        if changed {
            let id = crate::invitations::open_invitation(&t).await;
            t.clock.advance(chrono::Duration::minutes(5));
            let owner = t.sign_in("owner@takasakiya.example.jp").await;
            owner.post("/members/invitations/send-again", &[("id", &id)]).await;
        } else {
            invite(&owner, NEW, "viewer").await;
        }
        server::outbox::work(&t.app).await.unwrap();
        let row = only::<invitation::Model>(&t).await;
        assert_eq!((row.role.as_str(), guarded::fits(&t.app, &row)), ("owner", false), "{changed}");
        let person = t.browser();
        person.get(&t.link_in_mail(NEW)).await;
        assert_eq!(person.get("/join").await.status, 410, "{changed}");
        assert_eq!(person.post("/join", &[("new", PASSWORD), ("again", PASSWORD)]).await.status, 410, "{changed}");
        is_told(&t, "invitation", row.id).await;
    }
}

#[tokio::test]
async fn s10_no_trigger_consents_to_a_case() {
    let s = Scene::new().await;
    let by = uuid(&s.t, s.t.id_of("administrator@takasakiya.example.jp").await);
    let consent = [("state", "'consented'"), ("consented_at", "NEW.checked_at"), ("consented_by", by.as_str())];
    alters(&s.t, "support_case", "NEW.state = 'checked'", &consent).await;
    assert_eq!(s.check(&s.first).await.status, 303);
    assert_eq!(s.state().await, "consented");
    assert!(!is_signed::<support_case::Model>(&s.t).await);
    assert_eq!(s.step(&s.second, "/support/cases/approve").await.status, 303);
    assert_eq!(s.state().await, "consented", "nothing was approved");
    assert_eq!(s.t.scalar("SELECT count(*) FROM one_time_link").await, 0, "no link has gone out");
    is_told(&s.t, "support_case", &s.id).await;
}

#[tokio::test]
async fn s10_no_trigger_makes_a_request_anothers() {
    let t = TestApp::new().await;
    let (first, company) = (t.signed_in(Role::Support).await, t.other.id.to_string());
    second(&t).await;
    networks::limited(&t).await;
    let other = uuid(&t, t.id_of("second@sekisho.example").await);
    for table in ["staff_request", "profile_change", "network_lift"] {
        alters(&t, table, &format!("NEW.asked_by <> {other}"), &[("asked_by", &other)]).await;
    }
    staff::ask(&first, "new@sekisho.example").await;
    staff::decide(&first, "approve", &staff::request_of(&first).await, "x").await;
    assert!(
        only::<staff_request::Model>(&t).await.decided_at.is_none() && !is_signed::<staff_request::Model>(&t).await
    );
    assert_eq!(profile_changes::ask(&first, &company, "b2b-platform").await.status, 303);
    let change = profile_changes::waiting(&first, &company).await;
    profile_changes::decide(&first, "approve", &company, &change).await;
    assert_eq!(profile_changes::profile_of_other(&t).await, "managed-saas");
    assert!(!is_signed::<profile_change::Model>(&t).await);
    let fields = [("id", company.as_str()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    first.post("/support/tenants/lift", &fields).await;
    let lift = only::<network_lift::Model>(&t).await;
    first.post("/support/tenants/lift/approve", &[("lift", &lift.id.to_string())]).await;
    assert_eq!(t.scalar("SELECT COUNT(*) FROM tenant WHERE networks_lifted_until IS NOT NULL").await, 0);
    assert!(!is_signed::<network_lift::Model>(&t).await);
    assert_eq!(alarms(&t).await.len(), 3);
}

#[tokio::test]
async fn s10_no_trigger_widens_a_consent_or_loosens_a_company() {
    let t = TestApp::new().await;
    let owner = t.signed_in_elsewhere(Role::Owner).await.at("203.0.113.7");
    let staff = t.signed_in(Role::Support).await;
    let wide = "'end_users,operation_logs'";
    alters(&t, "access_consent", &format!("NEW.scopes <> {wide}"), &[("scopes", wide)]).await;
    let fields = [("scopes", "end_users"), ("reason", "件数の調査"), ("hours", "4")];
    assert_eq!(owner.post("/consents", &fields).await.status, 303);
    for page in ["operation-logs", "end-users"] {
        let page = format!("/support/tenants/{}/{page}", t.other.id);
        assert_eq!(staff.get(&page).await.status, 403, "{page}");
    }
    is_told(&t, "access_consent", only::<access_consent::Model>(&t).await.id).await;
    owner.post("/security/networks/add", &[("network", "203.0.113.0/24")]).await;
    alters(&t, "tenant", "NEW.networks_for = 'everyone'", &[("networks_for", "'chosen'")]).await;
    owner.post("/security/networks", &[("scope", "everyone")]).await;
    let company = row::<tenant::Model>(&t, t.other.id).await;
    assert_eq!((company.networks_for.as_str(), guarded::fits(&t.app, &company)), ("chosen", false));
    assert_eq!(owner.at("192.0.2.9").get("/").await.status, 303, "the company is closed");
    is_told(&t, "tenant", t.other.id).await;
}
