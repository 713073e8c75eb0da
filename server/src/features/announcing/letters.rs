//! Letters about announcements: to contacts, and to those who may approve.

use super::version::kind;
use crate::base::markdown;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::features::announcements::title;
use crate::outbox::letter::Letter;
use crate::outbox::phrases::time;
use crate::outbox::recipients::staff;
use crate::outbox::{Mail, Recipient};
use crate::storage::entity::announcement_version::Model;
use app::announcements::api::Translated;
use app::announcing::api::PUBLISH;
use app::announcing::mails;
use app::announcing::messages as m;
use app::contacts::kinds::ContactKind;
use app::permission::Role;
use app::text::{Text, Words};

const URGENT: Text = Text::new("【緊急】{title}", "[Urgent] {title}");
const WITHDRAWN: Text = Text::new("【取り下げ】{title}", "[Withdrawn] {title}");
const CORRECTED: Text = Text::new("【訂正】{title}", "[Corrected] {title}");
const PLAIN: Text = Text::new("{title}", "{title}");
const OPEN: Text = Text::new("お知らせを表示", "View announcement");
const JAPANESE_ONLY: Text = Text::new("日本語のみのお知らせです。", "This announcement is available in Japanese only.");

/// Why a letter goes out.
#[derive(Clone, Debug)]
pub enum Occasion {
    New,
    Corrected,
    /// With the reason for readers.
    Withdrawn(Translated),
}

/// The contacts who are told of a version: those of its kind, and of an urgent one those for urgent notices (SL-2).
pub fn kinds(version: &Model) -> Vec<ContactKind> {
    kind(version).contacts().into_iter().chain(version.urgent.then_some(ContactKind::Urgent)).collect()
}

/// The letter about a version, in both languages.
pub fn letter(version: &Model, occasion: &Occasion, origin: &str) -> Letter {
    let words = title(version).words();
    let subject = match occasion {
        Occasion::Withdrawn(_) => WITHDRAWN,
        _ if version.urgent || version.emergency => URGENT,
        Occasion::Corrected => CORRECTED,
        Occasion::New => PLAIN,
    };
    let mut letter = Letter::new(PLAIN);
    letter.subject = subject.saying(&[("title", &words)]);
    let link = format!("{origin}/announcements/{}", version.announcement_id);
    letter.lines(facts(version, occasion)).text(body(version)).link(OPEN, link)
}

fn facts(version: &Model, occasion: &Occasion) -> Vec<(Text, Words)> {
    let mut facts = vec![(m::KIND, kind(version).text().into())];
    if let Occasion::Withdrawn(why) = occasion {
        facts.push((m::WITHDRAWN_WHY, why.words()));
    }
    facts.extend(version.starts_at.map(|at| (m::STARTS_SHORT, time(at))));
    facts.extend(version.ends_at.map(|at| (m::ENDS_SHORT, time(at))));
    if version.emergency {
        facts.push((m::REASON, Words::same(&version.reason)));
    }
    facts
}

/// The text of the announcement. Without an English one, the Japanese text stands below a line that says so.
fn body(version: &Model) -> Words {
    let ja = markdown::to_text(&version.text_ja);
    let en = if version.text_en.is_empty() {
        format!("{}\n\n{ja}", JAPANESE_ONLY.en)
    } else {
        markdown::to_text(&version.text_en)
    };
    Words { ja, en }
}

/// Asks everyone who may approve a version and has not written in it.
pub async fn ask_approval(tx: &Write, version: &Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("お知らせの承認のお願い", "Announcement awaiting your approval");
    const BODY: Text = Text::new(
        "次のお知らせの承認が依頼されています。内容を確認し、承認するか差し戻してください。",
        "The following announcement is awaiting approval. Review it, then approve or return it.",
    );
    const REVIEW: Text = Text::new("お知らせを確認", "Review announcement");
    let authors = super::version::authors(version);
    let link = format!("{}/support/announcements/{}", tx.app().config.origin(), version.announcement_id);
    let facts = [(m::NAME, Words::same(&version.title_ja)), (m::KIND, kind(version).text().into())];
    let letter = Letter::new(SUBJECT).text(BODY).lines(facts).link(REVIEW, link);
    let may = |role: &str| Role::from_code(role).is_some_and(|role| PUBLISH.is_held_by(role, false));
    for to in staff(tx).await?.iter().filter(|to| may(&to.role) && !authors.contains(&to.id)) {
        Mail::new(mails::APPROVAL, letter.clone()).about(version.id).queue(tx, &Recipient::account(to)).await?;
    }
    Ok(())
}
