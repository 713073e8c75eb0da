//! What differs between two versions, in words for readers.

use super::title;
use super::visible::kind;
use crate::base::when::zoned;
use crate::storage::entity::announcement_version::Model;
use app::announcements::messages as m;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};

/// What stands for a time that is not given.
const NO_TIME: Text = m::PERIOD_NONE;

pub fn changes(new: &Model, old: &Model) -> Vec<Words> {
    let from_to = |text: Text, from: Words, to: Words| text.saying(&[("from", &from), ("to", &to)]);
    let mut all = Vec::new();
    if new.kind != old.kind {
        all.push(from_to(m::DIFFERS_KIND, kind(old).text().into(), kind(new).text().into()));
    }
    if new.starts_at != old.starts_at {
        all.push(from_to(m::DIFFERS_STARTS, time(old.starts_at), time(new.starts_at)));
    }
    if new.ends_at != old.ends_at {
        all.push(from_to(m::DIFFERS_ENDS, time(old.ends_at), time(new.ends_at)));
    }
    if new.title_ja != old.title_ja {
        all.push(from_to(m::DIFFERS_TITLE, title(old).words(), title(new).words()));
    }
    let others = [
        (new.reach != old.reach, m::DIFFERS_REACH),
        (new.acknowledge != old.acknowledge, m::DIFFERS_ASKED),
        ((&new.text_ja, &new.title_en, &new.text_en) != (&old.text_ja, &old.title_en, &old.text_en), m::DIFFERS_TEXT),
    ];
    all.extend(others.into_iter().filter(|(differs, _)| *differs).map(|(_, text)| text.into()));
    all
}

fn time(at: Option<DateTime<Utc>>) -> Words {
    at.map_or_else(
        || NO_TIME.into(),
        |at| {
            let at = zoned(at);
            Words { ja: at.ja, en: at.en }
        },
    )
}
