//! The table of this feature.

use super::api::{AnnouncementsApi, READERS, VIEW};
use super::messages as m;
use super::{acts, detail_page, list_page, readers_page, subscription_page};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/announcements",
    title: m::TITLE,
    icon: "megaphone",
    permission: VIEW,
    key: "a",
    aliases: "おしらせ oshirase announcements news 通知 つうち notices 計画停止 メンテナンス",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: AnnouncementsApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[VIEW, READERS],
        pages: &[
            page!("/announcements", Needs(VIEW),
                reads ["q", "kind", "year", "unread", "rows", "after", "before"], list_page::list),
            page!("/announcements/subscription", Needs(VIEW), subscription_page::subscription),
            page!("/announcements/{id}", Needs(VIEW), detail_page::detail),
            page!("/announcements/{id}/readers", Needs(READERS), readers_page::readers),
        ],
        posts: &[
            post!("/announcements/acknowledge", Needs(VIEW), on "/announcements/{id}", about Announcement in "id"
                => AnnouncementsApi::acknowledge_announcement),
            post!("/announcements/subscription", Needs(VIEW), on "/announcements/subscription", about nothing
                => AnnouncementsApi::subscribe_announcements),
            post!("/announcements/subscription/end", Needs(VIEW), on "/announcements/subscription", about nothing
                => AnnouncementsApi::unsubscribe_announcements),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
