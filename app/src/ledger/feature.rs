//! The table of this feature.

use super::api::LedgerApi;
use super::{acts, list_page};
use crate::feature::{Feature, FeatureTable, page};
use crate::members::api::VIEW;
use crate::permission::Access::Needs;

/// Names it in the list of all features.
pub struct Table;

impl<B: LedgerApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[],
        pages: &[page!("/account-ledger", Needs(VIEW), reads ["after", "before"], list_page::list)],
        posts: &[],
        acts: acts::ALL,
        facts: &[],
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
