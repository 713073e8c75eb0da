//! Letters about certificates: the owner is told of each change (ASVS 6.3.7).

use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::outbox::letter::Letter;
use crate::outbox::phrases::time;
use crate::outbox::{Mail, Recipient, tell_owner};
use crate::storage::entity::{account, client_certificate};
use app::certificates::mails;
use app::certificates::messages as m;
use app::text::{Text, Words};

pub async fn added(request: &Request, tx: &Write, of: &account::Model, subject: &str) -> Result<(), Fault> {
    const SUBJECT: Text =
        Text::new("クライアント証明書が登録されました", "A client certificate was added to your account");
    const BODY: Text = Text::new(
        "貴社の管理者が、あなたのアカウントにクライアント証明書を登録しました。この証明書を持つ端末では、パスワードのあとの認証コードが不要になります。",
        "An administrator of your company added a client certificate to your account. Devices that have this certificate don't need a verification code after the password.",
    );
    let letter = Letter::new(SUBJECT).text(BODY).facts(named(request, subject)?);
    tell_owner(request, tx, of, mails::ADDED, letter).await
}

pub async fn revoked(request: &Request, tx: &Write, of: &account::Model, subject: &str) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("クライアント証明書が失効しました", "A client certificate was revoked");
    const BODY: Text = Text::new(
        "あなたのアカウントに登録されていたクライアント証明書が失効しました。ほかの端末のログインはすべて終了しています。",
        "A client certificate for your account was revoked. You've been signed out on all other devices.",
    );
    let letter = Letter::new(SUBJECT).text(BODY).facts(named(request, subject)?);
    tell_owner(request, tx, of, mails::REVOKED, letter).await
}

/// Which certificate, and who has registered or revoked it.
fn named(request: &Request, subject: &str) -> Result<[(Text, Words); 2], Fault> {
    const BY: Text = Text::new("操作した人", "Done by");
    Ok([(m::SUBJECT, Words::same(subject)), (BY, Words::same(&request.signed_in()?.account.name))])
}

/// Tells a person that a certificate expires in some days: one letter per certificate and day in the profile's list.
/// Returns true if the letter is new.
pub async fn remind(
    tx: &Write,
    of: &account::Model,
    row: &client_certificate::Model,
    subject: &str,
    days: u32,
) -> Result<bool, Fault> {
    const SUBJECT: Text =
        Text::new("クライアント証明書の有効期限が近づいています", "Your client certificate expires soon");
    const BODY: Text = Text::new(
        "あなたのアカウントに登録されているクライアント証明書の有効期限が近づいています。期限を過ぎると、この証明書ではログインできません。新しい証明書の登録を、貴社の管理者に依頼してください。",
        "A client certificate for your account expires soon. After that, you can't use it to sign in. Ask an administrator of your company to add a new one.",
    );
    const OPEN: Text = Text::new("証明書を確認", "View certificates");
    let link = format!("{}/account/certificates", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).facts([(m::SUBJECT, Words::same(subject))]);
    let letter = letter.lines([(m::UNTIL, time(row.not_after))]).link(OPEN, link);
    let mail = Mail::new(mails::REMIND, letter).once(format!("certificate.remind {} {days}", row.id));
    mail.expires_at(row.not_after).queue(tx, &Recipient::account(of)).await
}
