//! The table of this feature.

use super::api::{STAFF, StaffApi};
use super::messages as m;
use super::{acts, list_page, mails, prompts, request_page};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::link::Purpose;
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen {
    path: "/support/staff",
    title: m::TITLE,
    icon: "users",
    permission: STAFF,
    key: "s",
    aliases: "すたっふ sutaffu staff 運営 うんえい people",
};

/// Creates an account of staff that another member of staff has approved.
pub const JOIN: Purpose = Purpose { code: "staff.join", page: "/join" };

/// Names it in the list of all features.
pub struct Table;

impl<B: StaffApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[STAFF],
        pages: &[
            page!("/support/staff", Needs(STAFF), reads ["after", "before"], list_page::list),
            page!("/support/staff/{id}", Needs(STAFF), request_page::request),
        ],
        posts: &[
            post!("/support/staff", Needs(STAFF), on "/support/staff", about nothing, as prompts::ASK
                => StaffApi::ask_staff),
            post!("/support/staff/approve", Needs(STAFF), on "/support/staff/{id}", about StaffRequest in "id",
                as prompts::APPROVE => StaffApi::approve_staff),
            post!("/support/staff/reject", Needs(STAFF), on "/support/staff/{id}", about StaffRequest in "id",
                as prompts::REJECT => StaffApi::reject_staff),
            post!("/support/staff/send-again", Needs(STAFF), on "/support/staff/{id}", about StaffRequest in "id",
                as prompts::SEND_AGAIN => StaffApi::send_staff_link),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: &[],
        mails: mails::ALL,
        links: &[JOIN],
    };
}
