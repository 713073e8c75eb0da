//! The table of this feature.

use super::api::{SignInHistoryApi, VIEW};
use super::messages as m;
use super::{activity_page, acts, list_page};
use crate::account::api::OWN_SECURITY;
use crate::feature::{Feature, FeatureTable, page};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/sign-in-history",
    title: m::TITLE,
    icon: "history",
    permission: VIEW,
    key: "i",
    aliases: "ろぐいんりれき roguin rireki sign-in history login",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: SignInHistoryApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[VIEW],
        pages: &[
            page!("/account/activity", Needs(OWN_SECURITY), reads ["from", "to", "action", "result", "after", "before"],
                activity_page::activity),
            page!("/sign-in-history", Needs(VIEW), reads ["from", "to", "result", "actor", "after", "before"],
                list_page::list),
        ],
        posts: &[],
        acts: acts::ALL,
        facts: &[],
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
