//! The letters themselves, each with its occasion.

use super::letter::Letter;
use super::{Mail, Recipient};
use crate::door::{Origin, Request, Write};
use crate::entity::account::{self, Column as A};
use crate::fault::Fault;
use crate::people::{self, Opens};
use crate::profile::Lockout;
use crate::view;
use app::mail::kinds::MailKind;
use app::members::states::Lock;
use app::permission::Role;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

const WHEN: Text = Text::new("日時", "When");
const IP: Text = Text::new("IPアドレス", "IP address");
const DEVICE: Text = Text::new("端末", "Device");
const MEMBER: Text = Text::new("メンバー", "Member");
const EMAIL: Text = Text::new("メールアドレス", "Email address");
const EXPIRES: Text = Text::new("有効期限", "Expires");
/// What to do about something that somebody else did.
pub const NOT_ME: Text = Text::new(
    "お心あたりがない場合は、すぐに貴社の契約管理者またはサポート窓口に連絡してください。",
    "If this was not you, tell the owner of your company's contract or the support desk at once.",
);

/// A moment in both languages.
pub fn time(at: DateTime<Utc>) -> Words {
    let when = view::when(at);
    Words { ja: when.ja, en: when.en }
}

/// When, from where and with what.
pub fn where_from(at: DateTime<Utc>, origin: &Origin) -> [(Text, Words); 3] {
    let device = crate::device::words(&origin.user_agent);
    [(WHEN, time(at)), (IP, Words::same(&origin.ip)), (DEVICE, device)]
}

/// An account was locked: its owner and the company's administrators are told, since the sign-in page says nothing.
pub async fn account_locked(
    request: &Request,
    tx: &Write,
    locked: &account::Model,
    (lock, rule): (Lock, &Lockout),
) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("アカウントがロックされました", "Your account has been locked");
    const BODY: Text = Text::new(
        "ご利用中の端末でパスワードの間違いが続いたため、アカウントをロックしました。ログイン画面には、安全のため、パスワードの間違いと同じ文が表示されます。登録済みのパスキーは、引き続き使えます。",
        "Your account has been locked after a series of wrong passwords on a device that has been used with it before. For safety, the sign-in page says the same as for a wrong password. A passkey that you have added still works.",
    );
    const SUBJECT_NEW: Text = Text::new(
        "新しい端末からのログインがロックされました",
        "Sign-in to your account has been locked on new devices",
    );
    const BODY_NEW: Text = Text::new(
        "使われたことのない端末からパスワードの間違いが続いたため、新しい端末からのパスワードでのログインをロックしました。これまでにログインしたことのある端末と、登録済みのパスキーは、引き続き使えます。ログイン画面には、安全のため、パスワードの間違いと同じ文が表示されます。",
        "After a series of wrong passwords on devices that have not been used with your account, signing in with a password has been locked on new devices. Devices on which you have signed in before, and passkeys that you have added, still work. For safety, the sign-in page says the same as for a wrong password.",
    );
    const DESK: Text = Text::new(
        "ロックの解除は、サポート窓口で本人確認のうえ、パスワードをリセットして行います。ご本人の場合は、次のページから窓口に連絡してください。",
        "The support desk opens it again: they make sure that it is you, then reset the password. If it was you, tell them on this page:",
    );
    const COMPANY: Text = Text::new(
        "ロックを解除するには、貴社の管理者にパスワードの再設定を依頼してください。連絡できる管理者がいない場合は、次のページからサポート窓口に連絡してください。",
        "To open it again, ask an administrator of your company for a new password. If there is none, tell the support desk on this page:",
    );
    const HELP: Text = Text::new("ログインできない方", "If you cannot sign in");
    // An owner is opened by another owner alone, and there may be none.
    let by_company = locked.tenant_id.is_some() && locked.role != Role::Owner.code() && rule.opened_by_administrators();
    let then = if by_company { COMPANY } else { DESK };
    let at = request.app.clock.now();
    let help = format!("{}/sign-in/help", request.app.config.origin());
    let (subject, body) = match lock {
        Lock::Whole => (SUBJECT, BODY),
        Lock::NewDevices => (SUBJECT_NEW, BODY_NEW),
    };
    let letter = Letter::new(subject).text(body).facts(where_from(at, &request.origin)).text(then).link(HELP, help);
    let letter = letter.text(NOT_ME);
    Mail::new(MailKind::AccountLocked, letter).queue(tx, &Recipient::account(locked)).await?;
    member_locked(request, tx, locked, lock).await
}

async fn member_locked(request: &Request, tx: &Write, locked: &account::Model, lock: Lock) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("メンバーのアカウントがロックされました", "A member's account has been locked");
    const BODY: Text = Text::new(
        "パスワードの間違いが続いたため、次のメンバーのアカウントをロックしました。本人の操作かどうかを確かめてください。",
        "The following member's account has been locked after a series of wrong passwords. Make sure whether it was them.",
    );
    const SUBJECT_NEW: Text = Text::new(
        "メンバーの新しい端末からのログインがロックされました",
        "A member's sign-in has been locked on new devices",
    );
    const BODY_NEW: Text = Text::new(
        "使われたことのない端末からパスワードの間違いが続いたため、次のメンバーの、新しい端末からのパスワードでのログインをロックしました。ログインしたことのある端末とパスキーは使えます。本人の操作かどうかを確かめてください。",
        "After a series of wrong passwords on devices that have not been used with the account, signing in with a password has been locked on new devices for the following member. Known devices and passkeys still work. Make sure whether it was them.",
    );
    const SEE: Text = Text::new("メンバーを確認する", "See the member");
    let Some(tenant) = locked.tenant_id else { return Ok(()) };
    let who = [(MEMBER, Words::same(&locked.name)), (EMAIL, Words::same(&locked.email))];
    let facts = who.into_iter().chain(where_from(request.app.clock.now(), &request.origin));
    let page = format!("{}/members/{}", tx.app().config.origin(), locked.id);
    let (subject, body) = match lock {
        Lock::Whole => (SUBJECT, BODY),
        Lock::NewDevices => (SUBJECT_NEW, BODY_NEW),
    };
    let letter = Letter::new(subject).text(body).facts(facts.collect::<Vec<_>>()).link(SEE, page);
    for to in administrators(tx, tenant).await?.iter().filter(|to| to.id != locked.id) {
        Mail::new(MailKind::MemberLocked, letter.clone()).queue(tx, &Recipient::account(to)).await?;
    }
    Ok(())
}

/// Those who answer for a company's accounts and can read their mails.
pub async fn administrators(at: &impl Opens, tenant: uuid::Uuid) -> Result<Vec<account::Model>, Fault> {
    let roles = Role::ALL.iter().filter(|role| role.is_administrator()).map(|role| role.code());
    let found = account::Entity::find()
        .filter(A::TenantId.eq(tenant))
        .filter(A::Status.eq("active"))
        .filter(A::Role.is_in(roles));
    let mut found = people::all(at, found).await?;
    // A row that somebody else has written is nobody's administrator.
    found.retain(|account| account.status == "active");
    Ok(found)
}

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

/// Somebody signed in on a device that has not been seen with the account.
pub async fn new_device(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("新しい端末からログインがありました", "A sign-in from a new device");
    const BODY: Text = Text::new(
        "これまで使われていない端末から、あなたのアカウントへのログインがありました。",
        "Somebody signed in to your account on a device that has not been used with it before.",
    );
    const THEN: Text = Text::new(
        "ご自身のログインであれば、何もする必要はありません。お心あたりがない場合は、すぐにパスワードを変更し、サポート窓口に連絡してください。",
        "If it was you, there is nothing to do. If it was not, change your password at once and tell the support desk.",
    );
    let facts = where_from(request.app.clock.now(), &request.origin);
    let letter = Letter::new(SUBJECT).text(BODY).facts(facts).text(THEN);
    let letter = letter.link(PASSWORD_LINK, format!("{}/account/password", request.app.config.origin()));
    Mail::new(MailKind::NewDevice, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}

const PASSWORD_LINK: Text = Text::new("パスワードを変更", "Change password");

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
    let letter = Letter::new(SUBJECT).text(BODY).facts([(EXPIRES, time(expires))]).link(PASSWORD_LINK, link);
    let once = remind_key(of, days);
    Mail::new(MailKind::PasswordRemind, letter).once(once).useless_at(expires).queue(tx, &Recipient::account(of)).await
}

/// The occasion of a reminder: this account, this password, this day.
pub fn remind_key(of: &account::Model, days: u32) -> String {
    format!("password.remind {} {} {days}", of.id, of.password_set_at.timestamp())
}

/// Many accounts were locked within an hour: somebody tries passwords on them.
pub async fn lock_wave(tx: &Write, staff: &[account::Model], locked: u64, hour: i64) -> Result<bool, Fault> {
    const SUBJECT: Text = Text::new("アカウントのロックが多発しています", "Many accounts are being locked");
    const BODY: Text = Text::new(
        "直近1時間に、多くのアカウントがロックされました。パスワードの総当たりの可能性があります。",
        "Many accounts have been locked within the last hour. Somebody may be trying passwords on them.",
    );
    const LOCKED: Text = Text::new("ロックされたアカウント", "Accounts locked");
    const LINK: Text = Text::new("運営画面を開く", "Open the support console");
    let link = format!("{}/support", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).facts([(LOCKED, Words::same(locked.to_string()))]).link(LINK, link);
    let mut new = false;
    for to in staff {
        let mail = Mail::new(MailKind::LockWave, letter.clone()).once(format!("lock.wave {} {hour}", to.id));
        new |= mail.queue(tx, &Recipient::account(to)).await?;
    }
    Ok(new)
}
