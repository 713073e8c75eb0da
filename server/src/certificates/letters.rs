//! The letter about a new certificate: its person hears of it (ASVS 6.3.7).

use crate::door::{Request, Write};
use crate::entity::account;
use crate::fault::Fault;
use crate::mail::letter::Letter;
use crate::mail::letters::{NOT_ME, where_from};
use crate::mail::{Mail, Recipient};
use app::certificates::messages as m;
use app::mail::kinds::MailKind;
use app::text::{Text, Words};

pub async fn added(request: &Request, tx: &Write, of: &account::Model, subject: &str) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("クライアント証明書が登録されました", "A client certificate has been registered");
    const BODY: Text = Text::new(
        "アカウントにクライアント証明書が登録されました。この証明書を持つ端末では、パスワードのあとの認証コードが不要になります。",
        "A client certificate has been registered for your account. A device that has it needs no code after the password.",
    );
    let letter = Letter::new(SUBJECT).text(BODY).facts([(m::SUBJECT, Words::same(subject))]);
    let letter = letter.facts(where_from(request.app.clock.now(), &request.origin)).text(NOT_ME);
    Mail::new(MailKind::CertificateAdded, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}
