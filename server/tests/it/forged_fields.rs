//! S10: each value that decides what a row does is signed. The tests write each of them alone, without the key, and each time
//! the audit finds a row of that table.

use crate::cases::{PERSON, open, staff};
use crate::profile_changes;
use crate::support::{Browser, Device, TestApp, only};
use app::permission::Role;
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use server::storage::entity::access_consent;
use uuid::Uuid;

const ORIGIN: &str = "http://localhost:3999";

// Values that no row of the scene has. An account and a company of that kind are in the scene.
fn later() -> DateTime<Utc> {
    "2030-01-01T00:00:00Z".parse().unwrap()
}

fn words() -> String {
    "other".to_owned()
}

fn bytes() -> Vec<u8> {
    vec![7; 32]
}

struct Scene {
    t: TestApp,
    owner: Browser,
    staff: Browser,
    /// An account that did nothing, and a company that has nothing.
    who: Uuid,
    company: Uuid,
    /// A company without people.
    empty: Uuid,
}

impl Scene {
    async fn new() -> Scene {
        let t = TestApp::configured(|config| {
            config.public_url = Some(ORIGIN.into());
            config.client_certificate_header = Some("client-cert".into());
        })
        .await;
        let owner = crate::networks::limited(&t).await;
        let staff = staff(&t, "first@example.jp").await;
        let company = t.company("workspace-saas").await.id;
        let empty = server::features::tenants::add(&t.app, "株式会社 霞", "b2b-platform").await.unwrap();
        let who = t.account(Some(company), Role::Viewer, "nobody@futaba.example.jp").await;
        Scene { t, owner, staff, who, company, empty }
    }

    async fn post(&self, by: &Browser, path: &str, fields: &[(&str, &str)]) {
        let answer = by.post(path, fields).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    }
}

/// Changes each value of a table's first row alone, and restores it.
macro_rules! each_alone {
    ($scene:expr, $table:ident: $($field:ident = $value:expr),+ $(,)?) => {{
        use server::storage::entity::$table as table;
        let t = &$scene.t;
        let was = table::Entity::find().one(&t.db).await.unwrap().unwrap();
        assert!(server::cli::audit::all(&t.app, &t.db).await.unwrap().forged.is_empty(), "before");
        $(
            let forged = table::ActiveModel { $field: Set($value), ..was.clone().into_active_model() };
            forged.update(&t.db).await.unwrap();
            let found = server::cli::audit::all(&t.app, &t.db).await.unwrap().forged;
            let named = found.iter().any(|(of, _)| *of == stringify!($table));
            assert!(named, "{}.{}: {found:?}", stringify!($table), stringify!($field));
            was.clone().into_active_model().reset_all().update(&t.db).await.unwrap();
        )+
    }};
}

#[tokio::test]
async fn s10_accounts_companies_networks_and_second_steps() {
    let s = Scene::new().await;
    each_alone!(s, account:
        tenant_id = Some(s.empty), email_index = words(), role = words(), status = words(), password_hash = words(),
        password_version = 99, sessions_version = 99, password_set_at = later(), change_wanted_at = Some(later()),
        must_change_password = true, may_download = true, second_factor_at = Some(later()),
        locked_at = Some(later()), unseen_locked_at = Some(later()), devices_since = Some(later()),
        last_sign_in_at = Some(later()), ended_sessions = Some(bytes()), version = 99,
    );
    each_alone!(s, tenant:
        name = words(), profile = words(), second_factor_for_all = true, networks_for = words(),
        networks_lifted_until = Some(later()), networks_listed = Some(bytes()), version = 99,
    );
    each_alone!(s, network: tenant_id = s.company, account_id = Some(s.who), cidr = words(), version = 99);
    each_alone!(s, authenticator:
        tenant_id = s.company, sealed = Some(bytes()), sealed_new = Some(bytes()), by_mail = true, by_mail_new = true,
        version = 99,
    );
}

#[tokio::test]
async fn s10_cases_and_requests() {
    let s = Scene::new().await;
    s.t.account(Some(s.t.own.id), Role::Viewer, PERSON).await;
    let case = open(&s.t, s.t.own.id, &s.staff, (PERSON, "")).await;
    each_alone!(s, support_case:
        tenant_id = s.company, account_id = s.who, removes_second_factor = true, state = words(), opened_at = later(),
        opened_by = s.who, checked_at = Some(later()), checked_by = Some(s.who), cooling_until = Some(later()),
        consented_at = Some(later()), consented_by = Some(s.who), approved_at = Some(later()),
        approved_by = Some(s.who), closed_at = Some(later()), ended_altered_by = Some(s.who), version = 99,
    );
    let checks = [("checked", "name"), ("checked", "channel"), ("checked", "reason"), ("evidence", "contract")];
    let check = [checks.as_slice(), &[("id", &*case), ("reason", "パスワードを忘れた")]].concat();
    s.post(&s.staff, "/support/cases/check", &check).await;
    each_alone!(s, support_case: evidence = Some("in-person".into()), evidence = None, sealed_reason = Some(bytes()));
    assert_eq!(crate::staff::ask(&s.staff, "new@sekisho.example").await.status, 303);
    each_alone!(s, staff_request:
        sealed = bytes(), address_index = bytes(), role = words(), state = words(), asked_at = later(),
        asked_by = Some(s.who), decided_at = Some(later()), decided_by = Some(s.who), account_id = Some(s.who),
        until = Some(later()), closed_at = Some(later()), version = 99,
    );
    assert_eq!(profile_changes::ask(&s.staff, &s.t.other.id.to_string(), "b2b-platform").await.status, 303);
    each_alone!(s, profile_change:
        tenant_id = s.company, before = words(), wanted = words(), asked_at = later(), asked_by = s.who,
        approved_at = Some(later()), approved_by = Some(s.who), closed_at = Some(later()), sealed_reason = bytes(),
        version = 99,
    );
    let lift = [("id", &*s.t.other.id.to_string()), ("evidence", "contract"), ("why", "回線を切り替えた")];
    s.post(&s.staff, "/support/tenants/lift", &lift).await;
    each_alone!(s, network_lift:
        tenant_id = s.company, evidence = words(), asked_at = later(), asked_by = s.who, closed_at = Some(later()),
        sealed_reason = bytes(), version = 99,
    );
}

#[tokio::test]
async fn s10_what_lets_people_in() {
    let s = Scene::new().await;
    let invited = [("name", "北川"), ("email", "new@aoba.example.jp"), ("role", "viewer")];
    s.post(&s.owner, "/members", &invited).await;
    each_alone!(s, invitation:
        tenant_id = s.company, sealed = bytes(), address_index = bytes(), role = words(), state = words(),
        invited_by = s.who, approved_at = Some(later()), approved_by = Some(s.who), until = Some(later()),
        closed_at = Some(later()), approver_version = Some(99), version = 99,
    );
    server::outbox::work(&s.t.app).await.unwrap();
    each_alone!(s, one_time_link:
        tenant_id = s.company, purpose = words(), subject_id = s.who, until = later(), used_at = Some(later()),
        created_at = later(),
    );
    s.post(&s.owner, "/consents", &[("scopes", "end_users"), ("reason", "調査"), ("hours", "4")]).await;
    each_alone!(s, access_consent:
        tenant_id = s.company, scopes = words(), granted_by = s.who, until = later(), ended_at = Some(later()),
        ended_by = Some(s.who), version = 99,
    );
    let consent = only::<access_consent::Model>(&s.t).await.id.to_string();
    s.post(&s.owner, "/consents/end", &[("id", &consent)]).await;
    each_alone!(s, access_consent:
        tenant_id = s.company, scopes = words(), granted_at = later(), granted_by = s.who, until = later(),
        ended_at = Some(later()), ended_at = None, ended_by = Some(s.who), ended_by = None, version = 99,
    );
    let (pem, _) = crate::certificates::certificate("青葉");
    let of = s.t.id_of("owner@aoba.example.jp").await.to_string();
    s.post(&s.owner, "/members/certificates/add", &[("id", &of), ("pem", &pem)]).await;
    each_alone!(s, client_certificate:
        tenant_id = s.company, account_id = s.who, fingerprint = bytes(), not_before = later(), not_after = later(),
        version = 99,
    );
    crate::passkeys::add(&s.owner, &mut Device::new(ORIGIN)).await;
    each_alone!(s, passkey: tenant_id = s.company, account_id = s.who, credential_hash = bytes(), version = 99);
}
