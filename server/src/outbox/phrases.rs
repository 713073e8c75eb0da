//! Phrases that several letters use: when, from where, and what to do about an action by another person.

use crate::base::when::when;
use crate::door::Origin;
use crate::storage::entity::account;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};

const WHEN: Text = Text::new("日時", "When");
const IP: Text = Text::new("IPアドレス", "IP address");
const DEVICE: Text = Text::new("端末", "Device");
/// What people of a company do about an action by another person.
pub const NOT_ME: Text = Text::new(
    "お心あたりがない場合は、すぐに貴社の契約管理者またはサポート窓口に連絡してください。",
    "If you don't recognize this, contact an owner in your company or Support right away.",
);

/// What staff do about an action by another person. They have no company and are Support themselves.
const NOT_ME_STAFF: Text = Text::new(
    "お心あたりがない場合は、すぐにほかの運営スタッフと、このコンソールの運用担当者に連絡してください。",
    "If you don't recognize this, contact another support staff member and the operator of this console right away.",
);

/// What the owner of an account does about an action by another person.
pub fn not_me(of: &account::Model) -> Text {
    if of.tenant_id.is_some() { NOT_ME } else { NOT_ME_STAFF }
}

/// A moment in both languages, with its time zone: a reader of a mail does not see the console's.
pub fn time(at: DateTime<Utc>) -> Words {
    let when = when(at);
    Words { ja: format!("{} JST", when.ja), en: when.en }
}

/// Time, place and device of an action.
pub fn where_from(at: DateTime<Utc>, origin: &Origin) -> [(Text, Words); 3] {
    let device = crate::base::browser::words(&origin.user_agent);
    [(WHEN, time(at)), (IP, Words::same(&origin.ip)), (DEVICE, device)]
}
