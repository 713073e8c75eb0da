//! The table of this feature.

use super::api::{ASK, ConsentsApi, GRANT, LOOK};
use super::messages as m;
use super::{acts, answer_page, ask_page, company_page, detail_page, look_pages, mails, prompts};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::operation_logs::api::FILTERS;
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/consents",
    title: m::TITLE,
    icon: "eye",
    permission: GRANT,
    key: "d",
    aliases: "えつらんどうい etsuran doui consent access 許可 きょか",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: ConsentsApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[GRANT, LOOK, ASK],
        pages: &[
            page!("/consents", Needs(GRANT), company_page::list),
            page!("/consents/requests/{id}", Needs(GRANT), answer_page::answer),
            page!("/consents/{id}", Needs(GRANT), detail_page::detail),
            page!("/support/tenants/{id}/access", Needs(ASK), ask_page::of_company),
            page!("/support/cases/{id}/access", Needs(ASK), ask_page::of_case),
            page!("/support/tenants/{id}/end-users", Needs(LOOK), reads ["q", "provider", "prefecture", "rows", "columns", "after", "before"],
                look_pages::end_users),
            page!("/support/tenants/{id}/end-users/{person}", Needs(LOOK), look_pages::end_user),
            page!("/support/tenants/{id}/operation-logs", Needs(LOOK), reads FILTERS, look_pages::logs),
        ],
        posts: &[
            post!("/consents", Needs(GRANT), on "/consents", about nothing, as prompts::GRANT
                => ConsentsApi::grant_consent),
            post!("/consents/end", Needs(GRANT), on "/consents", about Consent in "id", as prompts::END
                => ConsentsApi::end_consent),
            post!("/consents/requests/allow", Needs(GRANT), on "/consents/requests/{id}", about AccessRequest in "id",
                as prompts::ALLOW => ConsentsApi::allow_request),
            post!("/consents/requests/decline", Needs(GRANT), on "/consents/requests/{id}", about AccessRequest in "id",
                as prompts::DECLINE => ConsentsApi::decline_request),
            post!("/support/tenants/access", Needs(ASK), on "/support/tenants/{id}/access", about Tenant in "id"
                => ConsentsApi::ask_company),
            post!("/support/cases/access", Needs(ASK), on "/support/cases/{id}/access", about Case in "id"
                => ConsentsApi::ask_for_case),
            post!("/support/access-requests/withdraw", Needs(ASK), on "/support", about AccessRequest in "id"
                => ConsentsApi::withdraw_request),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: mails::ALL,
        links: &[],
    };
}
