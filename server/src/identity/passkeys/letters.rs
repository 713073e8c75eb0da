//! Letters about passkeys that were added or removed, in case somebody else did it (ASVS 6.3.7).

use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::outbox::letter::Letter;
use crate::outbox::phrases::{NOT_ME, where_from};
use crate::outbox::{Mail, Recipient};
use crate::storage::entity::account;
use app::mail_kind::MailKind;
use app::passkeys::mails;
use app::text::Text;

pub async fn added(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスキーが登録されました", "A passkey has been added");
    const BODY: Text = Text::new(
        "アカウントにパスキーが登録されました。このパスキーで、パスワードなしでログインできます。",
        "A passkey has been added to your account. Whoever has it can sign in without the password.",
    );
    notify(request, tx, of, mails::ADDED, Letter::new(SUBJECT).text(BODY)).await
}

pub async fn removed(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスキーが削除されました", "A passkey has been removed");
    const BODY: Text =
        Text::new("アカウントのパスキーが一つ削除されました。", "A passkey has been removed from your account.");
    notify(request, tx, of, mails::REMOVED, Letter::new(SUBJECT).text(BODY)).await
}

async fn notify(
    request: &Request,
    tx: &Write,
    of: &account::Model,
    kind: MailKind,
    letter: Letter,
) -> Result<(), Fault> {
    let letter = letter.facts(where_from(request.app.clock.now(), &request.origin)).text(NOT_ME);
    Mail::new(kind, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}
