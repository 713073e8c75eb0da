//! The table of this feature.

use super::api::SessionsApi;
use super::{acts, list_page};
use crate::account::api::{OWN_ACCOUNT, OWN_SECURITY};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::permission::Access::Needs;

/// Names it in the list of all features.
pub struct Table;

impl<B: SessionsApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[],
        pages: &[page!("/account/sessions", Needs(OWN_SECURITY), list_page::list)],
        posts: &[
            post!("/account/sessions/end", Needs(OWN_SECURITY), on "/account/sessions", about Session in "id"
                => SessionsApi::end_session),
            post!("/account/sessions/end-others", Needs(OWN_SECURITY), on "/account/sessions", about nothing
                => SessionsApi::end_other_sessions),
            post!("/account/sessions/extend", Needs(OWN_ACCOUNT), on "/account/sessions", about nothing
                => SessionsApi::extend_session),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
