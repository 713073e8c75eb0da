//! The letters of an inquiry. They say which one it is and lead to it; what was written stays in the console.

use super::{limits, texts};
use crate::door::fault::Fault;
use crate::door::{Write, people};
use crate::outbox::letter::Letter;
use crate::outbox::phrases::time;
use crate::outbox::{Mail, Recipient, recipients};
use crate::storage::entity::{account, inquiry};
use app::inquiries::mails;
use app::inquiries::messages as m;
use app::inquiries::number::shown;
use app::mail_kind::MailKind;
use app::permission::Role;
use app::text::{Text, Words};
use uuid::Uuid;

/// A letter about an inquiry: its kind, the subject and the first words.
pub struct InquiryLetter {
    kind: MailKind,
    subject: Text,
    body: Text,
}

pub const ANSWERED: InquiryLetter = InquiryLetter {
    kind: mails::ANSWERED,
    subject: Text::new("お問い合わせに回答しました", "Your inquiry has been answered"),
    body: Text::new(
        "お問い合わせに、サポート窓口から回答がありました。内容はコンソールで確認してください。",
        "Support has answered your inquiry. Please read the answer in the console.",
    ),
};

pub const CLOSED: InquiryLetter = InquiryLetter {
    kind: mails::CLOSED,
    subject: Text::new("お問い合わせを完了にしました", "Your inquiry has been closed"),
    body: Text::new(
        "サポート窓口がお問い合わせを完了にしました。解決していない場合は、コンソールで返信すると対応を再開します。",
        "Support has closed your inquiry. If it is not settled, reply in the console and Support continues with it.",
    ),
};

pub const NEW: InquiryLetter = InquiryLetter {
    kind: mails::NEW,
    subject: Text::new("新しいお問い合わせがあります", "A new inquiry has come in"),
    body: Text::new(
        "契約企業から新しいお問い合わせがありました。回答期限までに回答してください。",
        "A customer has sent a new inquiry. Please answer it by the deadline.",
    ),
};

pub const REPLIED: InquiryLetter = InquiryLetter {
    kind: mails::REPLIED,
    subject: Text::new("お問い合わせに返信がありました", "A customer has replied to an inquiry"),
    body: Text::new(
        "契約企業から、お問い合わせへの返信がありました。回答期限までに回答してください。",
        "A customer has replied to an inquiry. Please answer it by the deadline.",
    ),
};

const ENDED: InquiryLetter = InquiryLetter {
    kind: mails::ENDED,
    subject: Text::new("お問い合わせが完了になりました", "A customer has closed an inquiry"),
    body: Text::new(
        "担当しているお問い合わせを、契約企業が完了にしました。回答は必要ありません。",
        "The customer has closed an inquiry that is assigned to you. You don't need to answer it.",
    ),
};

const CLOSED_FOR_AUTHOR: InquiryLetter = InquiryLetter {
    kind: mails::CLOSED,
    subject: Text::new("お問い合わせを完了にしました", "Your inquiry has been closed"),
    body: Text::new(
        "貴社の管理者が、お送りいただいたお問い合わせを完了にしました。解決していない場合は、コンソールで返信すると対応を再開します。",
        "An administrator of your company has closed your inquiry. If it is not settled, reply in the console and Support continues with it.",
    ),
};

const OPEN: Text = Text::new("お問い合わせを表示", "View the inquiry");

/// The letter about an inquiry, with a link to its page.
fn letter(tx: &Write, row: &inquiry::Model, what: &InquiryLetter, path: &str) -> Letter {
    let number = (m::NUMBER, Words::same(shown(row.number)));
    let due = row.due_at.map(|due| (m::DUE, time(due)));
    let page = format!("{}{path}/{}", tx.app().config.origin(), row.id);
    Letter::new(what.subject).text(what.body).lines(std::iter::once(number).chain(due)).link(OPEN, page)
}

/// Confirms an inquiry to the person who has sent it.
pub async fn received(tx: &Write, row: &inquiry::Model, of: &account::Model) -> Result<(), Fault> {
    const RECEIVED: InquiryLetter = InquiryLetter {
        kind: mails::RECEIVED,
        subject: Text::new("お問い合わせを受け付けました", "Your inquiry has been received"),
        body: Text::new(
            "お問い合わせを受け付けました。回答期限までに、サポート窓口から回答します。",
            "Your inquiry has been received. Support will answer it by the deadline.",
        ),
    };
    let letter = letter(tx, row, &RECEIVED, "/inquiries");
    Mail::new(RECEIVED.kind, letter).about(row.id).queue(tx, &Recipient::account(of)).await.map(drop)
}

/// Writes to everybody in the company who has written to the inquiry. If nobody of them is left, to its administrators.
pub async fn to_company(tx: &Write, row: &inquiry::Model, what: InquiryLetter) -> Result<(), Fault> {
    let mut wrote: Vec<Uuid> = texts::of_company(tx, row.id).await?;
    wrote.push(row.asked_by);
    let mut to = people::named_in(tx, row.tenant_id, wrote).await?;
    to.retain(|person| person.is_active() && person.tenant_id == Some(row.tenant_id));
    if to.is_empty() {
        to = recipients::administrators(tx, row.tenant_id).await?;
    }
    send(tx, row, &what, "/inquiries", &to).await
}

/// Whether a letter to staff is written soon after another one about the same inquiry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Again {
    Always,
    AfterPause,
}

/// Writes to the member of staff who works on the inquiry or, if there is nobody, to all who may answer it.
pub async fn to_staff(tx: &Write, row: &inquiry::Model, what: InquiryLetter, again: Again) -> Result<(), Fault> {
    let mut to = recipients::staff(tx).await?;
    to.retain(|person| person.role == Role::Support.code());
    if let Some(own) = row.assigned_to.filter(|own| to.iter().any(|person| person.id == *own)) {
        to.retain(|person| person.id == own);
    }
    let mut due = Vec::with_capacity(to.len());
    for person in to {
        if limits::charge_letter(tx, row.id, person.id).await? || again == Again::Always {
            due.push(person);
        }
    }
    send(tx, row, &what, "/support/inquiries", &due).await
}

/// Tells the member of staff who works on it that the company has closed an inquiry, and the author if somebody else has.
pub async fn closed_by_company(tx: &Write, row: &inquiry::Model, by: Uuid) -> Result<(), Fault> {
    if let Some(own) = row.assigned_to {
        let staff = people::member_of_staff(tx, own).await?.filter(|person| person.is_active());
        send(tx, row, &ENDED, "/support/inquiries", staff.as_slice()).await?;
    }
    if by == row.asked_by {
        return Ok(());
    }
    let mut author = people::named_in(tx, row.tenant_id, [row.asked_by]).await?;
    author.retain(|person| person.is_active() && person.tenant_id == Some(row.tenant_id));
    send(tx, row, &CLOSED_FOR_AUTHOR, "/inquiries", &author).await
}

async fn send(
    tx: &Write,
    row: &inquiry::Model,
    what: &InquiryLetter,
    path: &str,
    to: &[account::Model],
) -> Result<(), Fault> {
    let letter = letter(tx, row, what, path);
    for person in to {
        Mail::new(what.kind, letter.clone()).about(row.id).queue(tx, &Recipient::account(person)).await?;
    }
    Ok(())
}
