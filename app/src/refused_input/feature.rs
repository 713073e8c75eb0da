//! The table of this feature.

use super::api::{EVERYWHERE, RefusedInputApi};
use super::messages as m;
use super::{everywhere_page, list_page};
use crate::feature::{Feature, FeatureTable, page};
use crate::page::Screen;
use crate::permission::Access::Needs;
use crate::security::api::VIEW;

pub const EVERYWHERE_SCREEN: Screen = Screen {
    path: "/support/refused-input",
    title: m::TITLE,
    icon: "ban",
    permission: EVERYWHERE,
    key: "r",
    aliases: "きょひ kyohi refused rejected input 入力 にゅうりょく",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: RefusedInputApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[EVERYWHERE_SCREEN],
        permissions: &[EVERYWHERE],
        pages: &[
            page!("/security/refused-input", Needs(VIEW), reads ["after", "before"], list_page::list),
            page!("/support/refused-input", Needs(EVERYWHERE), reads ["after", "before"], everywhere_page::everywhere),
        ],
        posts: &[],
        acts: &[],
        facts: &[],
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
