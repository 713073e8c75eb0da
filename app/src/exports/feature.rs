//! The table of this feature.

use super::api::{CREATE, DOWNLOAD, ExportsApi, FILES, VIEW};
use super::messages as m;
use super::{acts, detail_page, list_page, mails, new_page, prompts};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/exports",
    title: m::TITLE,
    icon: "file-down",
    permission: VIEW,
    key: "x",
    aliases: "えくすぽーと ekusupooto export 出力 しゅつりょく ダウンロード csv",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: ExportsApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[VIEW, CREATE, DOWNLOAD, FILES],
        pages: &[
            page!("/exports", Needs(VIEW), reads ["after", "before"], list_page::list),
            page!("/exports/new", Needs(CREATE), reads ["q", "provider", "prefecture", "again", "preset"], new_page::new),
            page!("/exports/{id}", Needs(VIEW), detail_page::detail),
        ],
        posts: &[
            post!("/exports", Needs(CREATE), on "/exports/new", about nothing, as prompts::START => ExportsApi::start_export),
            post!("/exports/count", Needs(VIEW), on "/exports/new", about nothing => ExportsApi::count_rows),
            post!("/exports/cancel", Needs(CREATE), on "/exports/{id}", about Export in "id", as prompts::CANCEL
                => ExportsApi::cancel_export),
            post!("/exports/remove", Needs(CREATE), on "/exports/{id}", about Export in "id", as prompts::REMOVE
                => ExportsApi::remove_export),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: mails::ALL,
        links: &[],
    };
}
