//! Two companies with a row of every kind and state that pages show, and a link of every purpose.

use crate::idor::{Belongings, ORIGIN, belongings, done};
use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::storage::entity::mail;

const FIRST: &str = "support@takasakiya.example.jp";
const JOINS_STAFF: &str = "approved@sekisho.example";
const RESET: &str = "approved@aoba.example.jp";

/// A post of a browser: who, where to, and the fields.
type Step<'a> = (&'a Browser, &'a str, &'a [(&'a str, &'a str)]);

pub struct Scene {
    pub t: TestApp,
    pub owner: Browser,
    /// Takes the first step of every act that needs two members of staff.
    first: Browser,
    /// Can take the second step.
    pub second: Browser,
    pub there: Belongings,
}

impl Scene {
    pub async fn new() -> Scene {
        let t = TestApp::configured(|config| config.public_url = Some(ORIGIN.into())).await;
        let owner = t.signed_in_elsewhere(Role::Owner).await;
        let there = belongings(&t, &owner).await;
        let first = t.sign_in(FIRST).await;
        let second = crate::cases::staff(&t, "second@sekisho.example").await;
        let mut scene = Scene { t, owner, first, second, there };
        scene.companies().await;
        scene.cases().await;
        scene.requests().await;
        scene.announcements().await;
        scene.mails().await;
        scene
    }

    async fn companies(&mut self) {
        let changing = self.t.company("managed-saas").await.id.to_string();
        assert_eq!(crate::profile_changes::ask(&self.first, &changing, "b2b-platform").await.status, 303);
        self.there.insert("tenant", self.t.other.id.to_string());
        self.there.insert("changing tenant", changing);
    }

    /// Cases of different progress. `belongings` has made the one that waits for a consent.
    async fn cases(&mut self) {
        for (kind, email, steps) in [
            ("opened case", "opened@aoba.example.jp", 0),
            ("consented case", "consented@aoba.example.jp", 2),
            ("approved case", RESET, 3),
        ] {
            self.t.account(Some(self.t.other.id), Role::Viewer, email).await;
            let id = crate::cases::open(&self.t, self.t.other.id, &self.first, (email, "")).await;
            let checked =
                [("checked", "name"), ("checked", "channel"), ("checked", "reason"), ("evidence", "contract")];
            let checked = [&checked[..], &[("id", &id), ("reason", "忘れた")]].concat();
            let all: [Step<'_>; 3] = [
                (&self.first, "/support/cases/check", &checked),
                (&self.owner, "/cases/consent", &[("id", &id)]),
                (&self.second, "/support/cases/approve", &[("id", &id)]),
            ];
            for (by, path, fields) in all.into_iter().take(steps) {
                done(by, path, fields).await;
            }
            self.there.insert(kind, id);
        }
    }

    async fn requests(&mut self) {
        for (kind, email) in [("approved request", JOINS_STAFF), ("waiting request", "waiting@sekisho.example")] {
            // The list shows the newest request first.
            self.t.clock.advance(Duration::seconds(1));
            assert_eq!(crate::staff::ask(&self.first, email).await.status, 303);
            let page = crate::staff::request_of(&self.second).await;
            if kind == "approved request" {
                assert_eq!(crate::staff::decide(&self.second, "approve", &page, "確認した").await.status, 303);
            }
            self.there.insert(kind, page.rsplit('/').next().unwrap().to_owned());
        }
    }

    async fn announcements(&mut self) {
        let (first, second) = (&self.first, &self.second);
        let draft = crate::announcing::create(first, &[]).await;
        let waiting = crate::announcing::create(first, &[]).await;
        assert_eq!(crate::announcing::submit(first, &waiting, "1", &[]).await.status, 303);
        let published = crate::announcing::publish(first, second, &[]).await;
        self.there.insert("draft announcement", draft);
        self.there.insert("waiting announcement", waiting);
        self.there.insert("published announcement", published);
    }

    /// A sent mail, and a mail that was given up.
    async fn mails(&mut self) {
        server::outbox::work(&self.t.app).await.unwrap();
        let all = mail::Entity::find().order_by_asc(mail::Column::Id).all(&self.t.db).await.unwrap();
        let (sent, dead) = (all.first().unwrap(), all.last().unwrap());
        assert_eq!((sent.state.as_str(), sent.id == dead.id), ("sent", false));
        mail::Entity::update_many()
            .col_expr(mail::Column::State, Expr::value("dead"))
            .col_expr(mail::Column::Failure, Expr::value("smtp 550"))
            .filter(mail::Column::Id.eq(dead.id))
            .exec(&self.t.db)
            .await
            .unwrap();
        self.there.insert("sent mail", sent.id.to_string());
        self.there.insert("dead mail", dead.id.to_string());
    }

    /// The path of a mailed link for a purpose.
    pub async fn link(&self, purpose: &str) -> String {
        let to = match purpose {
            "contact.confirm" => {
                let contact =
                    [("name", "総務"), ("email", "linked@aoba.example.jp"), ("kinds", "urgent"), ("language", "ja")];
                done(&self.owner, "/contacts", &contact).await;
                "linked@aoba.example.jp"
            }
            "member.join" => {
                assert_eq!(
                    crate::invitations::invite(&self.owner, "invited@aoba.example.jp", "viewer").await.status,
                    303
                );
                "invited@aoba.example.jp"
            }
            "staff.join" => JOINS_STAFF,
            "password.reset" => RESET,
            "password.reset.administrator" => {
                let id = self.t.account(Some(self.t.other.id), Role::Viewer, "forced@aoba.example.jp").await;
                done(&self.owner, "/members/reset-password", &[("id", &id.to_string())]).await;
                "forced@aoba.example.jp"
            }
            other => panic!("this test has no link of {other}"),
        };
        server::outbox::work(&self.t.app).await.unwrap();
        let page = app::tables::purposes().find(|known| known.code == purpose).unwrap().page;
        self.t.link_to_page(to, page)
    }
}
