//! Letters about lifted network limits. Administrators and security contacts are told of both steps.

use crate::door::Write;
use crate::door::fault::Fault;
use crate::outbox::letter::Letter;
use crate::outbox::phrases::{NOT_ME, time};
use crate::outbox::recipients::{administrators, contacts_for};
use crate::outbox::{Mail, Recipient};
use app::cases::messages as c;
use app::contacts::kinds::ContactKind;
use app::mail_kind::MailKind;
use app::networks::mails;
use app::networks::messages as m;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};

/// `by` is the member of staff who has asked, and `why` what they have written down.
pub async fn asked(tx: &Write, by: &str, why: &str) -> Result<(), Fault> {
    const SUBJECT: Text =
        Text::new("接続元の制限の一時解除の依頼がありました", "Temporary lift of your IP allowlist requested");
    const BODY: Text = Text::new(
        "運営スタッフが、貴社の接続元（IPアドレス）の制限の一時解除を依頼しました。別の運営スタッフが承認すると、制限が一時的に解除されます。",
        "Support staff have requested a temporary lift of your company's IP allowlist. If another support staff member approves it, the restrictions will be lifted for a limited time.",
    );
    let letter = Letter::new(SUBJECT).text(BODY);
    let letter = letter.facts([(m::LIFT_BY, Words::same(by)), (c::REASON, Words::same(why))]);
    let letter = letter.lines([(m::LIFT_AT, time(tx.app().clock.now()))]).text(NOT_ME);
    notify(tx, mails::LIFT_ASKED, letter).await
}

/// `by` is the member of staff who has approved it.
pub async fn lifted(tx: &Write, by: &str, until: DateTime<Utc>) -> Result<(), Fault> {
    const SUBJECT: Text =
        Text::new("接続元の制限を一時的に解除しました", "Your IP allowlist has been temporarily lifted");
    const BODY: Text = Text::new(
        "サポート窓口が、貴社の接続元（IPアドレス）の制限を次の日時まで一時的に解除しました。それまでにログインし、設定を修正してください。",
        "Support has temporarily lifted your company's IP allowlist until the time below. Sign in and correct the settings before then.",
    );
    const BY: Text = Text::new("承認した運営スタッフ", "Approved by");
    const AT: Text = Text::new("解除した日時", "Lifted on");
    const UNTIL: Text = Text::new("解除の終了日時", "Lifted until");
    const OPEN: Text = Text::new("接続元の制限を開く", "Open IP allowlist");
    let link = format!("{}/security/networks", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).facts([(BY, Words::same(by))]);
    let letter = letter.lines([(AT, time(tx.app().clock.now())), (UNTIL, time(until))]);
    let letter = letter.link(OPEN, link).text(NOT_ME);
    notify(tx, mails::LIFTED, letter).await
}

async fn notify(tx: &Write, kind: MailKind, letter: Letter) -> Result<(), Fault> {
    for to in administrators(tx, tx.tenant()).await? {
        Mail::new(kind, letter.clone()).queue(tx, &Recipient::account(&to)).await?;
    }
    for contact in contacts_for(tx, ContactKind::Security).await? {
        Mail::new(kind, letter.clone()).queue(tx, &contact).await?;
    }
    Ok(())
}
