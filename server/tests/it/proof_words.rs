//! Every action that needs step-up says what it is, and to whom or what: the test runs all posts with words, with real
//! ids.

use crate::idor::{Belongings, NOBODYS, ORIGIN, belongings, done};
use crate::support::{Answer, Browser, TestApp};
use app::kind::Kind;
use app::permission::{Access, Role};
use app::prompt::{PromptField, Says};
use app::tables::{self, ConsolePost};
use chrono::Duration;
use sea_orm::EntityTrait;
use server::seal::keys::PROVIDER;
use server::storage::entity::{help_request, network_lift, profile_change, staff_request};

/// Codes that some field has a word for, tried in this order.
const CODES: [&str; 8] = ["email", "owner", "line", "北海道", "urgent", "end_users", "ja", "everyone"];

/// These need step-up only without a second step; another test covers them.
const FIRST_STEP: [&str; 2] = ["/account/two-step/start", "/account/two-step/mail"];

struct Scene {
    t: TestApp,
    owner: Browser,
    staff: Browser,
    all: Belongings,
}

impl Scene {
    async fn new() -> Scene {
        let t = TestApp::configured(|config| config.public_url = Some(ORIGIN.into())).await;
        let owner = t.signed_in_elsewhere(Role::Owner).await;
        let mut all = belongings(&t, &owner).await;
        let asked = [("email", "help@aoba.example.jp"), ("name", "小山内"), ("kind", "other"), ("message", "")];
        done(&t.browser(), "/sign-in/help", &asked).await;
        let help = help_request::Entity::find().one(&t.db).await.unwrap().unwrap();
        all.insert("help", help.id.to_string());
        done(&owner, "/security/networks/add", &[("network", "127.0.0.0/8"), ("note", "")]).await;
        done(&owner, "/security/networks", &[("scope", "everyone")]).await;
        let staff = t.sign_in("support@takasakiya.example.jp").await;
        let lift = [("id", t.other.id.to_string()), ("evidence", "contract".into()), ("why", "回線".into())];
        done(&staff, "/support/tenants/lift", &lift.each_ref().map(|(name, value)| (*name, value.as_str()))).await;
        let lift = network_lift::Entity::find().one(&t.db).await.unwrap().unwrap();
        all.insert("lift", lift.id.to_string());
        all.insert("tenant", t.other.id.to_string());
        let id = t.other.id.to_string();
        let change = [("id", id.as_str()), ("profile", "workspace-saas"), ("reason", "契約")];
        done(&staff, "/support/tenants/profile", &change).await;
        let change = profile_change::Entity::find().one(&t.db).await.unwrap().unwrap();
        all.insert("profile change", change.id.to_string());
        let asked = [("name", "藤原"), ("email", "new@sekisho.example"), ("role", "desk"), ("why", "増員")];
        done(&staff, "/support/staff", &asked).await;
        let asked = staff_request::Entity::find().one(&t.db).await.unwrap().unwrap();
        all.insert("staff request", asked.id.to_string());
        let draft = crate::announcing::create(&staff, &[]).await;
        all.insert("announcement", draft);
        // Light actions ask after half an hour, and until then both go on working.
        for _ in 0..2 {
            t.clock.advance(Duration::minutes(15));
            assert_eq!((owner.get("/account").await.status, staff.get("/account").await.status), (200, 200));
        }
        Scene { t, owner, staff, all }
    }

    /// The id and the name of a thing.
    fn one(&self, kind: Kind) -> (&str, &'static str) {
        let (key, name) = match kind {
            Kind::AccessRequest => ("access request", "件数の確認"),
            Kind::Announcement => ("announcement", "計画停止のお知らせ"),
            Kind::Account | Kind::Member => ("member", "operator@aoba.example.jp"),
            Kind::Case => ("case", "operator@aoba.example.jp"),
            Kind::Certificate => ("certificate", "青葉 健太"),
            Kind::Consent => ("consent", "調査"),
            Kind::Contact => ("contact", "c@aoba.example.jp"),
            Kind::Export => ("waiting export", "end_users_"),
            Kind::Help => ("help", "help@aoba.example.jp"),
            Kind::Invitation => ("invitation", "new@aoba.example.jp"),
            Kind::Lift => ("lift", "株式会社 青葉商店"),
            Kind::Network => ("network", "203.0.113.0/24"),
            Kind::Passkey => ("passkey", "会社のノートPC"),
            Kind::ProfileChange => ("profile change", "Workspace SaaS"),
            Kind::StaffRequest => ("staff request", "new@sekisho.example"),
            Kind::Tenant => ("tenant", "株式会社 青葉商店"),
            Kind::Inquiry | Kind::Mail | Kind::Session => panic!("no act names a {kind:?}"),
        };
        (&self.all[key], name)
    }

    /// A value of a field, and its expected words on the page.
    fn value(&self, fact: &PromptField) -> (String, String) {
        match fact.says {
            Says::Named(kind) => {
                let (id, name) = self.one(kind);
                (id.to_owned(), name.to_owned())
            }
            Says::Word(of) => {
                let code = CODES
                    .into_iter()
                    .chain(["contract", "desk", "all", "allowed", "remove"])
                    .find(|code| of(code).is_some())
                    .unwrap();
                (code.to_owned(), of(code).unwrap().en.to_owned())
            }
            Says::EndUsers => (String::new(), "End users that match these filters (0)".to_owned()),
            Says::Typed => {
                let typed = match fact.field {
                    "email" => "attacker@evil.example",
                    "network" => "198.51.100.7",
                    "telephone" => "03-1234-5678",
                    "hours" => "4",
                    "profile" => "b2b-platform",
                    _ => "照合のため",
                };
                (typed.to_owned(), typed.to_owned())
            }
        }
    }

    fn form(&self, post: &ConsolePost) -> Vec<(&'static str, String)> {
        let sent = post.act.unwrap().facts.iter().filter(|f| !matches!(f.says, Says::EndUsers));
        let mut fields: Vec<_> = sent.map(|f| (f.field, self.value(f).0)).collect();
        match post.path {
            "/members/certificates/add" => fields.push(("pem", crate::certificates::certificate("b").0)),
            "/support/cases/check" => {
                fields.extend(["name", "channel", "reason"].map(|what| ("checked", what.to_owned())));
            }
            "/members/leave" => fields.push(("confirmed", "yes".to_owned())),
            "/consents/requests/allow" => fields.push(("reason", "件数の確認".to_owned())),
            _ => {}
        }
        fields
    }

    async fn send(&self, post: &ConsolePost, fields: &[(&'static str, String)]) -> Answer {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.by(post).post(post.path, &fields).await
    }

    /// The browser of a person with the permission.
    fn by(&self, post: &ConsolePost) -> &Browser {
        let Access::Needs(permission) = post.access else { panic!("{}", post.path) };
        if permission.is_held_by(Role::Owner, true) { &self.owner } else { &self.staff }
    }

    async fn entries(&self) -> i64 {
        self.t.log_len(self.t.other.id).await + self.t.log_len(PROVIDER).await
    }
}

fn walked() -> impl Iterator<Item = &'static ConsolePost> {
    tables::posts().filter(|post| post.act.is_some() && !FIRST_STEP.contains(&post.path))
}

#[tokio::test]
async fn every_act_says_what_it_is_and_on_whom() {
    let s = Scene::new().await;
    for post in walked() {
        let before = s.entries().await;
        let asked = s.send(post, &s.form(post)).await;
        assert_eq!(asked.status, 403, "{}: {}", post.path, asked.body);
        let act = post.act.unwrap();
        assert_eq!(asked.text("#h-act").as_deref(), Some(act.title.en), "{}", post.path);
        for fact in act.facts {
            let words = s.value(fact).1;
            assert!(asked.body.contains(&words), "{} does not say {words}: {}", post.path, asked.body);
        }
        let hidden = asked.count("form[action='/account/prove'] input[type=hidden]");
        assert_eq!((hidden, asked.count("[name=carried]")), (2, 0), "{}", post.path);
        assert!(!asked.body.contains("BEGIN CERTIFICATE"));
        assert_eq!(s.entries().await, before, "{}: nothing happened", post.path);
        let id = asked.attribute("input[name=act]", "value").unwrap();
        let back = s.by(post).post("/account/prove/cancel", &[("act", &id)]).await;
        let page = back.location.unwrap();
        assert!(app::paths::page_path(&page).is_some(), "{}: {page}", post.path);
    }
}

/// Nobody proves who they are for a form that is refused for what is typed into it.
#[tokio::test]
async fn what_is_wrong_is_said_before_a_proof_is_asked_for() {
    let s = Scene::new().await;
    for post in walked() {
        // Its case has been checked already, which is said before anything about the fields.
        if post.path == "/support/cases/check" {
            continue;
        }
        let typed = post.act.unwrap().facts.iter().filter(|fact| matches!(fact.says, Says::Typed));
        let wrong: Vec<_> = typed.map(|fact| fact.field).chain(["pem"]).collect();
        let (mut fields, mut refuses) = (s.form(post), false);
        for (_, value) in fields.iter_mut().filter(|(name, _)| wrong.contains(name)) {
            "\u{7}".clone_into(value);
            refuses = true;
        }
        if refuses {
            is_refused(&s, post, &fields).await;
        }
    }
    let chosen = |path: &str| tables::posts().find(|post| post.path == path).unwrap();
    is_refused(&s, chosen("/security/networks"), &[("scope", "x".to_owned())]).await;
    is_refused(&s, chosen("/members/leave"), &[("id", s.all["member"].clone())]).await;
}

async fn is_refused(s: &Scene, post: &ConsolePost, fields: &[(&'static str, String)]) {
    let before = s.entries().await;
    let answer = s.send(post, fields).await;
    assert_eq!((answer.status, answer.count("#h-act")), (422, 0), "{}: {}", post.path, answer.body);
    assert_eq!(s.entries().await, before, "{}: nothing happened", post.path);
}

/// Nobody is asked to confirm an action on something that does not exist.
#[tokio::test]
async fn an_act_on_nothing_is_no_act() {
    let s = Scene::new().await;
    for post in walked() {
        let facts = post.act.unwrap().facts;
        let Some(named) = facts.iter().find(|fact| matches!(fact.says, Says::Named(_))) else { continue };
        let mut fields = s.form(post);
        for (_, value) in fields.iter_mut().filter(|(name, _)| *name == named.field) {
            NOBODYS.clone_into(value);
        }
        let answer = s.send(post, &fields).await;
        assert_eq!(answer.status, 404, "{}: {}", post.path, answer.body);
        assert_eq!(s.by(post).get("/account/prove").await.count("#h-act"), 0, "{}", post.path);
    }
}
