//! Letters about a change of service profile. Owners and contacts for security news are told of both steps, with all
//! changes in words, and also if the change is cancelled.

use crate::door::Write;
use crate::door::fault::Fault;
use crate::features::security::title;
use crate::outbox::letter::Letter;
use crate::outbox::phrases::NOT_ME;
use crate::outbox::recipients::{contacts_for, owners};
use crate::outbox::{Mail, Recipient};
use crate::profile::{self, Profile};
use crate::storage::entity::tenant;
use app::contacts::kinds::ContactKind;
use app::mail_kind::MailKind;
use app::security::messages as s;
use app::support::api::{Difference, ProfilePreview, Rule};
use app::support::mails;
use app::support::messages as m;
use app::text::{Text, Words};

pub async fn asked(tx: &Write, company: &tenant::Model, change: &ProfilePreview, why: &str) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("サービスプロファイルの変更が予定されています", "Service profile change requested");
    const BODY: Text = Text::new(
        "運営スタッフが、貴社に適用されるサービスプロファイル（運用の規定）の変更を依頼しました。別の運営スタッフが承認すると、次のとおり変更されます。",
        "Support staff have requested a change of your service profile (the rules that apply to your company). If another support staff member approves it, the following will change.",
    );
    notify(tx, mails::PROFILE_ASKED, letter(tx, Letter::new(SUBJECT).text(BODY), company, change, why)).await
}

pub async fn changed(tx: &Write, company: &tenant::Model, change: &ProfilePreview, why: &str) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("サービスプロファイルを変更しました", "Your service profile has been changed");
    const BODY: Text = Text::new(
        "貴社に適用されるサービスプロファイル（運用の規定）を変更しました。次のとおり変わりました。",
        "Your service profile (the rules that apply to your company) has been changed as follows.",
    );
    notify(tx, mails::PROFILE_CHANGED, letter(tx, Letter::new(SUBJECT).text(BODY), company, change, why)).await
}

/// Tells the same people that an announced change will not happen. A forged request wanted nothing that anybody knows, and
/// may never have been announced.
pub async fn cancelled(tx: &Write, company: &tenant::Model, wanted: Option<&Profile>) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("サービスプロファイルの変更は行われません", "Your service profile won't change");
    const BODY: Text = Text::new(
        "先にお知らせしたサービスプロファイル（運用の規定）の変更は、中止になりました。これまでのサービスプロファイルが引き続き適用されます。",
        "The previously announced change of your service profile (the rules that apply to your company) has been withdrawn. Your current service profile still applies.",
    );
    const ALTERED: Text = Text::new(
        "サービスプロファイル（運用の規定）の変更の依頼が、データベース上で外部から書き換えられていたため、取り消しました。これまでのサービスプロファイルが引き続き適用されます。",
        "A request to change your service profile (the rules that apply to your company) was altered in the database outside the console, so it has been withdrawn. Your current service profile still applies.",
    );
    const STAYS: Text = Text::new("引き続き適用", "Still applies");
    const NOT: Text = Text::new("中止になった変更先", "Withdrawn change");
    let now = profile::built_in(&company.profile);
    let body = if wanted.is_some() { BODY } else { ALTERED };
    let facts = std::iter::once((STAYS, title(now))).chain(wanted.map(|wanted| (NOT, title(Some(wanted)))));
    notify(tx, mails::PROFILE_CANCELLED, Letter::new(SUBJECT).text(body).lines(facts)).await
}

/// A letter with the same lines that staff see.
fn letter(tx: &Write, begun: Letter, company: &tenant::Model, change: &ProfilePreview, why: &str) -> Letter {
    const OPEN: Text = Text::new("セキュリティの画面を開く", "Open Security");
    let now = profile::built_in(&company.profile);
    let titles = [(s::BEFORE, title(now)), (s::AFTER, change.title.clone())];
    let effects = change.effects.iter().map(|effect| (effect.what.clone(), marked(&effect.figure, effect.kept)));
    let (felt, shown): (Vec<_>, Vec<_>) = change.differences.iter().partition(|difference| difference.is_felt());
    let mut letter = begun.lines(titles).facts([(s::REASON, Words::same(why))]);
    for (words, lines) in [
        (m::CHANGES_FOR_YOU, effects.collect::<Vec<_>>()),
        (m::DIFF, felt.into_iter().map(|difference| line(difference, true)).collect()),
        (m::CHANGES_SHOWN, shown.into_iter().map(|difference| line(difference, false)).collect()),
    ] {
        if !lines.is_empty() {
            letter = letter.text(words).lines(lines);
        }
    }
    letter.link(OPEN, format!("{}/security", tx.app().config.origin())).text(NOT_ME)
}

/// A value before and after. Values that are not enforced are marked, if the lines beside it are enforced.
fn line(difference: &Difference, marks: bool) -> (Words, Words) {
    let Difference { section, label, now, then } = difference;
    let value = |rule: &Rule| marked(&rule.value, rule.kept || !marks);
    let (now, then) = (value(now), value(then));
    let what = Words { ja: format!("{}：{}", section.ja, label.ja), en: format!("{}: {}", section.en, label.en) };
    (what, Words { ja: format!("{} → {}", now.ja, then.ja), en: format!("{} → {}", now.en, then.en) })
}

fn marked(value: &Words, kept: bool) -> Words {
    if kept {
        return value.clone();
    }
    let in_one = |value: &str| m::NOT_ENFORCED.with(&[("value", &value)]);
    Words { ja: in_one(&value.ja).ja, en: in_one(&value.en).en }
}

async fn notify(tx: &Write, kind: MailKind, letter: Letter) -> Result<(), Fault> {
    for to in owners(tx, tx.tenant()).await? {
        Mail::new(kind, letter.clone()).queue(tx, &Recipient::account(&to)).await?;
    }
    for contact in contacts_for(tx, ContactKind::Security).await? {
        Mail::new(kind, letter.clone()).queue(tx, &contact).await?;
    }
    Ok(())
}
