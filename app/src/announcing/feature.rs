//! The table of this feature.

use super::api::{AnnouncingApi, PUBLISH, WRITE};
use super::messages as m;
use super::{acts, detail_page, edit_page, list_page, mails, prompts};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/support/announcements",
    title: m::TITLE,
    icon: "megaphone",
    permission: WRITE,
    key: "n",
    aliases: "おしらせ oshirase announcements news お知らせ 通知 つうち notice",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: AnnouncingApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[WRITE, PUBLISH],
        pages: &[
            page!("/support/announcements", Needs(WRITE), reads ["state", "after", "before"], list_page::list),
            page!("/support/announcements/new", Needs(WRITE), edit_page::new),
            page!("/support/announcements/{id}", Needs(WRITE), detail_page::detail),
            page!("/support/announcements/{id}/edit", Needs(WRITE), edit_page::edit),
        ],
        posts: &[
            post!("/support/announcements/create", Needs(WRITE), on "/support/announcements/new", about nothing
                => AnnouncingApi::create_draft),
            post!("/support/announcements/try", Needs(WRITE), on "/support/announcements/new", about nothing
                => AnnouncingApi::preview_draft),
            post!("/support/announcements/save", Needs(WRITE), on "/support/announcements/{id}/edit",
                about Announcement in "id" => AnnouncingApi::save_draft),
            post!("/support/announcements/preview", Needs(WRITE), on "/support/announcements/{id}/edit",
                about Announcement in "id" => AnnouncingApi::preview_draft),
            post!("/support/announcements/submit", Needs(WRITE), on "/support/announcements/{id}/edit",
                about Announcement in "id" => AnnouncingApi::submit_draft),
            post!("/support/announcements/approve", Needs(PUBLISH), on "/support/announcements/{id}",
                about Announcement in "id", as prompts::APPROVE => AnnouncingApi::approve_draft),
            post!("/support/announcements/return", Needs(WRITE), on "/support/announcements/{id}",
                about Announcement in "id" => AnnouncingApi::return_draft),
            post!("/support/announcements/publish", Needs(PUBLISH), on "/support/announcements/{id}",
                about Announcement in "id", as prompts::PUBLISH => AnnouncingApi::publish_draft),
            post!("/support/announcements/correct", Needs(WRITE), on "/support/announcements/{id}",
                about Announcement in "id" => AnnouncingApi::correct_announcement),
            post!("/support/announcements/discard", Needs(WRITE), on "/support/announcements/{id}",
                about Announcement in "id" => AnnouncingApi::discard_draft),
            post!("/support/announcements/withdraw", Needs(PUBLISH), on "/support/announcements/{id}",
                about Announcement in "id", as prompts::WITHDRAW => AnnouncingApi::withdraw_announcement),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: acts::REASONS,
        mails: mails::ALL,
        links: &[],
    };
}
