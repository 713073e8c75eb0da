//! The table of this feature.

use super::api::ProofApi;
use super::{acts, page};
use crate::account::api::OWN_SECURITY;
use crate::feature::{Feature, FeatureTable, page, post};
use crate::passkeys::api::PasskeysApi;
use crate::permission::Access::Needs;

/// Names it in the list of all features.
pub struct Table;

impl<B: ProofApi + PasskeysApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[],
        pages: &[page!("/account/prove", Needs(OWN_SECURITY), reads["return_to", "by"], page::prove)],
        posts: &[
            post!("/account/prove", Needs(OWN_SECURITY), on "/account/prove", secrets ["code", "password"], about nothing
                => ProofApi::prove),
            post!("/account/prove/cancel", Needs(OWN_SECURITY), on "/account/prove", about nothing => ProofApi::cancel_act),
        ],
        acts: acts::ALL,
        facts: &[],
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
