//! Letters about sign-in: a locked account, and a new device.

use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::outbox::letter::Letter;
use crate::outbox::phrases::{not_me, where_from};
use crate::outbox::recipients::administrators;
use crate::outbox::{Mail, Recipient};
use crate::profile::Lockout;
use crate::storage::entity::account;
use app::account::messages::CHANGE;
use app::members::states::Lock;
use app::permission::Role;
use app::sign_in::mails;
use app::text::{Text, Words};

const MEMBER: Text = Text::new("メンバー", "Member");
const EMAIL: Text = Text::new("メールアドレス", "Email address");

/// Tells the owner of an account and the company's administrators that it was locked, because the sign-in page does not
/// say so.
pub async fn account_locked(
    request: &Request,
    tx: &Write,
    locked: &account::Model,
    lock: Lock,
    rule: &Lockout,
) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("アカウントがロックされました", "Your account has been locked");
    const BODY: Text = Text::new(
        "ご利用中の端末でパスワードの間違いが続いたため、アカウントをロックしました。ログイン画面には、安全のため、パスワードの間違いと同じ文が表示されます。登録済みのパスキーは、引き続き使えます。",
        "Your account has been locked after too many wrong passwords on a device you've used before. For security, the sign-in page shows the same message as for a wrong password. Your passkeys still work.",
    );
    const SUBJECT_NEW: Text =
        Text::new("新しい端末からのログインがロックされました", "Sign-in on new devices has been locked");
    const BODY_NEW: Text = Text::new(
        "使われたことのない端末からパスワードの間違いが続いたため、新しい端末からのパスワードでのログインをロックしました。これまでにログインしたことのある端末と、登録済みのパスキーは、引き続き使えます。ログイン画面には、安全のため、パスワードの間違いと同じ文が表示されます。",
        "Password sign-in on new devices has been locked after too many wrong passwords on devices never used with your account. Devices you've used before and your passkeys still work. For security, the sign-in page shows the same message as for a wrong password.",
    );
    let at = request.app.clock.now();
    let (subject, body) = match lock {
        Lock::Whole => (SUBJECT, BODY),
        Lock::NewDevices => (SUBJECT_NEW, BODY_NEW),
    };
    let letter = Letter::new(subject).text(body).facts(where_from(at, &request.origin));
    let letter = who_opens(request, letter, locked, rule).text(not_me(locked));
    Mail::new(mails::LOCKED, letter).queue(tx, &Recipient::account(locked)).await?;
    member_locked(request, tx, locked, lock).await
}

/// Adds who opens the lock, and how to reach them.
fn who_opens(request: &Request, letter: Letter, locked: &account::Model, rule: &Lockout) -> Letter {
    const DESK: Text = Text::new(
        "ロックの解除は、サポート窓口で本人確認のうえ、パスワードをリセットして行います。ご本人の場合は、次のページからサポート窓口に連絡してください。",
        "Support can unlock it by confirming your identity and resetting your password. If this was you, contact Support on this page:",
    );
    const COMPANY: Text = Text::new(
        "ロックを解除するには、貴社の管理者にパスワードの再設定を依頼してください。連絡できる管理者がいない場合は、次のページからサポート窓口に連絡してください。",
        "To unlock it, ask an administrator of your company to reset your password. If you can't reach one, contact Support on this page:",
    );
    const RUNS: Text = Text::new(
        "ロックの解除は、このコンソールの運用担当者が、本人確認のうえで行います。ほかの運営スタッフを通じて依頼してください。",
        "The operator of this console can unlock it after confirming your identity. Ask them through another support staff member.",
    );
    const HELP: Text = Text::new("ログインできない方", "Trouble signing in?");
    if locked.tenant_id.is_none() {
        return letter.text(RUNS);
    }
    // Only another owner can unlock an owner, and there may be no other.
    let by_company = locked.role != Role::Owner.code() && rule.opened_by_administrators();
    let help = format!("{}/sign-in/help", request.app.config.origin());
    letter.text(if by_company { COMPANY } else { DESK }).link(HELP, help)
}

async fn member_locked(request: &Request, tx: &Write, locked: &account::Model, lock: Lock) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("メンバーのアカウントがロックされました", "A member's account has been locked");
    const BODY: Text = Text::new(
        "パスワードの間違いが続いたため、次のメンバーのアカウントをロックしました。本人の操作かどうかを確認してください。",
        "The following member's account has been locked after too many wrong passwords. Check with them whether it was their own attempt.",
    );
    const SUBJECT_NEW: Text = Text::new(
        "メンバーの新しい端末からのログインがロックされました",
        "A member's sign-in on new devices has been locked",
    );
    const BODY_NEW: Text = Text::new(
        "使われたことのない端末からパスワードの間違いが続いたため、次のメンバーの、新しい端末からのパスワードでのログインをロックしました。ログインしたことのある端末とパスキーは使えます。本人の操作かどうかを確認してください。",
        "Password sign-in on new devices has been locked for the following member after too many wrong passwords on unknown devices. Known devices and passkeys still work. Check with them whether it was their own attempt.",
    );
    const SEE: Text = Text::new("メンバーを確認", "View member");
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
        Mail::new(mails::MEMBER_LOCKED, letter.clone()).queue(tx, &Recipient::account(to)).await?;
    }
    Ok(())
}

/// Tells a person about a sign-in on an unknown device.
pub async fn new_device(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("新しい端末からログインがありました", "New sign-in to your account");
    const BODY: Text = Text::new(
        "これまで使われていない端末から、あなたのアカウントへのログインがありました。",
        "We noticed a sign-in to your account from a device that hasn't been used with it before.",
    );
    const THEN: Text = Text::new(
        "ご自身のログインであれば、何もする必要はありません。お心あたりがない場合は、すぐにパスワードを変更し、サポート窓口に連絡してください。",
        "If this was you, you don't need to do anything. If it wasn't, change your password right away and contact Support.",
    );
    const THEN_STAFF: Text = Text::new(
        "ご自身のログインであれば、何もする必要はありません。お心あたりがない場合は、すぐにパスワードを変更し、ほかの運営スタッフと、このコンソールの運用担当者に連絡してください。",
        "If this was you, you don't need to do anything. If it wasn't, change your password right away, and contact another support staff member and the operator of this console.",
    );
    let facts = where_from(request.app.clock.now(), &request.origin);
    let then = if of.tenant_id.is_some() { THEN } else { THEN_STAFF };
    let letter = Letter::new(SUBJECT).text(BODY).facts(facts).text(then);
    let letter = letter.link(CHANGE, format!("{}/account/password", request.app.config.origin()));
    Mail::new(mails::NEW_DEVICE, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}
