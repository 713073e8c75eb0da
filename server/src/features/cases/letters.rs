//! The letters of a case.

use super::case::administrators;
use crate::door::fault::Fault;
use crate::door::links;
use crate::door::{Request, Write, company};
use crate::outbox::letter::Letter;
use crate::outbox::phrases::{NOT_ME, time, where_from};
use crate::outbox::{Mail, Recipient, recipients};
use crate::storage::entity::{account, support_case};
use app::cases::api::CONSENT;
use app::cases::feature::RESET;
use app::cases::mails;
use app::cases::messages as m;
use app::cases::number::shown;
use app::cases::states::kind;
use app::permission::Role;
use app::text::{Text, Words};
use chrono::{DateTime, Duration, Utc};

/// The person and the kind of the case. Administrators consent to the removal of two-step verification together with
/// the reset.
fn asked(case: &support_case::Model, of: &account::Model) -> Vec<(Text, Words)> {
    let what = kind(case.removes_second_factor);
    let asked = [(m::PERSON, Words::same(&of.name)), (m::EMAIL, Words::same(&of.email)), (m::KIND, what.into())];
    called(case).into_iter().chain(asked).collect()
}

/// The number by which the person and the desk name the case.
fn called(case: &support_case::Model) -> Option<(Text, Words)> {
    case.number.map(|number| (m::NUMBER, Words::same(shown(number))))
}

/// Adds a warning if two-step verification will be removed.
fn warned(case: &support_case::Model, letter: Letter) -> Letter {
    const REMOVES: Text = Text::new(
        "この手続きでは、二要素認証も解除します。認証アプリ、パスキー、クライアント証明書、リカバリーコードは使えなくなります。",
        "Two-step verification will also be removed: the authenticator app, passkeys, client certificates and recovery codes will no longer work.",
    );
    if case.removes_second_factor { letter.text(REMOVES) } else { letter }
}

const HELP: Text = Text::new("ログインできない方", "Trouble signing in?");
const SEE: Text = Text::new("依頼の内容を確認", "Review request");

/// The page where administrators consent and refuse.
fn page(tx: &Write) -> String {
    format!("{}/cases", tx.app().config.origin())
}

/// Tells the owner of an account that a case was opened, before anything else can happen.
pub async fn opened(tx: &Write, case: &support_case::Model, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスワードの再設定の手続きを始めました", "A reset of your password has started");
    const BODY: Text = Text::new(
        "サポート窓口が、アカウントのパスワードの再設定の手続きを始めました。本人確認、貴社の管理者の同意、別の運営スタッフの承認のあと、このアドレスに新しいパスワードを設定するためのリンクを送信します。",
        "Support has started to reset the password for your account. After your identity has been verified, an administrator of your company has consented and another support staff member has approved, we'll send a link to set a new password to this address.",
    );
    let letter = warned(case, Letter::new(SUBJECT).text(BODY).facts(asked(case, of))).text(NOT_ME);
    Mail::new(mails::OPENED, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}

/// Asks the administrators who can consent.
pub async fn ask_consent(
    tx: &Write,
    case: &support_case::Model,
    of: &account::Model,
    others: &[account::Model],
) -> Result<(), Fault> {
    const SUBJECT: Text =
        Text::new("パスワードの再設定への同意のお願い", "Your consent to a password reset is requested");
    const BODY: Text = Text::new(
        "次のメンバーから、パスワードの再設定の依頼がありました。サポート窓口で本人確認を済ませています。内容を確認し、「同意する」または「同意しない」を選択してください。",
        "The following member has requested a password reset. Support has verified their identity. Review the request, then consent or decline.",
    );
    let letter = warned(case, Letter::new(SUBJECT).text(BODY).facts(asked(case, of)));
    let letter = letter.link(SEE, page(tx));
    for other in others {
        Mail::new(mails::CONSENT, letter.clone()).queue(tx, &Recipient::account(other)).await?;
    }
    Ok(())
}

/// Tells the person, the company's other administrators and all contacts that nobody else can consent, and until when
/// they may object.
pub async fn cooling(
    tx: &Write,
    case: &support_case::Model,
    of: &account::Model,
    until: DateTime<Utc>,
) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスワードの再設定の依頼がありました", "A password reset has been requested");
    const BODY: Text = Text::new(
        "次のメンバーについて、パスワードの再設定の依頼がありました。貴社に同意できる管理者がほかにいないため、次の日時まで待ってから手続きを進めます。管理者は、コンソールの「サポートの対応案件」で「同意しない」を選択できます。",
        "A password reset has been requested for the following member. Because no other administrator of your company can consent, the request won't proceed before the time below. Administrators can decline it in the console, under Support cases.",
    );
    const FROM: Text = Text::new("手続きを進める日時", "Won't proceed before");
    let letter = Letter::new(SUBJECT).text(BODY).facts(asked(case, of)).lines([(FROM, time(until))]);
    let letter = warned(case, letter).text(NOT_ME);
    let recipients = administrators(tx, case).await?;
    let help = format!("{}/sign-in/help", tx.app().config.origin());
    for account in recipients.iter().chain([of]) {
        let may_refuse = Role::from_code(&account.role).is_some_and(|role| CONSENT.is_held_by(role, false));
        let letter = if account.locked_at.is_some() {
            letter.clone().link(HELP, help.clone())
        } else if may_refuse {
            letter.clone().link(SEE, page(tx))
        } else {
            letter.clone()
        };
        Mail::new(mails::COOLING, letter).queue(tx, &Recipient::account(account)).await?;
    }
    for contact in recipients::contacts(tx).await? {
        Mail::new(mails::COOLING, letter.clone()).queue(tx, &contact).await?;
    }
    Ok(())
}

/// Sends the link for a new password, valid for the time in the profile. The old password is already invalid.
pub async fn link(tx: &Write, case: &support_case::Model, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスワードの再設定", "Set a new password");
    const BODY: Text = Text::new(
        "サポート窓口への依頼が承認されました。以前のパスワードは使えなくなり、すべての端末からログアウトしました。次のリンクを開き、新しいパスワードを設定してください。リンクは一度だけ使えます。",
        "Your request to Support has been approved. Your previous password no longer works, and you've been signed out on all devices. Open the link below and set a new password. The link works only once.",
    );
    const EXPIRES: Text = Text::new("リンクの有効期限", "Link expires");
    const OPEN: Text = Text::new("新しいパスワードを設定する", "Set a new password");
    let company = company::find(tx, case.tenant_id).await?;
    let rules = tx.app().profile_of(Some(&company));
    let until = tx.app().clock.now() + Duration::minutes(rules.password.reset_link_minutes.into());
    let link = links::make(tx, RESET, case.id, until).await?;
    let lines = called(case).into_iter().chain([(EXPIRES, time(until))]);
    let letter = warned(case, Letter::new(SUBJECT).text(BODY).link(OPEN, link).lines(lines));
    let letter = letter.text(NOT_ME);
    Mail::new(mails::RESET_LINK, letter)
        .expires_at(until)
        .about(case.id)
        .queue(tx, &Recipient::account(of))
        .await
        .map(drop)
}

/// Tells a person that the reset removed their second step, passkeys and certificates, in case somebody else asked for
/// it (ASVS 6.3.7).
pub async fn second_factor_removed(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("二要素認証が解除されました", "Two-step verification has been removed");
    const BODY: Text = Text::new(
        "サポート窓口の手続きにより、アカウントの二要素認証が解除されました。これまでの認証アプリ、パスキー、クライアント証明書、リカバリーコードは使えません。",
        "Support has removed two-step verification from your account as requested. Your authenticator app, passkeys, client certificates and recovery codes no longer work.",
    );
    const THEN: Text =
        Text::new("次のログインのあとに、設定し直してください。", "Set it up again after your next sign-in.");
    let facts = where_from(tx.app().clock.now(), &request.origin);
    let letter = Letter::new(SUBJECT).text(BODY).facts(facts).text(THEN).text(NOT_ME);
    Mail::new(app::second_factor::mails::TURNED_OFF, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}
