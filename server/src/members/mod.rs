//! The members of a company (MS-13, MS-16, DS-13, BP-16): one account per person, invited by address, approved where the
//! profile says so, suspended and removed by administrators. There is always an owner.

pub mod invitation;
mod invite;
mod join;
mod letters;
mod manage;
mod show;

use crate::door::{Request, Write};
use crate::entity::account;
use crate::fault::Fault;
use crate::people;
use crate::profile::Approver;
use crate::signed_in::SignedIn;
use crate::{staff, use_case};
use app::error::{AppError, Next};
use app::kit::Place;
use app::members::api::{
    ChangeRole, InviteMember, Join, JoinFacts, MemberDetail, MemberList, MembersApi, OneInvitation, OneMember, Rights,
    SetDownload,
};
use app::members::states::{MemberState, Shown};
use app::permission::{Permission, Role};
use uuid::Uuid;

pub use invitation::name as invitation_name;
pub use show::{approvals_waiting, dormant, locked};

#[async_trait::async_trait]
impl MembersApi for Request {
    async fn members(&self, shown: Shown, place: &Place) -> Result<MemberList, AppError> {
        use_case!(self, show::list(self, shown, place))
    }

    async fn member(&self, id: &str) -> Result<MemberDetail, AppError> {
        use_case!(self, show::detail(self, id))
    }

    async fn invite_member(&self, command: InviteMember) -> Result<Next, AppError> {
        use_case!(self, invite::invite(self, command))
    }

    async fn approve_invitation(&self, command: OneInvitation) -> Result<Next, AppError> {
        use_case!(self, invite::approve(self, &command.id))
    }

    async fn send_invitation_again(&self, command: OneInvitation) -> Result<Next, AppError> {
        use_case!(self, invite::send_again(self, &command.id))
    }

    async fn withdraw_invitation(&self, command: OneInvitation) -> Result<Next, AppError> {
        use_case!(self, invite::withdraw(self, &command.id))
    }

    async fn change_role(&self, command: ChangeRole) -> Result<Next, AppError> {
        use_case!(self, manage::change_role(self, command))
    }

    async fn set_download(&self, command: SetDownload) -> Result<Next, AppError> {
        use_case!(self, manage::set_download(self, command))
    }

    async fn suspend_member(&self, command: OneMember) -> Result<Next, AppError> {
        use_case!(self, manage::suspend(self, &command.id))
    }

    async fn resume_member(&self, command: OneMember) -> Result<Next, AppError> {
        use_case!(self, manage::resume(self, &command.id))
    }

    async fn remove_member(&self, command: OneMember) -> Result<Next, AppError> {
        use_case!(self, manage::remove(self, &command.id))
    }

    async fn sign_member_out(&self, command: OneMember) -> Result<Next, AppError> {
        use_case!(self, manage::sign_out(self, &command.id))
    }

    async fn reset_member(&self, command: OneMember) -> Result<Next, AppError> {
        use_case!(self, manage::reset_password(self, &command.id))
    }

    async fn joining(&self) -> Result<JoinFacts, AppError> {
        if staff::is_asked(self).await {
            return use_case!(self, staff::facts(self));
        }
        use_case!(self, join::facts(self))
    }

    async fn join(&self, command: Join) -> Result<Next, AppError> {
        if staff::is_asked(self).await {
            return use_case!(self, staff::join(self, command));
        }
        use_case!(self, join::join(self, command))
    }
}

/// What somebody may do about members.
fn rights(me: &SignedIn) -> Rights {
    let roles = Role::ALL.iter().copied().filter(|role| may_give(me.role, *role));
    Rights {
        manage: me.permissions.has(Permission::MembersManage),
        approve: me.permissions.has(Permission::MembersApprove),
        roles: roles.collect(),
        approval_needed: me.profile.accounts.approval != Approver::None,
    }
}

/// Owners are made by owners alone, and staff belong to no company.
fn may_give(mine: Role, role: Role) -> bool {
    !role.is_staff() && mine.is_administrator() && (role != Role::Owner || mine == Role::Owner)
}

fn read_id(id: &str) -> Result<Uuid, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

/// Whoever acts, as they are once the company's row is held: who waited for it may have left, or lost a right, meanwhile.
async fn actor_now(request: &Request, tx: &Write) -> Result<account::Model, Fault> {
    tx.hold_company().await?;
    let me = people::find(tx, request.signed_in()?.account.id).await?;
    me.filter(|me| me.status == MemberState::Active.code()).ok_or(Fault::SignedOut)
}
