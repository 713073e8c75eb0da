//! The table of this feature.

use super::api::{ALL, ANSWER, ASK, InquiriesApi};
use super::messages as m;
use super::{acts, desk_list_page, desk_page, list_page, mails, new_page, thread_page};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/inquiries",
    title: m::TITLE,
    icon: "message-square",
    permission: ASK,
    key: "q",
    aliases: "おといあわせ otoiawase toiawase inquiries 質問 しつもん question support サポート help",
};
pub const DESK: Screen = Screen {
    path: "/support/inquiries",
    title: m::DESK_TITLE,
    icon: "message-square",
    permission: ANSWER,
    key: "q",
    aliases: "おといあわせ otoiawase toiawase inquiries 質問 しつもん questions",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: InquiriesApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN, DESK],
        permissions: &[ASK, ALL, ANSWER],
        pages: &[
            page!("/inquiries", Needs(ASK), reads ["q", "state", "category", "after", "before"], list_page::list),
            page!("/inquiries/new", Needs(ASK), new_page::new),
            page!("/inquiries/{id}", Needs(ASK), thread_page::thread),
            page!("/support/inquiries", Needs(ANSWER),
                reads ["show", "q", "state", "category", "with", "after", "before"], desk_list_page::list),
            page!("/support/inquiries/{id}", Needs(ANSWER), desk_page::thread),
        ],
        posts: &[
            post!("/inquiries", Needs(ASK), on "/inquiries/new", about nothing => InquiriesApi::ask_inquiry),
            post!("/inquiries/reply", Needs(ASK), on "/inquiries/{id}", about Inquiry in "id"
                => InquiriesApi::reply_inquiry),
            post!("/inquiries/close", Needs(ASK), on "/inquiries/{id}", about Inquiry in "id"
                => InquiriesApi::close_inquiry),
            post!("/support/inquiries/answer", Needs(ANSWER), on "/support/inquiries/{id}", about Inquiry in "id"
                => InquiriesApi::answer_inquiry),
            post!("/support/inquiries/template", Needs(ANSWER), on "/support/inquiries/{id}", about Inquiry in "id"
                => InquiriesApi::insert_template),
            post!("/support/inquiries/note", Needs(ANSWER), on "/support/inquiries/{id}", about Inquiry in "id"
                => InquiriesApi::note_inquiry),
            post!("/support/inquiries/assign", Needs(ANSWER), on "/support/inquiries/{id}", about Inquiry in "id"
                => InquiriesApi::take_inquiry),
            post!("/support/inquiries/unassign", Needs(ANSWER), on "/support/inquiries/{id}", about Inquiry in "id"
                => InquiriesApi::give_inquiry_back),
            post!("/support/inquiries/hand", Needs(ANSWER), on "/support/inquiries/{id}", about Inquiry in "id"
                => InquiriesApi::hand_inquiry),
            post!("/support/inquiries/close", Needs(ANSWER), on "/support/inquiries/{id}", about Inquiry in "id"
                => InquiriesApi::finish_inquiry),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: mails::ALL,
        links: &[],
    };
}
