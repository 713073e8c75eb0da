//! Letters about passwords: a change by another person (ASVS 6.3.7), and a coming expiry.

use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::outbox::letter::Letter;
use crate::outbox::phrases::{not_me, time, where_from};
use crate::outbox::{Mail, Recipient, tell_owner};
use crate::storage::entity::account;
use app::account::mails;
use app::account::messages::CHANGE;
use app::members::messages as m;
use app::members::states::Lock;
use app::permission::Role;
use app::text::Text;
use chrono::{DateTime, Utc};

const EXPIRES: Text = Text::new("有効期限", "Expires");

/// Tells a person that their password was changed, because somebody else may have done it (ASVS 6.3.7).
pub async fn password_changed(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスワードが変更されました", "Your password was changed");
    const BODY: Text = Text::new(
        "アカウントのパスワードが変更されました。ほかの端末のログインはすべて終了しています。",
        "The password for your account was changed. You've been signed out on all other devices.",
    );
    tell_owner(request, tx, of, mails::PASSWORD_CHANGED, Letter::new(SUBJECT).text(BODY)).await
}

/// Tells a person that their password expires in some days (ASVS 6.4.5): one letter per account, password and day in
/// the profile's list.
pub async fn password_remind(
    tx: &Write,
    of: &account::Model,
    expires: DateTime<Utc>,
    days: u32,
) -> Result<bool, Fault> {
    const SUBJECT: Text = Text::new("パスワードの有効期限が近づいています", "Your password expires soon");
    const BODY: Text = Text::new(
        "パスワードの有効期限が近づいています。期限を過ぎると、ログインしたあとはパスワードの変更だけができます。",
        "Your password expires soon. After that, you can sign in only to change your password.",
    );
    let link = format!("{}/account/password", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).lines([(EXPIRES, time(expires))]).link(CHANGE, link);
    let once = remind_key(of, days);
    Mail::new(mails::PASSWORD_REMIND, letter).once(once).expires_at(expires).queue(tx, &Recipient::account(of)).await
}

/// The key of a reminder: one per account, password and day.
pub fn remind_key(of: &account::Model, days: u32) -> String {
    format!("password.remind {} {} {days}", of.id, of.password_set_at.timestamp())
}

/// Tells a person that their old account was reactivated, in case somebody else did it (ASVS 6.3.7).
pub async fn returned(
    request: &Request,
    tx: &Write,
    of: &account::Model,
    stays_locked: Option<Lock>,
) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("アカウントの利用が再開されました", "Your account was reactivated");
    const BODY: Text = Text::new(
        "招待のリンクから、以前お使いだったアカウントに新しいパスワードが設定されました。",
        "Someone used an invitation link to set a new password for the account you used before.",
    );
    const LOCKED_NEW: Text = Text::new(
        "新しい端末からのログインはロックされたままです。登録に使った端末では、ログインできます。ほかの新しい端末のロックは、ログイン画面の「ログインできない方はこちら」からサポート窓口に解除を依頼してください。",
        "Sign-in on new devices is still locked. You can sign in on the device you used to join. To unlock other new devices, use “Trouble signing in?” on the sign-in page to contact Support.",
    );
    let facts = where_from(request.app.clock.now(), &request.origin);
    let role = Role::from_code(&of.role).unwrap_or(Role::Viewer);
    let mut letter = Letter::new(SUBJECT).text(BODY).facts([(m::ROLE, role.text().into())]).facts(facts);
    if of.second_factor_at.is_some() {
        letter = letter.text(m::JOIN_KEEPS_SECOND);
    }
    if let Some(lock) = stays_locked {
        letter = letter.text(if lock == Lock::Whole { m::JOIN_LOCKED } else { LOCKED_NEW });
    }
    let letter = letter.text(not_me(of));
    Mail::new(app::members::mails::RETURNED, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}
