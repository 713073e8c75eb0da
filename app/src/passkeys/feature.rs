//! The table of this feature.

use super::api::{OWN_PASSKEYS, PasskeysApi};
use super::{acts, list_page, mails, new_page, prompts, sign_in_page};
use crate::account::api::OWN_SECURITY;
use crate::feature::{Feature, FeatureTable, page, post};
use crate::permission::Access::{Needs, Public};

/// Names it in the list of all features.
pub struct Table;

impl<B: PasskeysApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[OWN_PASSKEYS],
        pages: &[
            page!("/sign-in/passkey", Public, sign_in_page::sign_in),
            page!("/account/passkeys", Needs(OWN_SECURITY), list_page::list),
            page!("/account/passkeys/new", Needs(OWN_SECURITY), new_page::new),
        ],
        posts: &[
            post!("/sign-in/passkey/start", Public, on "/sign-in", about nothing => PasskeysApi::start_passkey_sign_in),
            post!("/sign-in/passkey", Public, on "/sign-in/passkey", secrets ["credential"], about nothing
                => PasskeysApi::sign_in_with_passkey),
            post!("/account/passkeys/start", Needs(OWN_PASSKEYS), on "/account/passkeys", about nothing, as prompts::ADD
                => PasskeysApi::start_passkey),
            post!("/account/passkeys/finish", Needs(OWN_PASSKEYS), on "/account/passkeys", secrets ["credential"],
                about nothing, as prompts::MAKE => PasskeysApi::finish_passkey),
            post!("/account/passkeys/remove", Needs(OWN_PASSKEYS), on "/account/passkeys", about Passkey in "id",
                as prompts::REMOVE => PasskeysApi::remove_passkey),
        ],
        acts: acts::ALL,
        facts: &[],
        reasons: acts::REASONS,
        mails: mails::ALL,
        links: &[],
    };
}
