//! The table of this feature.

use super::api::{ConsentsApi, GRANT, LOOK};
use super::messages as m;
use super::{acts, company_page, look_pages, prompts};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::operation_logs::api::FILTERS;
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen { path: "/consents", title: m::TITLE, icon: "eye", permission: GRANT };

/// Names it in the list of all features.
pub struct Table;

impl<B: ConsentsApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[GRANT, LOOK],
        pages: &[
            page!("/consents", Needs(GRANT), company_page::list),
            page!("/support/tenants/{id}/end-users", Needs(LOOK), reads ["q", "provider", "prefecture", "after", "before"],
                look_pages::end_users),
            page!("/support/tenants/{id}/end-users/{person}", Needs(LOOK), look_pages::end_user),
            page!("/support/tenants/{id}/operation-logs", Needs(LOOK), reads FILTERS, look_pages::logs),
        ],
        posts: &[
            post!("/consents", Needs(GRANT), on "/consents", about nothing, as prompts::GRANT
                => ConsentsApi::grant_consent),
            post!("/consents/end", Needs(GRANT), on "/consents", about Consent in "id", as prompts::END
                => ConsentsApi::end_consent),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
