//! The table of this feature.

use super::api::{EDIT, SecurityApi, VIEW};
use super::messages as m;
use super::{acts, page, prompts};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::page::Screen;
use crate::permission::Access::Needs;
use crate::proof::api::ProofApi;

pub const SCREEN: Screen = Screen {
    path: "/security",
    title: m::TITLE,
    icon: "lock",
    permission: VIEW,
    key: "s",
    aliases: "せきゅりてぃ sekyuriti security 設定 せってい settei policy 規定 プロファイル ip",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: SecurityApi + ProofApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[VIEW, EDIT],
        pages: &[
            page!("/security", Needs(VIEW), page::settings),
            page!("/security/sensitive-actions", Needs(VIEW), page::sensitive_actions),
            page!("/security/profile", Needs(VIEW), reads ["status", "sections"], page::profile),
        ],
        posts: &[post!("/security", Needs(EDIT), on "/security", about nothing, as prompts::RULES
                => SecurityApi::change_company_rules)],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
