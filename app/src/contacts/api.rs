use super::kinds::ContactKind;
use crate::error::{AppError, Next};
use crate::kit::When;
use crate::mail::undelivered::Undelivered;
use crate::permission::{ADMINISTRATORS, Permission, Verb};
use async_trait::async_trait;
use serde::Deserialize;

pub const VIEW: Permission =
    Permission::new("contacts.view", Verb::View, "担当者連絡先を表示する", "View notification contacts")
        .held_by(ADMINISTRATORS);
/// Needs step-up, because contacts are told when an account is reset: a person who changes them could hide that.
pub const EDIT: Permission =
    Permission::new("contacts.edit", Verb::Edit, "担当者連絡先を変更する", "Manage notification contacts")
        .held_by(ADMINISTRATORS)
        .with_step_up();
/// A light action: a new contact takes nothing from those that are there, and all of them are told of it.
pub const ADD: Permission = Permission::new(
    "contacts.add",
    Verb::Edit,
    "担当者連絡先を追加し、確認メールを再送信する",
    "Add notification contacts and resend confirmation emails",
)
.held_by(ADMINISTRATORS)
.with_light_step_up();

/// A notification contact.
#[derive(Clone, Debug)]
pub struct Contact {
    pub id: String,
    /// True if somebody else than the program has written the row. It gets nothing, says nothing as fact but its name and
    /// address, and can only be removed.
    pub altered: bool,
    /// True if its name and address cannot be read either. Then it is shown by its id.
    pub unreadable: bool,
    pub name: String,
    pub email: String,
    /// The number that the desk calls back to verify a person; empty if none is given.
    pub telephone: String,
    /// The time of the last change of the number.
    pub telephone_since: Option<When>,
    pub kinds: Vec<ContactKind>,
    /// Language tag for its mails.
    pub language: String,
    /// `None` for an altered one.
    pub created: Option<When>,
    /// `None` until a reader of the mailbox has opened the link.
    pub confirmed: Option<When>,
    /// The delivery failure of the last mail.
    pub undelivered: Option<Undelivered>,
}

/// True if the desk can call the company back.
pub fn can_be_called(contacts: &[Contact]) -> bool {
    contacts.iter().any(|contact| !contact.telephone.is_empty())
}

/// The page behind a confirmation link.
#[derive(Clone, Debug)]
pub struct Confirmation {
    pub company: String,
    pub email: String,
    pub kinds: Vec<ContactKind>,
    /// True after the button was pressed.
    pub done: bool,
}

/// Adds a contact, and sends a link to its address.
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

/// Changes a contact's name, number or kinds. The address cannot change; another address is another contact.
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

/// Names a contact, to remove it or to write to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneContact {
    pub id: String,
}

/// The button behind the link. Mail programs that open links by themselves do not press it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmContact {}

#[cfg_attr(test, unimock::unimock(api = ContactsFake))]
#[async_trait]
pub trait ContactsApi: Send + Sync {
    /// All contacts of the company, oldest first.
    async fn contacts(&self) -> Result<Vec<Contact>, AppError>;

    async fn contact(&self, id: &str) -> Result<Contact, AppError>;

    async fn add_contact(&self, command: AddContact) -> Result<Next, AppError>;

    async fn change_contact(&self, command: ChangeContact) -> Result<Next, AppError>;

    async fn remove_contact(&self, command: OneContact) -> Result<Next, AppError>;

    /// Sends the link again or, after confirmation, a test mail.
    async fn write_contact(&self, command: OneContact) -> Result<Next, AppError>;

    async fn confirmation(&self) -> Result<Confirmation, AppError>;

    async fn confirm_contact(&self, command: ConfirmContact) -> Result<Next, AppError>;
}
