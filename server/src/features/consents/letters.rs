//! Letters about requests for access: to the administrators who can answer, and the answer to its author.

use super::request::{AskedAccess, case_numbers};
use crate::door::fault::Fault;
use crate::door::{Write, company, consent, people};
use crate::outbox::letter::Letter;
use crate::outbox::phrases::time;
use crate::outbox::recipients::administrators;
use crate::outbox::{Mail, Recipient};
use app::consents::mails;
use app::consents::messages as m;
use app::consents::scope::text;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The scopes in both languages.
fn scopes(codes: &str) -> Words {
    let all: Vec<Text> = consent::scopes(codes).into_iter().map(text).collect();
    let listed = |of: fn(&Text) -> &'static str, comma: &str| all.iter().map(of).collect::<Vec<_>>().join(comma);
    Words { ja: listed(|text| text.ja, "、"), en: listed(|text| text.en, ", ") }
}

fn hours(n: u32) -> Words {
    m::HOUR.with(&[("n", &n)])
}

/// What is asked for, beside the reason. A case is named by its number.
async fn lines(tx: &Write, asked: &AskedAccess) -> Result<Vec<(Text, Words)>, Fault> {
    let numbers = case_numbers(tx, tx.tenant(), asked.case.into_iter().collect()).await?;
    let case = numbers.into_values().map(|number| (m::CASE, Words::same(number)));
    let lines = [
        (m::ASK_SCOPES, scopes(&asked.scopes)),
        (m::ASK_HOURS, hours(asked.hours)),
        (m::ASKED_AT, time(asked.at)),
        (m::ANSWER_UNTIL, time(asked.until)),
    ];
    Ok(case.chain(lines).collect())
}

/// Asks the administrators of the company.
pub async fn asked(tx: &Write, id: Uuid, asked: &AskedAccess, by: &str) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("データの閲覧の申請", "Access to your data requested");
    const BODY: Text = Text::new(
        "運営スタッフが、貴社のデータの閲覧を申請しました。内容を確認し、許可するかどうかを回答してください。回答があるまで、何も閲覧できません。",
        "Support staff have requested access to your company's data. Review the request, then allow or decline it. Nothing can be viewed until you allow it.",
    );
    const OPEN: Text = Text::new("申請の内容を確認", "Review the request");
    let letter = Letter::new(SUBJECT).text(BODY);
    let letter = letter.facts([(m::ASKED_BY, Words::same(by)), (m::REASON, Words::same(&asked.reason))]);
    let letter = letter.lines(lines(tx, asked).await?);
    let letter = letter.link(OPEN, format!("{}/consents/requests/{id}", tx.app().config.origin()));
    for to in administrators(tx, tx.tenant()).await? {
        let mail = Mail::new(mails::ASKED, letter.clone()).expires_at(asked.until);
        mail.queue(tx, &Recipient::account(&to)).await?;
    }
    Ok(())
}

/// What the company has allowed.
pub struct AllowedAccess {
    /// Codes separated by commas.
    pub scopes: String,
    pub until: DateTime<Utc>,
}

/// Tells the author that the company has allowed it, what, and until when.
pub async fn allowed(tx: &Write, asked: &AskedAccess, given: &AllowedAccess, by: &str) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("データの閲覧の申請が許可されました", "Your access request was allowed");
    const BODY: Text = Text::new(
        "契約企業の管理者が、データの閲覧の申請を許可しました。許可された範囲を、有効期限まで閲覧できます。",
        "An administrator of the company has allowed your access request. You can view the allowed data until access expires.",
    );
    let given = vec![(m::SCOPES, scopes(&given.scopes)), (m::UNTIL, time(given.until))];
    let letter = answered(tx, asked, Letter::new(SUBJECT).text(BODY), by).await?.lines(given);
    send(tx, asked, letter).await
}

/// Tells the author that the company has declined it.
pub async fn declined(tx: &Write, asked: &AskedAccess, why: &str, by: &str) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("データの閲覧の申請は許可されませんでした", "Your access request was declined");
    const BODY: Text = Text::new(
        "契約企業の管理者が、データの閲覧の申請を許可しませんでした。",
        "An administrator of the company has declined your access request.",
    );
    let letter = answered(tx, asked, Letter::new(SUBJECT).text(BODY), by).await?;
    let letter = if why.is_empty() { letter } else { letter.facts([(m::WHY, Words::same(why))]) };
    send(tx, asked, letter).await
}

/// Adds what was asked of which company and why, and who has answered when.
async fn answered(tx: &Write, asked: &AskedAccess, letter: Letter, by: &str) -> Result<Letter, Fault> {
    const COMPANY: Text = Text::new("契約企業", "Company");
    const ANSWERED_BY: Text = Text::new("回答者", "Answered by");
    const ANSWERED_AT: Text = Text::new("回答日時", "Answered on");
    let company = company::find(tx, tx.tenant()).await?;
    let letter = letter.lines([(COMPANY, Words::same(company.name.as_str()))]);
    let letter = letter.facts([(m::WHY_ASKED, Words::same(&asked.reason)), (ANSWERED_BY, Words::same(by))]);
    Ok(letter.lines([(ANSWERED_AT, time(tx.app().clock.now()))]))
}

/// Writes to the author, if they are still there.
async fn send(tx: &Write, asked: &AskedAccess, letter: Letter) -> Result<(), Fault> {
    const OPEN: Text = Text::new("契約企業の画面を開く", "Open company page");
    let author = people::find(tx, asked.by).await?.filter(|author| author.is_active());
    let Some(author) = author else { return Ok(()) };
    let letter = letter.link(OPEN, format!("{}/support/tenants/{}", tx.app().config.origin(), tx.tenant()));
    Mail::new(mails::ANSWERED, letter).queue(tx, &Recipient::account(&author)).await.map(drop)
}
