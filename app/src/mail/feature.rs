//! The table of this feature.

use super::api::{MailApi, OUTBOX};
use super::messages as m;
use super::{acts, detail_page, list_page};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/support/outbox",
    title: m::OUTBOX,
    icon: "mail",
    permission: OUTBOX,
    key: "o",
    aliases: "めーる meeru mail email outbox 送信 そうしん",
};

/// Names it in the list of all features.
pub struct Table;

impl<B: MailApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[OUTBOX],
        pages: &[
            page!("/support/outbox", Needs(OUTBOX), reads ["state", "kind", "after", "before"], list_page::list),
            page!("/support/outbox/{id}", Needs(OUTBOX), detail_page::detail),
        ],
        posts: &[post!("/support/outbox/resend", Needs(OUTBOX), on "/support/outbox/{id}", about Mail in "id"
                => MailApi::resend_mail)],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: &[],
        links: &[],
    };
}
