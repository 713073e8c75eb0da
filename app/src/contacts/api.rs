use super::kinds::ContactKind;
use crate::error::{AppError, Next};
use crate::kit::When;
use crate::mail::undelivered::Undelivered;
use async_trait::async_trait;
use serde::Deserialize;

/// A notification contact.
#[derive(Clone, Debug)]
pub struct Contact {
    pub id: String,
    pub name: String,
    pub email: String,
    /// Whom the desk calls back to make sure who asks; empty where none is given.
    pub telephone: String,
    /// Since when it is that number.
    pub telephone_since: Option<When>,
    pub kinds: Vec<ContactKind>,
    /// Tag of the language its mails are in.
    pub language: String,
    pub created: When,
    /// None until whoever reads the address has opened the link.
    pub confirmed: Option<When>,
    /// The last mail to it did not arrive.
    pub undelivered: Option<Undelivered>,
}

/// Whether there is a number at which the desk can call a company back.
pub fn can_be_called(contacts: &[Contact]) -> bool {
    contacts.iter().any(|contact| !contact.telephone.is_empty())
}

/// What the page behind a confirmation link shows.
#[derive(Clone, Debug)]
pub struct Confirmation {
    pub company: String,
    pub email: String,
    pub kinds: Vec<ContactKind>,
    /// The button has been pressed.
    pub done: bool,
}

/// Adds a contact; a link goes to its address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddContact {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub telephone: String,
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub language: String,
}

/// Changes what a contact is told of, or how it is called. The address stays: another one is another contact.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeContact {
    pub id: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub telephone: String,
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub language: String,
}

/// Names a contact: to remove it, or to write to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneContact {
    pub id: String,
}

/// The button behind the link: mail programs that open links by themselves press none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmContact {}

#[async_trait]
pub trait ContactsApi {
    /// All contacts of the company, oldest first.
    async fn contacts(&self) -> Result<Vec<Contact>, AppError>;

    async fn contact(&self, id: &str) -> Result<Contact, AppError>;

    async fn add_contact(&self, command: AddContact) -> Result<Next, AppError>;

    async fn change_contact(&self, command: ChangeContact) -> Result<Next, AppError>;

    async fn remove_contact(&self, command: OneContact) -> Result<Next, AppError>;

    /// The link once more, or, once confirmed, a test mail.
    async fn write_contact(&self, command: OneContact) -> Result<Next, AppError>;

    async fn confirmation(&self) -> Result<Confirmation, AppError>;

    async fn confirm_contact(&self, command: ConfirmContact) -> Result<Next, AppError>;
}
