//! The table of this feature.

use super::api::{EndUsersApi, VIEW};
use super::messages as m;
use super::{acts, detail_page, list_page};
use crate::feature::{Feature, FeatureTable, page};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/end-users",
    title: m::TITLE,
    icon: "users-round",
    permission: VIEW,
    key: "e",
    aliases: "えんどゆーざー endoyuuza end users 顧客 こきゃく 会員 customers",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: EndUsersApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[VIEW],
        pages: &[
            page!("/end-users", Needs(VIEW), reads ["q", "provider", "prefecture", "rows", "columns", "after", "before"],
                list_page::list),
            page!("/end-users/{id}", Needs(VIEW), detail_page::detail),
        ],
        posts: &[],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
