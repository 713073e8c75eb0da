//! The table of this feature.

use super::api::{AccountApi, OWN_ACCOUNT, OWN_SECURITY};
use super::{acts, display_page, mails, password_page};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::permission::Access::{Needs, Public};

/// Names it in the list of all features.
pub struct Table;

impl<B: AccountApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[OWN_ACCOUNT, OWN_SECURITY],
        pages: &[
            page!("/account", Needs(OWN_SECURITY), display_page::account),
            page!("/account/password", Needs(OWN_ACCOUNT), password_page::password),
        ],
        posts: &[
            post!("/display", Public, on "/sign-in", about nothing => AccountApi::set_display),
            post!("/account/password", Needs(OWN_ACCOUNT), on "/account/password", secrets ["current", "new", "again"],
                about nothing => AccountApi::change_password),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: acts::REASONS,
        mails: mails::ALL,
        links: &[],
    };
}
