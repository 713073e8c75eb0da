//! The table of this feature.

use super::api::{HomeApi, VIEW};
use super::messages as m;
use super::page;
use crate::account::api::OWN_ACCOUNT;
use crate::feature::{Feature, FeatureTable, page};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/",
    title: m::TITLE,
    icon: "house",
    permission: VIEW,
    key: "h",
    aliases: "ほーむ hoomu とっぷ top home dashboard ダッシュボード",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: HomeApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[VIEW],
        pages: &[page!("/", Needs(OWN_ACCOUNT), page::home)],
        posts: &[],
        acts: &[],
        facts: &[],
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
