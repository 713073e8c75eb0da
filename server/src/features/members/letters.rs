//! Letters about members.

use crate::door::fault::Fault;
use crate::door::{Write, company, links};
use crate::identity::joining::invitation::Invited;
use crate::outbox::letter::Letter;
use crate::outbox::phrases::{NOT_ME, time};
use crate::outbox::recipients::owners;
use crate::outbox::{Mail, Recipient};
use crate::storage::entity::{account, invitation};
use app::members::feature::{JOIN, RESET};
use app::members::mails;
use app::members::messages as m;
use app::members::states::Lock;
use app::permission::Role;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};

/// Sends the link for joining.
pub async fn invitation(
    tx: &Write,
    row: &invitation::Model,
    invited: &Invited,
    until: DateTime<Utc>,
) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("管理コンソールへの招待", "You are invited to the console");
    const BODY: Text = Text::new(
        "次の企業の管理コンソールに招待されました。リンクを開き、パスワードを設定すると登録が完了します。リンクは一度だけ使えます。",
        "You have been invited to the console of this company. Open the link and set a password to join. The link works once.",
    );
    const COMPANY: Text = Text::new("契約企業", "Company");
    const OPEN: Text = Text::new("登録する", "Join");
    const UNKNOWN: Text = Text::new(
        "お心あたりがない場合は、このメールを破棄してください。アカウントは作られません。",
        "If you know nothing of it, ignore this mail: no account is made.",
    );
    let company = company::stored(tx, tx.tenant()).await?.shown()?;
    let link = links::make(tx, JOIN, row.id, until).await?;
    let facts = [(COMPANY, Words::same(company.name)), (m::UNTIL, time(until))];
    let letter = Letter::new(SUBJECT).text(BODY).lines(facts).link(OPEN, link).text(UNKNOWN);
    let to =
        Recipient { address: invited.email.clone(), name: invited.name.clone(), lang: invited.lang(), account: None };
    Mail::new(mails::INVITATION, letter).expires_at(until).about(row.id).queue(tx, &to).await.map(drop)
}

/// Asks the owners to approve a new member.
pub async fn ask_approval(tx: &Write, invited: &Invited, role: Role, by: &str) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("メンバー追加の承認のお願い", "Your approval of a new member is asked for");
    const BODY: Text = Text::new(
        "次の方をメンバーに加える依頼があります。承認すると、招待のメールが送信されます。",
        "The following person is to become a member. The invitation is sent once you approve it.",
    );
    const OPEN: Text = Text::new("依頼を確かめる", "See the request");
    let facts = [
        (m::NAME, Words::same(&invited.name)),
        (m::EMAIL, Words::same(&invited.email)),
        (m::ROLE, role.text().into()),
        (m::INVITED_BY, Words::same(by)),
    ];
    let link = format!("{}/members", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).facts(facts).link(OPEN, link);
    for owner in owners(tx, tx.tenant()).await? {
        Mail::new(mails::APPROVAL, letter.clone()).queue(tx, &Recipient::account(&owner)).await?;
    }
    Ok(())
}

/// Sends the link for a new password after a forced reset, valid until `until`.
pub async fn reset_link(
    tx: &Write,
    of: &account::Model,
    until: DateTime<Utc>,
    stays_locked: Option<Lock>,
) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスワードがリセットされました", "Your password has been reset");
    const BODY: Text = Text::new(
        "貴社の管理者が、アカウントのパスワードをリセットしました。これまでのパスワードは使えなくなり、すべての端末からログアウトしました。次のリンクを開き、新しいパスワードを設定してください。リンクは一度だけ使えます。",
        "An administrator of your company has reset the password of your account. The one so far no longer works, and you have been signed out everywhere. Open the link and set a new password. It works once.",
    );
    const OPEN: Text = Text::new("新しいパスワードを設定する", "Set a new password");
    const LOCKED: Text = Text::new(
        "アカウントはロックされています。新しいパスワードを設定しても、ロックは解除されません。設定したあと、次のページからサポート窓口に解除を依頼してください。",
        "Your account is locked, and a new password does not open it. Once it is set, ask the support desk on this page:",
    );
    const LOCKED_ELSEWHERE: Text = Text::new(
        "新しい端末からのログインはロックされています。ログインに使う端末でリンクを開いてください。新しいパスワードを設定した端末では、ログインできます。ほかの新しい端末のロックは、次のページからサポート窓口に解除を依頼してください。",
        "Sign-in on new devices is locked. Open the link on the device that you will use: the one on which you set the password lets you in. To open other new devices, ask the support desk on this page:",
    );
    const HELP: Text = Text::new("ログインできない方", "If you cannot sign in");
    let link = links::make(tx, RESET, of.id, until).await?;
    let mut letter = Letter::new(SUBJECT).text(BODY).link(OPEN, link).lines([(m::UNTIL, time(until))]);
    if let Some(lock) = stays_locked {
        let words = if lock == Lock::Whole { LOCKED } else { LOCKED_ELSEWHERE };
        letter = letter.text(words).link(HELP, format!("{}/sign-in/help", tx.app().config.origin()));
    }
    let mail = Mail::new(app::cases::mails::RESET_LINK, letter.text(NOT_ME)).expires_at(until).about(of.id);
    mail.queue(tx, &Recipient::account(of)).await.map(drop)
}
