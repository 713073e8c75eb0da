//! Letters about new members of staff.

use super::approval::approvers;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::links;
use crate::identity::joining::staff_request::StaffDetails;
use crate::outbox::letter::Letter;
use crate::outbox::phrases::time;
use crate::outbox::{Mail, Recipient};
use app::permission::Role;
use app::staff::feature::JOIN;
use app::staff::mails;
use app::staff::messages as m;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Asks everyone who may approve, except the person who asks.
pub async fn ask_approval(
    tx: &Write,
    id: Uuid,
    person: &StaffDetails,
    role: Role,
    by: Option<Uuid>,
) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("運営スタッフの追加の承認のお願い", "Approval requested: new support staff");
    const BODY: Text = Text::new(
        "次の方を運営スタッフに加える依頼があります。内容を確認し、承認または却下してください。",
        "There is a request to add the following person as support staff. Review it, then approve or reject it.",
    );
    let facts = [
        (m::NAME, Words::same(&person.name)),
        (m::EMAIL, Words::same(&person.email)),
        (m::ROLE, role.text().into()),
        (m::WHY, Words::same(&person.why)),
    ];
    let link = format!("{}/support/staff/{id}", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).facts(facts).link(m::REVIEW, link);
    for to in approvers(tx).await?.iter().filter(|to| Some(to.id) != by) {
        Mail::new(mails::APPROVAL, letter.clone()).queue(tx, &Recipient::account(to)).await?;
    }
    Ok(())
}

/// Sends the link with which an approved person sets a password.
pub async fn invitation(tx: &Write, id: Uuid, person: &StaffDetails, until: DateTime<Utc>) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("運営スタッフとしての登録のお願い", "Join as support staff");
    const BODY: Text = Text::new(
        "運営スタッフとしての追加が承認されました。リンクを開き、パスワードを設定すると登録が完了します。リンクは一度だけ使えます。",
        "You've been approved as support staff. Open the link below and set a password to join. The link works only once.",
    );
    const OPEN: Text = Text::new("登録する", "Join");
    const UNKNOWN: Text = Text::new(
        "お心当たりがない場合は、このメールを破棄してください。アカウントは作成されません。",
        "If you didn't expect this email, you can ignore it. No account will be created.",
    );
    let link = links::make(tx, JOIN, id, until).await?;
    let letter = Letter::new(SUBJECT).text(BODY).lines([(m::UNTIL, time(until))]).link(OPEN, link).text(UNKNOWN);
    let to = Recipient { address: person.email.clone(), name: person.name.clone(), lang: person.lang(), account: None };
    Mail::new(mails::INVITATION, letter).expires_at(until).about(id).queue(tx, &to).await.map(drop)
}
