//! `kill -9` after the mail server has accepted the mail and before the program knows (F9), with the real program on
//! SQLite: the mail is sent again with the same id.

use crate::export_kill::{Console, sekisho};
use crate::support::SmtpServer;
use app::account::api::OWN_ACCOUNT;
use app::contacts::acts;
use app::permission::Role;
use app::text::{Lang, Text};
use sea_orm::{ConnectOptions, Database, EntityTrait};
use server::cli::start;
use server::door::Request;
use server::log::event::Event;
use server::outbox::letter::Letter;
use server::outbox::{Mail, Recipient};
use server::state::config::Config;
use server::storage::entity::mail;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// A company and a queued letter to its owner, without a running console.
async fn prepare(dir: &Path, listen: SocketAddr) {
    let config = Config { listen, data_dir: dir.to_owned(), ..Config::default() };
    let app = start::open(config).await.unwrap();
    let company =
        server::features::tenants::add(&app, "株式会社 髙﨑屋ホールディングス", &app.config.profile).await.unwrap();
    let email = "owner@example.jp";
    let owner = server::features::tenants::add_account(&app, Some(company), Role::Owner, email, "髙﨑").await.unwrap();
    let to = Recipient { address: email.into(), name: "髙﨑".into(), lang: Lang::Ja, account: Some(owner.id) };
    let tx = Request::system(&app, company, "test").write(OWN_ACCOUNT).await.unwrap();
    let letter = Letter::new(Text::new("試験", "Test")).text(Text::new("本文", "Text"));
    Mail::new(app::contacts::mails::TEST, letter).queue(&tx, &to).await.unwrap();
    tx.commit(Event::new(acts::WRITE).on("account", owner.id, email)).await.unwrap();
    app.close().await;
}

fn console(dir: &Path, address: SocketAddr, smtp: u16) -> Command {
    let mut command = sekisho(dir, address, &["serve"]);
    command.env("SEKISHO_SMTP_URL", format!("smtp://127.0.0.1:{smtp}"));
    command.env("SEKISHO_MAIL_FROM", "no-reply@console.example.jp");
    command
}

async fn received(server: &mut SmtpServer, n: usize) {
    for _ in 0..200 {
        if server.mails().len() == n {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{n} mails did not come");
}

async fn rows(dir: &Path) -> Vec<mail::Model> {
    let mut options = ConnectOptions::new(format!("sqlite://{}", dir.join("sekisho.sqlite").display()));
    options.sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    let rows = mail::Entity::find().all(&db).await.unwrap();
    db.close().await.unwrap();
    rows
}

#[tokio::test]
async fn f9_killed_between_the_server_and_the_mark() {
    if std::env::var("SEKISHO_TEST_DATABASE").is_ok_and(|d| d == "postgres") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    prepare(dir.path(), address).await;
    let mut server = SmtpServer::start(&[]);
    server.be("stall");
    let first = Console::spawn(&mut console(dir.path(), address, server.port), address).await;
    received(&mut server, 1).await;
    first.kill();
    let row = rows(dir.path()).await.remove(0);
    assert_eq!((row.state.as_str(), row.tries), ("waiting", 0), "nobody knows that it is there");
    server.be("accept");
    let second = Console::spawn(&mut console(dir.path(), address, server.port), address).await;
    received(&mut server, 2).await;
    // On a normal stop, deliveries in progress are finished. This gives them time before the kill.
    tokio::time::sleep(Duration::from_millis(500)).await;
    second.kill();
    let mails = server.mails();
    assert_eq!(mails.iter().map(|mail| mail.answered).collect::<Vec<_>>(), [false, true]);
    let ids: Vec<_> = mails.iter().map(|mail| mail.header("message-id").unwrap()).collect();
    assert_eq!(ids[0], ids[1], "a reader who got it twice can tell");
    let rows = rows(dir.path()).await;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].state.as_str(), rows[0].tries), ("sent", 1));
}
