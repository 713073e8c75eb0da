use super::{invite, join, manage, show};
use crate::door::Request;
use crate::{staff, use_case};
use app::error::{AppError, Next};
use app::kit::Place;
use app::members::api::{
    ChangeRole, InviteMember, Join, JoinFacts, MemberDetail, MemberList, MembersApi, OneInvitation, OneMember,
    SetDownload,
};
use app::members::states::Shown;

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
