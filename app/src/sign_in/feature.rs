//! The table of this feature.

use super::api::SignInApi;
use super::{acts, mails, page, verify_page};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::passkeys::api::PasskeysApi;
use crate::permission::Access::{HalfWay, Public};

/// Names it in the list of all features.
pub struct Table;

impl<B: SignInApi + PasskeysApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[],
        pages: &[
            page!("/sign-in", Public, reads ["return_to", "ended"], page::sign_in),
            page!("/sign-in/verify", HalfWay, reads["by"], verify_page::verify),
        ],
        posts: &[
            post!("/sign-in", Public, on "/sign-in", secrets ["password"], about nothing => SignInApi::sign_in),
            post!("/sign-out", Public, on "/sign-in", about nothing => SignInApi::sign_out),
            post!("/sign-in/verify", HalfWay, on "/sign-in/verify", secrets ["code"], about nothing => SignInApi::verify),
            post!("/sign-in/verify/send", HalfWay, on "/sign-in/verify", about nothing => SignInApi::send_code),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: acts::REASONS,
        mails: mails::ALL,
        links: &[],
    };
}
