//! Letters about passwords: whoever did not change one hears of it (ASVS 6.3.7), and one that runs out is told of before.

use crate::door::{Request, Write};
use crate::entity::account;
use crate::fault::Fault;
use crate::mail::letter::Letter;
use crate::mail::phrases::{NOT_ME, time, where_from};
use crate::mail::{Mail, Recipient};
use app::account::messages::CHANGE;
use app::mail::kinds::MailKind;
use app::text::Text;
use chrono::{DateTime, Utc};

const EXPIRES: Text = Text::new("有効期限", "Expires");

/// A password was changed: whoever did not do it hears of it (ASVS 6.3.7).
pub async fn password_changed(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスワードが変更されました", "Your password has been changed");
    const BODY: Text = Text::new(
        "アカウントのパスワードが変更されました。ほかの端末のログインはすべて終了しています。",
        "The password of your account has been changed. You have been signed out on all other devices.",
    );
    let facts = where_from(request.app.clock.now(), &request.origin);
    let letter = Letter::new(SUBJECT).text(BODY).facts(facts).text(NOT_ME);
    Mail::new(MailKind::PasswordChanged, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}

/// A password runs out in so many days (ASVS 6.4.5): one letter per account, password and day of the profile's list.
pub async fn password_remind(
    tx: &Write,
    of: &account::Model,
    expires: DateTime<Utc>,
    days: u32,
) -> Result<bool, Fault> {
    const SUBJECT: Text = Text::new("パスワードの有効期限が近づいています", "Your password is about to expire");
    const BODY: Text = Text::new(
        "パスワードの有効期限が近づいています。期限を過ぎると、ログインしたあとはパスワードの変更だけができます。",
        "Your password is about to expire. After that you can still sign in, but only to change the password.",
    );
    let link = format!("{}/account/password", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).facts([(EXPIRES, time(expires))]).link(CHANGE, link);
    let once = remind_key(of, days);
    Mail::new(MailKind::PasswordRemind, letter).once(once).useless_at(expires).queue(tx, &Recipient::account(of)).await
}

/// The occasion of a reminder: this account, this password, this day.
pub fn remind_key(of: &account::Model, days: u32) -> String {
    format!("password.remind {} {} {days}", of.id, of.password_set_at.timestamp())
}
