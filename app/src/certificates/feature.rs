//! The table of this feature.

use super::api::{CertificatesApi, OWN_CERTIFICATES};
use super::{acts, mails, own_page, page, prompts};
use crate::account::api::OWN_SECURITY;
use crate::feature::{Feature, FeatureTable, page, post};
use crate::members::api::{MANAGE, VIEW};
use crate::permission::Access::Needs;

/// Names it in the list of all features.
pub struct Table;

impl<B: CertificatesApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[],
        permissions: &[OWN_CERTIFICATES],
        pages: &[
            page!("/account/certificates", Needs(OWN_SECURITY), own_page::own),
            page!("/members/{id}/certificates", Needs(VIEW), page::certificates),
        ],
        posts: &[
            post!("/account/certificates/revoke", Needs(OWN_CERTIFICATES), on "/account/certificates",
                about Certificate in "certificate", as prompts::REVOKE => CertificatesApi::revoke_own_certificate),
            post!("/members/certificates/add", Needs(MANAGE), on "/members/{id}/certificates", about Member in "id",
                as prompts::ADD => CertificatesApi::add_certificate),
            post!("/members/certificates/revoke", Needs(MANAGE), on "/members/{id}/certificates",
                about Certificate in "certificate", as prompts::REVOKE => CertificatesApi::revoke_certificate),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: mails::ALL,
        links: &[],
    };
}
