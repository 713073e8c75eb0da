//! The table of this feature.

use super::api::NetworksApi;
use super::{acts, mails, page, person_page, prompts};
use crate::cases::api::HANDLE;
use crate::feature::{Feature, FeatureTable, page, post};
use crate::permission::Access::Needs;
use crate::security::api::{EDIT, VIEW};

/// Names it in the list of all features.
pub struct Table;

impl<B: NetworksApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[],
        pages: &[
            page!("/members/{id}/networks", Needs(VIEW), reads["without"], person_page::person),
            page!("/security/networks", Needs(VIEW), reads["without"], page::company),
        ],
        posts: &[
            post!("/security/networks", Needs(EDIT), on "/security/networks", about nothing, as prompts::SCOPE
                => NetworksApi::set_scope),
            post!("/security/networks/try", Needs(VIEW), on "/security/networks", about nothing
                => NetworksApi::try_networks),
            post!("/members/networks/try", Needs(VIEW), on "/members/{id}/networks", about Member in "id"
                => NetworksApi::try_networks),
            post!("/security/networks/add", Needs(EDIT), on "/security/networks", about nothing, as prompts::ADD
                => NetworksApi::add_network),
            post!("/security/networks/remove", Needs(EDIT), on "/security/networks", about Network in "network",
                as prompts::REMOVE => NetworksApi::remove_network),
            post!("/security/networks/resume", Needs(EDIT), on "/security/networks", about nothing, as prompts::LIFT_END
                => NetworksApi::end_lift),
            post!("/members/networks/add", Needs(EDIT), on "/members/{id}/networks", about Member in "id",
                as prompts::ADD_OWN => NetworksApi::add_network),
            post!("/support/tenants/lift", Needs(HANDLE), on "/support/tenants/{id}", about Tenant in "id",
                as prompts::LIFT_ASK => NetworksApi::ask_lift),
            post!("/support/tenants/lift/approve", Needs(HANDLE), on "/support/tenants/{id}", about Lift in "lift",
                as prompts::LIFT_APPROVE => NetworksApi::approve_lift),
            post!("/support/tenants/lift/cancel", Needs(HANDLE), on "/support/tenants/{id}", about Lift in "lift",
                as prompts::LIFT_CANCEL => NetworksApi::cancel_lift),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: acts::REASONS,
        mails: mails::ALL,
        links: &[],
    };
}
