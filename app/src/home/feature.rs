//! The table of this feature.

use super::api::VIEW;
use super::messages as m;
use super::page;
use crate::account::api::OWN_ACCOUNT;
use crate::feature::{Feature, page};
use crate::page::Screen;
use crate::permission::Access::Needs;

pub const SCREEN: Screen = Screen { path: "/", title: m::TITLE, icon: "house", permission: VIEW };

pub static FEATURE: Feature = Feature {
    screens: &[SCREEN],
    permissions: &[VIEW],
    pages: &[page!("/", Needs(OWN_ACCOUNT), page::home)],
    posts: &[],
    acts: &[],
    facts: &[],
    reasons: &[],
    mails: &[],
    links: &[],
};
