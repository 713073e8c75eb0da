//! The table of this feature.

use super::api::RefusedInputApi;
use super::list_page;
use crate::feature::{Feature, FeatureTable, page};
use crate::permission::Access::Needs;
use crate::security::api::VIEW;

/// Names it in the list of all features.
pub struct Table;

impl<B: RefusedInputApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[],
        pages: &[page!("/security/refused-input", Needs(VIEW), reads ["after", "before"], list_page::list)],
        posts: &[],
        acts: &[],
        facts: &[],
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
