//! Letters to contacts.

use crate::door::fault::Fault;
use crate::door::links;
use crate::door::{Request, Write};
use crate::outbox::contact::ContactDetails;
use crate::outbox::letter::Letter;
use crate::outbox::phrases::{NOT_ME, time, where_from};
use crate::outbox::recipients::administrators;
use crate::outbox::{Mail, Recipient};
use app::contacts::kinds::ContactKind;
use app::contacts::mails;
use app::contacts::messages as m;
use app::mail_kind::MailKind;
use app::text::{Lang, Text, Words};
use uuid::Uuid;

const COMPANY: Text = Text::new("契約企業", "Company");

/// Sends the link with which a reader of the mailbox confirms the contact.
pub async fn confirm(
    request: &Request,
    tx: &Write,
    id: Uuid,
    stored: &ContactDetails,
    lang: Lang,
    kinds: &[ContactKind],
) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("お知らせの宛先の確認", "Confirm this address for notices");
    const BODY: Text = Text::new(
        "このアドレスが、お知らせを受け取る宛先として登録されました。次のリンクを開き、「確認」を押すと登録が完了します。",
        "This address was added to receive notices. To complete the registration, open the link below and select Confirm.",
    );
    const UNKNOWN: Text = Text::new(
        "お心あたりがない場合は、このメールを破棄してください。お知らせは送信されません。",
        "If you didn't expect this email, you can ignore it. No notices will be sent.",
    );
    const OPEN: Text = Text::new("登録を確認", "Confirm registration");
    const EXPIRES: Text = Text::new("有効期限（日本時間）", "Valid until");
    let until = request.app.clock.now() + request.signed_in()?.profile.notices.contact_link();
    let link = links::make(tx, app::contacts::feature::CONFIRM, id, until).await?;
    let company = request.signed_in()?.tenant.as_ref().map(|t| t.name.clone()).unwrap_or_default();
    let facts = [(COMPANY, Words::same(company)), (m::KINDS, words(kinds)), (EXPIRES, time(until))];
    let letter = Letter::new(SUBJECT).text(BODY).lines(facts).link(OPEN, link).text(UNKNOWN);
    Mail::new(mails::CONFIRM, letter)
        .expires_at(until)
        .about(id)
        .queue(tx, &Recipient::contact(stored, lang))
        .await
        .map(drop)
}

/// Tells a contact that their telephone number was changed: the desk calls it back to verify callers.
pub async fn telephone_changed(
    request: &Request,
    tx: &Write,
    stored: &ContactDetails,
    lang: Lang,
) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("担当者連絡先の電話番号が変更されました", "A contact's phone number was changed");
    const BODY: Text = Text::new(
        "お知らせの宛先として登録されているこの連絡先の電話番号が変更または削除されました。サポート窓口は、本人確認の電話をこの番号にかけます。",
        "The phone number of this notification contact was changed or removed. Support calls this number to verify identities.",
    );
    let by = [(m::CHANGED_BY, Words::same(&request.signed_in()?.account.name))];
    let facts = by.into_iter().chain(where_from(request.app.clock.now(), &request.origin));
    let letter = Letter::new(SUBJECT).text(BODY).facts(facts.collect::<Vec<_>>()).text(NOT_ME);
    Mail::new(mails::TELEPHONE, letter).queue(tx, &Recipient::contact(stored, lang)).await.map(drop)
}

/// A change of the contact list: the kind of its letter, the subject and the first words.
pub struct ListChange {
    kind: MailKind,
    subject: Text,
    body: Text,
}

pub const ADDED: ListChange = ListChange {
    kind: mails::ADDED,
    subject: Text::new("担当者連絡先が追加されました", "A notification contact was added"),
    body: Text::new(
        "貴社のお知らせの宛先に、次の連絡先が追加されました。確認が完了すると、お知らせが届くようになります。",
        "The contact below was added to receive notices for your company. Notices will be sent once the address is confirmed.",
    ),
};

pub const REMOVED: ListChange = ListChange {
    kind: mails::REMOVED,
    subject: Text::new("担当者連絡先が削除されました", "A notification contact was removed"),
    body: Text::new(
        "次の連絡先が、貴社のお知らせの宛先から削除されました。今後、お知らせは届きません。",
        "The contact below was removed and will no longer receive notices for your company.",
    ),
};

/// Tells the company's administrators who receives its notices now, in case the change was not theirs.
pub async fn listed(request: &Request, tx: &Write, stored: &ContactDetails, what: ListChange) -> Result<(), Fault> {
    let letter = about(request, stored, &what)?;
    for to in administrators(tx, tx.tenant()).await? {
        Mail::new(what.kind, letter.clone()).queue(tx, &Recipient::account(&to)).await?;
    }
    Ok(())
}

/// Tells a contact that they will receive no more notices.
pub async fn removed(request: &Request, tx: &Write, stored: &ContactDetails, lang: Lang) -> Result<(), Fault> {
    let letter = about(request, stored, &REMOVED)?;
    Mail::new(mails::REMOVED, letter).queue(tx, &Recipient::contact(stored, lang)).await.map(drop)
}

fn about(request: &Request, stored: &ContactDetails, change: &ListChange) -> Result<Letter, Fault> {
    let who = [(m::NAME, Words::same(&stored.name)), (m::EMAIL, Words::same(&stored.email))];
    let by = [(m::CHANGED_BY, Words::same(&request.signed_in()?.account.name))];
    let facts = who.into_iter().chain(by).chain(where_from(request.app.clock.now(), &request.origin));
    Ok(Letter::new(change.subject).text(change.body).facts(facts.collect::<Vec<_>>()).text(NOT_ME))
}

/// Sends a test mail.
pub async fn test(tx: &Write, id: Uuid, stored: &ContactDetails, lang: Lang) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("テストメール", "Test email");
    const BODY: Text = Text::new(
        "お知らせの宛先として登録されているアドレスへのテストメールです。お知らせは、このアドレスに届きます。",
        "This is a test email to an address registered for notices. Notices will be sent to this address.",
    );
    let letter = Letter::new(SUBJECT).text(BODY);
    Mail::new(mails::TEST, letter).about(id).queue(tx, &Recipient::contact(stored, lang)).await.map(drop)
}

fn words(kinds: &[ContactKind]) -> Words {
    let each = |lang| kinds.iter().map(|kind| kind.text().of(lang)).collect::<Vec<_>>().join(m::COMMA.of(lang));
    Words { ja: each(Lang::Ja), en: each(Lang::En) }
}
