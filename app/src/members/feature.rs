//! The table of this feature.

use super::api::{APPROVE, INVITE, MANAGE, MembersApi, VIEW};
use super::messages as m;
use super::{acts, detail_page, join_page, list_page, mails, prompts, selected_page};
use crate::feature::{Feature, FeatureTable, page, post};
use crate::link::Purpose;
use crate::page::Screen;
use crate::permission::Access::{Link, Needs};

pub const SCREEN: Screen = Screen {
    path: "/members",
    title: m::TITLE,
    icon: "users",
    permission: VIEW,
    key: "m",
    aliases: "めんばー menbaa members 社員 しゃいん ユーザー users people",
};

/// Creates an account, at the end of an invitation.
pub const JOIN: Purpose = Purpose { code: "member.join", page: "/join" };
/// Sets a new password; sent by an administrator of the company.
pub const RESET: Purpose = Purpose { code: "password.reset.administrator", page: "/password/reset" };

/// Names it in the list of all features.
pub struct Table;

impl<B: MembersApi + ?Sized + 'static> FeatureTable<B> for Table {
    const FEATURE: Feature<B> = Feature {
        screens: &[SCREEN],
        permissions: &[VIEW, INVITE, MANAGE, APPROVE],
        pages: &[
            page!("/members", Needs(VIEW),
                reads ["q", "state", "role", "two_step", "sort", "rows", "after", "before"], list_page::list),
            page!("/members/selected", Needs(VIEW), reads ["act", "id"], selected_page::selected),
            page!("/members/{id}", Needs(VIEW), detail_page::detail),
            page!("/join", Link, join_page::join),
        ],
        posts: &[
            post!("/members", Needs(MANAGE), on "/members", about nothing, as prompts::INVITE => MembersApi::invite_member),
            post!("/members/invitations/approve", Needs(APPROVE), on "/members", about Invitation in "id",
                as prompts::APPROVE => MembersApi::approve_invitation),
            post!("/members/invitations/send-again", Needs(INVITE), on "/members", about Invitation in "id",
                as prompts::SEND_AGAIN => MembersApi::send_invitation_again),
            post!("/members/invitations/withdraw", Needs(MANAGE), on "/members", about Invitation in "id",
                as prompts::WITHDRAW => MembersApi::withdraw_invitation),
            post!("/members/selected/suspend", Needs(MANAGE), on "/members/selected", about Member in "id",
                as prompts::SUSPEND_SELECTED => MembersApi::suspend_members),
            post!("/members/selected/role", Needs(MANAGE), on "/members/selected", about Member in "id",
                as prompts::ROLES => MembersApi::change_roles),
            post!("/members/selected/resend", Needs(MANAGE), on "/members/selected", about Invitation in "id",
                as prompts::RESEND_SELECTED => MembersApi::send_invitations_again),
            post!("/members/role", Needs(MANAGE), on "/members/{id}", about Member in "id", as prompts::ROLE
                => MembersApi::change_role),
            post!("/members/download", Needs(MANAGE), on "/members/{id}", about Member in "id", as prompts::DOWNLOAD
                => MembersApi::set_download),
            post!("/members/suspend", Needs(MANAGE), on "/members/{id}", about Member in "id", as prompts::SUSPEND
                => MembersApi::suspend_member),
            post!("/members/resume", Needs(MANAGE), on "/members/{id}", about Member in "id", as prompts::RESUME
                => MembersApi::resume_member),
            post!("/members/leave", Needs(MANAGE), on "/members/{id}", about Member in "id", as prompts::REMOVE
                => MembersApi::remove_member),
            post!("/members/sign-out", Needs(MANAGE), on "/members/{id}", about Member in "id", as prompts::SIGN_OUT
                => MembersApi::sign_member_out),
            post!("/members/reset-password", Needs(MANAGE), on "/members/{id}", about Member in "id",
                as prompts::RESET_PASSWORD => MembersApi::reset_member),
            post!("/join", Link, on "/join", secrets ["new", "again"], about nothing => MembersApi::join),
        ],
        acts: acts::ALL,
        facts: acts::FACTS,
        reasons: acts::REASONS,
        mails: mails::ALL,
        links: &[JOIN, RESET],
    };
}
