//! Letters about members.

use crate::door::fault::Fault;
use crate::door::{Write, company, links, people};
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
    let company = company::stored(tx, tx.tenant()).await?.shown()?.name;
    let by = people::find(tx, row.invited_by).await?.map(|by| by.name);
    let link = links::make(tx, JOIN, row.id, until).await?;
    let letter = asked(&company, by.as_deref());
    let mut facts: Vec<_> = by.map(|by| (m::INVITED_BY, Words::same(by))).into_iter().collect();
    facts.extend(Role::from_code(&row.role).map(|role| (m::ROLE, role.text().into())));
    let lines = [(COMPANY, Words::same(company)), (VALID, time(until))];
    let letter = letter.facts(facts).lines(lines).link(OPEN, link).text(UNKNOWN);
    let to =
        Recipient { address: invited.email.clone(), name: invited.name.clone(), lang: invited.lang(), account: None };
    Mail::new(mails::INVITATION, letter).expires_at(until).about(row.id).queue(tx, &to).await.map(drop)
}

const COMPANY: Text = Text::new("契約企業", "Company");
const VALID: Text = Text::new("有効期限（日本時間）", "Valid until");
const OPEN: Text = Text::new("登録する", "Join");
const UNKNOWN: Text = Text::new(
    "お心あたりがない場合は、このメールを破棄してください。アカウントは作成されません。",
    "If you didn't expect this email, you can ignore it. No account will be created.",
);

/// The beginning of an invitation: who invites whom to what. The subject names the person, so that the letter does not look
/// like one from a stranger.
fn asked(company: &str, by: Option<&str>) -> Letter {
    const SUBJECT: Text = Text::new("管理コンソールへの招待", "Invitation to the management console");
    const NAMED: Text = Text::new(
        "{name}さんから管理コンソールへの招待（{company}）",
        "{name} invited you to the management console of {company}",
    );
    const BODY: Text = Text::new(
        "次の契約企業の管理コンソールに招待されています。リンクを開き、パスワードを設定すると登録が完了します。リンクは一度だけ使用できます。",
        "You've been invited to the management console of the company below. Open the link and set a password to join. The link works only once.",
    );
    let letter = Letter::new(SUBJECT).text(BODY);
    let named = by.map(|name| NAMED.with(&[("name", &name), ("company", &company)]));
    named.map_or(letter.clone(), |subject| letter.naming(&subject))
}

/// Asks the owners to approve a new member.
pub async fn ask_approval(tx: &Write, invited: &Invited, role: Role, by: &str) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("メンバー追加の承認の依頼", "Approval requested: new member");
    const BODY: Text = Text::new(
        "次の方をメンバーに追加する依頼があります。承認すると、招待メールが送信されます。",
        "There is a request to add the following person as a member. The invitation will be sent once you approve it.",
    );
    const OPEN: Text = Text::new("依頼を確認", "Review request");
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
        "An administrator of your company has reset your password. Your previous password no longer works, and you've been signed out on all devices. Open the link below and set a new password. The link works only once.",
    );
    const OPEN: Text = Text::new("新しいパスワードを設定する", "Set a new password");
    const LOCKED: Text = Text::new(
        "アカウントはロックされています。新しいパスワードを設定しても、ロックは解除されません。設定したあと、次のページからサポート窓口に解除を依頼してください。",
        "Your account is locked, and setting a new password doesn't unlock it. After you set it, ask Support to unlock the account on this page:",
    );
    const LOCKED_ELSEWHERE: Text = Text::new(
        "新しい端末からのログインはロックされています。ログインに使う端末でリンクを開いてください。新しいパスワードを設定した端末では、ログインできます。ほかの新しい端末のロックは、次のページからサポート窓口に解除を依頼してください。",
        "Sign-in on new devices is locked. Open the link on the device you plan to use: you can sign in on the device where you set the new password. To unlock other new devices, contact Support on this page:",
    );
    const HELP: Text = Text::new("ログインできない方", "Trouble signing in?");
    let link = links::make(tx, RESET, of.id, until).await?;
    let mut letter = Letter::new(SUBJECT).text(BODY).link(OPEN, link).lines([(VALID, time(until))]);
    if let Some(lock) = stays_locked {
        let words = if lock == Lock::Whole { LOCKED } else { LOCKED_ELSEWHERE };
        letter = letter.text(words).link(HELP, format!("{}/sign-in/help", tx.app().config.origin()));
    }
    let mail = Mail::new(app::cases::mails::RESET_LINK, letter.text(NOT_ME)).expires_at(until).about(of.id);
    mail.queue(tx, &Recipient::account(of)).await.map(drop)
}
