use super::{confirm, manage, show};
use crate::door::{Outward, Request};
use app::contacts::api::{AddContact, ChangeContact, ConfirmContact, Confirmation, Contact, ContactsApi, OneContact};
use app::error::{AppError, Next};

#[async_trait::async_trait]
impl ContactsApi for Request {
    async fn contacts(&self) -> Result<Vec<Contact>, AppError> {
        show::list(self).await.outward(self)
    }

    async fn contact(&self, id: &str) -> Result<Contact, AppError> {
        show::detail(self, id).await.outward(self)
    }

    async fn add_contact(&self, command: AddContact) -> Result<Next, AppError> {
        manage::add(self, command).await.outward(self)
    }

    async fn change_contact(&self, command: ChangeContact) -> Result<Next, AppError> {
        manage::change(self, command).await.outward(self)
    }

    async fn remove_contact(&self, command: OneContact) -> Result<Next, AppError> {
        manage::remove(self, command).await.outward(self)
    }

    async fn write_contact(&self, command: OneContact) -> Result<Next, AppError> {
        manage::write(self, command).await.outward(self)
    }

    async fn confirmation(&self) -> Result<Confirmation, AppError> {
        confirm::view(self).await.outward(self)
    }

    async fn confirm_contact(&self, _command: ConfirmContact) -> Result<Next, AppError> {
        confirm::confirm(self).await.outward(self)
    }
}
