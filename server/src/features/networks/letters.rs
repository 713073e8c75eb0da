//! Letters about lifted network limits. Administrators and security contacts are told of both steps.

use crate::door::Write;
use crate::door::fault::Fault;
use crate::outbox::letter::Letter;
use crate::outbox::phrases::{NOT_ME, time};
use crate::outbox::recipients::{administrators, contacts_for};
use crate::outbox::{Mail, Recipient};
use app::contacts::kinds::ContactKind;
use app::mail_kind::MailKind;
use app::networks::mails;
use app::text::Text;
use chrono::{DateTime, Utc};

pub async fn asked(tx: &Write) -> Result<(), Fault> {
    const SUBJECT: Text =
        Text::new("接続元の制限の一時解除の依頼がありました", "Lifting your company's limits has been asked for");
    const BODY: Text = Text::new(
        "貴社の接続元（IPアドレス）の制限を一時的に解除してほしいという依頼が、サポート窓口にありました。窓口の別の担当者が承認すると、制限が一時的に解除されます。",
        "Somebody has asked the support desk to lift your company's limits on IP addresses. If another member of staff approves, they are lifted for a time.",
    );
    notify(tx, mails::LIFT_ASKED, Letter::new(SUBJECT).text(BODY).text(NOT_ME)).await
}

pub async fn lifted(tx: &Write, until: DateTime<Utc>) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("接続元の制限を一時的に解除しました", "Your company's limits have been lifted");
    const BODY: Text = Text::new(
        "サポート窓口が、貴社の接続元（IPアドレス）の制限を次の日時まで解除しました。それまでにログインし、設定を直してください。",
        "The support desk has lifted your company's limits on IP addresses until the time below. Please sign in and put the settings right before then.",
    );
    const UNTIL: Text = Text::new("解除の終了", "Lifted until");
    const OPEN: Text = Text::new("接続元の制限を開く", "Open the limits");
    let link = format!("{}/security/networks", tx.app().config.origin());
    let letter = Letter::new(SUBJECT).text(BODY).lines([(UNTIL, time(until))]).link(OPEN, link).text(NOT_ME);
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
