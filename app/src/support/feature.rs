//! The table of this feature.

use super::api::{CHANGE_PROFILE, HOME, LOGS, PROFILES, SupportApi, TENANTS};
use super::messages as m;
use super::{acts, home_page, logs_page, mails, profiles_page, prompts, tenant_page};
use crate::cases::api::CasesApi;
use crate::consents::api::ConsentsApi;
use crate::feature::{Feature, FeatureTable, page, post};
use crate::home::api::HomeApi;
use crate::networks::api::NetworksApi;
use crate::operation_logs::api::{FILTERS, OperationLogsApi};
use crate::page::Screen;
use crate::permission::Access::Needs;
use crate::proof::api::ProofApi;

pub const SCREEN: Screen = Screen {
    path: "/support",
    title: m::HOME,
    icon: "house",
    permission: HOME,
    key: "h",
    aliases: "ほーむ hoomu home 運営 うんえい dashboard",
};
pub const PROFILES_SCREEN: Screen = Screen {
    path: "/support/profiles",
    title: m::PROFILES,
    icon: "gauge",
    permission: PROFILES,
    key: "p",
    aliases: "ぷろふぁいる purofairu profiles 規定 policy",
};
pub const LOGS_SCREEN: Screen = Screen {
    path: "/support/logs",
    title: m::LOGS,
    icon: "scroll-text",
    permission: LOGS,
    key: "l",
    aliases: "そうさろぐ sousa rogu operation log audit 監査 かんさ",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: SupportApi + CasesApi + ConsentsApi + HomeApi + NetworksApi + OperationLogsApi + ProofApi + ?Sized + 'static>
    FeatureTable<B> for Table
{
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN, PROFILES_SCREEN, LOGS_SCREEN],
        permissions: &[HOME, TENANTS, CHANGE_PROFILE, PROFILES, LOGS],
        pages: &[
            page!("/support", Needs(HOME), reads ["q", "sort", "after", "before"], home_page::home),
            page!("/support/tenants/{id}", Needs(TENANTS), tenant_page::tenant),
            page!("/support/profiles", Needs(PROFILES), reads ["name", "status", "sections"], profiles_page::profiles),
            page!("/support/logs", Needs(LOGS), reads FILTERS, logs_page::logs),
            page!("/support/logs/verify", Needs(LOGS), logs_page::verify),
        ],
        posts: &[
            post!("/support/tenants/preview", Needs(TENANTS), on "/support/tenants/{id}", about Tenant in "id"
                => SupportApi::preview_profile),
            post!("/support/tenants/profile", Needs(CHANGE_PROFILE), on "/support/tenants/{id}", about Tenant in "id",
                as prompts::CHANGE => SupportApi::ask_profile),
            post!("/support/tenants/profile/approve", Needs(CHANGE_PROFILE), on "/support/tenants/{id}",
                about ProfileChange in "change", as prompts::APPROVE => SupportApi::approve_profile),
            post!("/support/tenants/profile/cancel", Needs(CHANGE_PROFILE), on "/support/tenants/{id}",
                about ProfileChange in "change", as prompts::CANCEL => SupportApi::cancel_profile),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: mails::ALL,
        links: &[],
    };
}
