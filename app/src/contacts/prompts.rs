//! The words of the step-up page for actions of this feature.

use super::kinds::ContactKind;
use super::messages as m;
use crate::kind::Kind;
use crate::messages;
use crate::prompt::{Prompt, PromptField};
use crate::text::{Lang, Text};

messages! {
    WRITE_TITLE: "連絡先にメールを送信", "Send email to contact";
}

// The actions with their objects, each in one sentence.
messages! {
    ADD_WHAT: "{name}（{email}）を連絡先に追加", "Add {name} ({email}) as a contact";
    CHANGE_WHAT: "連絡先{id}の変更", "Edit contact {id}";
    REMOVE_WHAT: "連絡先{id}の削除", "Remove contact {id}";
}

const CONTACT: PromptField = PromptField::named(m::STAFF, "id", Kind::Contact);
const NAME: PromptField = PromptField::typed(m::NAME, "name");
const TELEPHONE: PromptField = PromptField::typed(m::TELEPHONE_SHORT, "telephone");
const KINDS: PromptField = PromptField::word(m::KINDS, "kinds", ContactKind::text_of);
const LANGUAGE: PromptField = PromptField::word(m::LANGUAGE, "language", language);

pub const ADD: Prompt =
    Prompt::new(m::ADD, &[NAME, PromptField::typed(m::EMAIL, "email"), TELEPHONE, KINDS, LANGUAGE]).saying(ADD_WHAT);
pub const CHANGE: Prompt = Prompt::new(m::CHANGE, &[CONTACT, NAME, TELEPHONE, KINDS, LANGUAGE]).saying(CHANGE_WHAT);
pub const REMOVE: Prompt = Prompt::new(m::REMOVE, &[CONTACT]).saying(REMOVE_WHAT);
pub const WRITE: Prompt = Prompt::new(WRITE_TITLE, &[CONTACT]);

/// The name of a language in which letters are written.
pub fn language(tag: &str) -> Option<Text> {
    Some(if Lang::from_tag(tag)? == Lang::Ja { m::JAPANESE } else { m::ENGLISH })
}
