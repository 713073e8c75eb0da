//! The table of this feature.

use super::api::LedgerApi;
use super::{acts, list_page};
use crate::feature::{Feature, Table, page};
use crate::members::api::VIEW;
use crate::permission::Access::Needs;

pub struct Ledger;

impl<B: LedgerApi + ?Sized + 'static> Table<B> for Ledger {
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
