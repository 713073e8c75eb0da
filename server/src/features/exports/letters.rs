//! Letters about exports that took so long that the person has left the page.

use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::{company, people};
use crate::outbox::letter::Letter;
use crate::outbox::phrases::time;
use crate::outbox::{Mail, Recipient};
use crate::storage::entity::export;
use app::exports::failure::ExportFailure;
use app::exports::{mails, messages as m};
use app::kit::count;
use app::mail_kind::MailKind;
use app::text::{Text, Words};
use chrono::Duration;

/// An export that takes longer is told of by mail. A person who waits for a shorter one still has its page open.
const LONG: Duration = Duration::minutes(1);

const OPEN: Text = Text::new("エクスポートを表示", "View export");

/// Tells the person who asked for an export that its file is ready.
pub async fn done(tx: &Write, row: &export::Model, rows: u64) -> Result<(), Fault> {
    const SUBJECT: Text =
        Text::new("バックグラウンド処理によるデータエクスポートの完了｜{company}", "Data export finished | {company}");
    const BODY: Text = Text::new(
        "データエクスポートが完了しました。ダウンロード期限までに、コンソールからファイルをダウンロードしてください。",
        "Your data export has finished. Download the file from the console before the deadline.",
    );
    let until = tx.app().clock.now() + super::export::KEPT;
    let facts = [(m::ROWS, Words::same(count(rows))), (m::DEADLINE, time(until))];
    tell(tx, row, mails::DONE, SUBJECT, |letter| letter.text(BODY).lines(facts)).await
}

/// Tells the person who asked for an export that there is no file, and why.
pub async fn failed(tx: &Write, row: &export::Model, failure: ExportFailure) -> Result<(), Fault> {
    const SUBJECT: Text =
        Text::new("バックグラウンド処理によるデータエクスポートの失敗｜{company}", "Data export failed | {company}");
    tell(tx, row, mails::FAILED, SUBJECT, |letter| letter.text(failure.text())).await
}

async fn tell(
    tx: &Write,
    row: &export::Model,
    kind: MailKind,
    subject: Text,
    say: impl FnOnce(Letter) -> Letter,
) -> Result<(), Fault> {
    if tx.app().clock.now() - row.requested_at < LONG {
        return Ok(());
    }
    // Nobody is told who has left meanwhile, or whose account is forged.
    let to = people::find(tx, row.account_id).await?.filter(|account| account.is_active());
    let Some(to) = to else { return Ok(()) };
    let company = company::names(tx, [tx.tenant()]).await?.remove(&tx.tenant()).unwrap_or_else(|| Words::same(""));
    let mut letter = Letter::new(subject);
    letter.subject = subject.saying(&[("company", &company)]);
    let asked = [(m::REQUESTED_AT, time(row.requested_at))];
    let link = format!("{}/exports/{}", tx.app().config.origin(), row.id);
    let letter = say(letter).lines(asked).link(OPEN, link);
    Mail::new(kind, letter).about(row.id).queue(tx, &Recipient::account(&to)).await.map(drop)
}
