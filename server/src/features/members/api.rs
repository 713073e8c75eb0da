use super::{find, invite, manage, many, show};
use crate::door::{Outward, Request};
use crate::identity::joining;
use app::error::{AppError, Next};
use app::kit::ListCursor;
use app::members::api::{
    ChangeRole, ChangeRoles, InviteMember, Join, JoinFacts, MemberDetail, MemberList, MemberQuery, MembersApi,
    OneInvitation, OneMember, RemoveMember, Selected, SetDownload, SeveralPeople,
};
use app::members::states::SelectedAct;

#[async_trait::async_trait]
impl MembersApi for Request {
    async fn members(&self, asked: &MemberQuery, cursor: &ListCursor) -> Result<MemberList, AppError> {
        find::list(self, asked, cursor).await.outward(self)
    }

    async fn selected_people(&self, act: SelectedAct, ids: &[String]) -> Result<Selected, AppError> {
        many::selected(self, act, ids).await.outward(self)
    }

    async fn suspend_members(&self, command: SeveralPeople) -> Result<Next, AppError> {
        many::suspend(self, &command.id).await.outward(self)
    }

    async fn change_roles(&self, command: ChangeRoles) -> Result<Next, AppError> {
        many::change_roles(self, &command).await.outward(self)
    }

    async fn send_invitations_again(&self, command: SeveralPeople) -> Result<Next, AppError> {
        many::send_again(self, &command.id).await.outward(self)
    }

    async fn member(&self, id: &str) -> Result<MemberDetail, AppError> {
        show::detail(self, id).await.outward(self)
    }

    async fn invite_member(&self, command: InviteMember) -> Result<Next, AppError> {
        invite::invite(self, command).await.outward(self)
    }

    async fn approve_invitation(&self, command: OneInvitation) -> Result<Next, AppError> {
        invite::approve(self, &command.id).await.outward(self)
    }

    async fn send_invitation_again(&self, command: OneInvitation) -> Result<Next, AppError> {
        invite::send_again(self, &command.id).await.outward(self)
    }

    async fn withdraw_invitation(&self, command: OneInvitation) -> Result<Next, AppError> {
        invite::withdraw(self, &command.id).await.outward(self)
    }

    async fn change_role(&self, command: ChangeRole) -> Result<Next, AppError> {
        manage::change_role(self, command).await.outward(self)
    }

    async fn set_download(&self, command: SetDownload) -> Result<Next, AppError> {
        manage::set_download(self, command).await.outward(self)
    }

    async fn suspend_member(&self, command: OneMember) -> Result<Next, AppError> {
        manage::suspend(self, &command.id).await.outward(self)
    }

    async fn resume_member(&self, command: OneMember) -> Result<Next, AppError> {
        manage::resume(self, &command.id).await.outward(self)
    }

    async fn remove_member(&self, command: RemoveMember) -> Result<Next, AppError> {
        manage::remove(self, &command).await.outward(self)
    }

    async fn sign_member_out(&self, command: OneMember) -> Result<Next, AppError> {
        manage::sign_out(self, &command.id).await.outward(self)
    }

    async fn reset_member(&self, command: OneMember) -> Result<Next, AppError> {
        manage::reset_password(self, &command.id).await.outward(self)
    }

    async fn joining(&self) -> Result<JoinFacts, AppError> {
        if joining::staff::is_asked(self).await {
            return joining::staff::facts(self).await.outward(self);
        }
        joining::member::facts(self).await.outward(self)
    }

    async fn join(&self, command: Join) -> Result<Next, AppError> {
        if joining::staff::is_asked(self).await {
            return joining::staff::join(self, command).await.outward(self);
        }
        joining::member::join(self, command).await.outward(self)
    }
}
