//! The table of this feature.

use super::api::{FILTERS, OperationLogsApi, VIEW};
use super::messages as m;
use super::{acts, list_page, verify_page};
use crate::feature::{Feature, FeatureTable, page};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/operation-logs",
    title: m::TITLE,
    icon: "scroll-text",
    permission: VIEW,
    key: "l",
    aliases: "そうさろぐ sousa rogu operation log audit 監査 かんさ kansa 証跡",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: OperationLogsApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[VIEW],
        pages: &[
            page!("/operation-logs", Needs(VIEW), reads FILTERS, list_page::list),
            page!("/operation-logs/verify", Needs(VIEW), verify_page::verify),
        ],
        posts: &[],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: acts::REASONS,
        mails: &[],
        links: &[],
    };
}
