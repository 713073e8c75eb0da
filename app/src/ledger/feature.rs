//! The table of this feature.

use super::{acts, list_page};
use crate::feature::{Feature, page};
use crate::members::api::VIEW;
use crate::permission::Access::Needs;

pub static FEATURE: Feature = Feature {
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
