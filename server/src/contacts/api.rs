use super::{confirm, manage, show};
use crate::door::Request;
use crate::use_case;
use app::contacts::api::{AddContact, ChangeContact, ConfirmContact, Confirmation, Contact, ContactsApi, OneContact};
use app::error::{AppError, Next};

#[async_trait::async_trait]
impl ContactsApi for Request {
    async fn contacts(&self) -> Result<Vec<Contact>, AppError> {
        use_case!(self, show::list(self))
    }

    async fn contact(&self, id: &str) -> Result<Contact, AppError> {
        use_case!(self, show::detail(self, id))
    }

    async fn add_contact(&self, command: AddContact) -> Result<Next, AppError> {
        use_case!(self, manage::add(self, command))
    }

    async fn change_contact(&self, command: ChangeContact) -> Result<Next, AppError> {
        use_case!(self, manage::change(self, command))
    }

    async fn remove_contact(&self, command: OneContact) -> Result<Next, AppError> {
        use_case!(self, manage::remove(self, command))
    }

    async fn write_contact(&self, command: OneContact) -> Result<Next, AppError> {
        use_case!(self, manage::write(self, command))
    }

    async fn confirmation(&self) -> Result<Confirmation, AppError> {
        use_case!(self, confirm::shown(self))
    }

    async fn confirm_contact(&self, _command: ConfirmContact) -> Result<Next, AppError> {
        use_case!(self, confirm::confirm(self))
    }
}
