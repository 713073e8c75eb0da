//! The table of this feature.

use super::api::{ADD, ContactsApi, EDIT, VIEW};
use super::messages as m;
use super::{acts, confirm_page, detail_page, list_page, mails, prompts};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::link::Purpose;
use crate::page::Screen;
use crate::permission::Access::{Link, Needs};

pub const SCREEN: Screen = Screen {
    path: "/contacts",
    title: m::TITLE,
    icon: "book-user",
    permission: VIEW,
    key: "c",
    aliases: "たんとうしゃれんらくさき tantousha renrakusaki contacts 宛先 あてさき notices",
};

pub const CONFIRM: Purpose = Purpose { code: "contact.confirm", page: "/contacts/confirm" };

/// Names it in the list of all features.
pub struct Table;

impl<B: ContactsApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[VIEW, ADD, EDIT],
        pages: &[
            page!("/contacts", Needs(VIEW), list_page::list),
            page!("/contacts/confirm", Link, confirm_page::confirm),
            page!("/contacts/{id}", Needs(VIEW), detail_page::detail),
        ],
        posts: &[
            post!("/contacts", Needs(ADD), on "/contacts", about nothing, as prompts::ADD => ContactsApi::add_contact),
            post!("/contacts/change", Needs(EDIT), on "/contacts/{id}", about Contact in "id", as prompts::CHANGE
                => ContactsApi::change_contact),
            post!("/contacts/remove", Needs(EDIT), on "/contacts/{id}", about Contact in "id", as prompts::REMOVE
                => ContactsApi::remove_contact),
            post!("/contacts/write", Needs(ADD), on "/contacts/{id}", about Contact in "id", as prompts::WRITE
                => ContactsApi::write_contact),
            post!("/contacts/confirm", Link, on "/contacts/confirm", about nothing => ContactsApi::confirm_contact),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: mails::ALL,
        links: &[CONFIRM],
    };
}
