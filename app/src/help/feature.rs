//! The table of this feature. Help is in the bar and in the head of each page, so it has no place in a menu.

use super::api::HelpApi;
use super::{index_page, policy_page, topic_page};
use crate::feature::{Feature, FeatureTable, page};
use crate::permission::Access::Public;

/// Names it in the list of all features.
pub struct Table;

impl<B: HelpApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[],
        pages: &[
            page!("/help", Public, reads["q"], index_page::index),
            page!("/help/policy", Public, policy_page::policy),
            page!("/help/{page}", Public, topic_page::topic),
        ],
        posts: &[],
        acts: &[],
        facts: &[],
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
