//! The letters about members.

use super::invitation::Invited;
use crate::door::{Request, Write};
use crate::entity::account::{self, Column as A};
use crate::entity::{invitation, tenant};
use crate::fault::Fault;
use crate::links::{self, Purpose};
use crate::mail::letter::Letter;
use crate::mail::letters::{NOT_ME, time, where_from};
use crate::mail::{Mail, Recipient};
use crate::people;
use app::mail::kinds::MailKind;
use app::members::messages as m;
use app::members::states::MemberState;
use app::permission::Role;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// The link with which somebody joins.
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
    let company = tenant::Entity::find_by_id(tx.tenant).one(tx.db()).await?.ok_or(Fault::NotFound)?;
    let link = links::make(tx, Purpose::Join, row.id, until).await?;
    let facts = [(COMPANY, Words::same(company.name)), (m::UNTIL, time(until))];
    let letter = Letter::new(SUBJECT).text(BODY).facts(facts).link(OPEN, link).text(UNKNOWN);
    let to =
        Recipient { address: invited.email.clone(), name: invited.name.clone(), lang: invited.lang(), account: None };
    Mail::new(MailKind::Invitation, letter).useless_at(until).queue(tx, &to).await.map(drop)
}

/// Whoever may approve new members is asked.
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
    let owners = tx.of::<account::Entity>().filter(A::Role.eq(Role::Owner.code()));
    for owner in people::all(tx, owners.filter(A::Status.eq(MemberState::Active.code()))).await? {
        Mail::new(MailKind::InvitationApproval, letter.clone()).queue(tx, &Recipient::account(&owner)).await?;
    }
    Ok(())
}

/// An administrator wants another password (MS-16).
pub async fn password_wanted(tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスワードの変更をお願いします", "Please change your password");
    const BODY: Text = Text::new(
        "貴社の管理者が、パスワードの変更を求めています。新しいパスワードを設定するまで、ほかの操作はできません。",
        "An administrator of your company asks for a new password. Until you set one, nothing else can be done.",
    );
    const OPEN: Text = Text::new("パスワードを変更", "Change password");
    let link = format!("{}/account/password", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).link(OPEN, link).text(NOT_ME);
    Mail::new(MailKind::PasswordWanted, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}

/// The link to a new password that an administrator sends; good until `until`.
pub async fn reset_link(tx: &Write, of: &account::Model, until: DateTime<Utc>) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("パスワードの再設定", "Set a new password");
    const BODY: Text = Text::new(
        "貴社の管理者が、パスワードの再設定のリンクを送りました。リンクを開き、新しいパスワードを設定してください。リンクは一度だけ使えます。",
        "An administrator of your company has sent you a link to a new password. Open it and set one. It works once.",
    );
    const OPEN: Text = Text::new("新しいパスワードを設定する", "Set a new password");
    let link = links::make(tx, Purpose::ResetByAdministrator, of.id, until).await?;
    let letter = Letter::new(SUBJECT).text(BODY).link(OPEN, link).facts([(m::UNTIL, time(until))]).text(NOT_ME);
    Mail::new(MailKind::ResetLink, letter).useless_at(until).queue(tx, &Recipient::account(of)).await.map(drop)
}

/// Somebody who had left is back in their own account: if it was not them, they hear of it (ASVS 6.3.7).
pub async fn returned(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("アカウントの利用が再開されました", "Your account is in use again");
    const BODY: Text = Text::new(
        "招待のリンクから、以前お使いだったアカウントに新しいパスワードが設定されました。二要素認証は、必要な場合は次のログインで設定します。",
        "By the link of an invitation, a new password has been set for the account that you used before. Where two-step verification is needed, it is set up at the next sign-in.",
    );
    let facts = where_from(request.app.clock.now(), &request.origin);
    let role = Role::from_code(&of.role).unwrap_or(Role::Viewer);
    let letter = Letter::new(SUBJECT).text(BODY).facts([(m::ROLE, role.text().into())]).facts(facts).text(NOT_ME);
    Mail::new(MailKind::MemberReturned, letter).queue(tx, &Recipient::account(of)).await.map(drop)
}
