//! The table of this feature.

use super::api::SecondFactorApi;
use super::{acts, codes_page, mails, page, prompts};
use crate::account::api::OWN_SECURITY;
use crate::feature::{Feature, FeatureTable, page, post};
use crate::permission::Access::Needs;

/// Names it in the list of all features.
pub struct Table;

impl<B: SecondFactorApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[],
        pages: &[
            page!("/account/two-step", Needs(OWN_SECURITY), reads["by"], page::second_factor),
            page!("/account/two-step/codes", Needs(OWN_SECURITY), codes_page::codes),
        ],
        posts: &[
            post!("/account/two-step/start", Needs(OWN_SECURITY), on "/account/two-step", secrets ["code"], about nothing,
                as prompts::SET_UP => SecondFactorApi::start_second_factor),
            post!("/account/two-step/mail", Needs(OWN_SECURITY), on "/account/two-step", secrets ["code"], about nothing,
                as prompts::BY_MAIL => SecondFactorApi::start_mail_codes),
            post!("/account/two-step/send", Needs(OWN_SECURITY), on "/account/two-step", about nothing
                => SecondFactorApi::send_own_code),
            post!("/account/two-step/prove", Needs(OWN_SECURITY), on "/account/two-step", secrets ["code"], about nothing
                => SecondFactorApi::prove_second_factor),
            post!("/account/two-step/codes", Needs(OWN_SECURITY), on "/account/two-step/codes", secrets ["code"],
                about nothing => SecondFactorApi::finish_second_factor),
            post!("/account/two-step/cancel", Needs(OWN_SECURITY), on "/account/two-step", about nothing
                => SecondFactorApi::cancel_second_factor),
            post!("/account/two-step/stop", Needs(OWN_SECURITY), on "/account/two-step", secrets ["code"], about nothing
                => SecondFactorApi::stop_second_factor),
        ],
        acts: acts::ALL,
        facts: &[],
        reasons: acts::REASONS,
        mails: mails::ALL,
        links: &[],
    };
}
