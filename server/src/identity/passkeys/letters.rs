//! Letters about passkeys that were added or removed, in case somebody else did it (ASVS 6.3.7).

use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::outbox::letter::Letter;
use crate::outbox::tell_owner;
use crate::storage::entity::account;
use app::passkeys::mails;
use app::text::Text;

pub async fn added(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスキーが登録されました", "A passkey was added");
    const BODY: Text = Text::new(
        "アカウントにパスキーが登録されました。このパスキーで、パスワードなしでログインできます。",
        "A passkey was added to your account. It can be used to sign in without your password.",
    );
    tell_owner(request, tx, of, mails::ADDED, Letter::new(SUBJECT).text(BODY)).await
}

pub async fn removed(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスキーが削除されました", "A passkey was removed");
    const BODY: Text =
        Text::new("アカウントのパスキーが一つ削除されました。", "A passkey was removed from your account.");
    tell_owner(request, tx, of, mails::REMOVED, Letter::new(SUBJECT).text(BODY)).await
}
