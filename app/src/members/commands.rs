//! The commands of this feature: what its forms send. `api.rs` offers them.

use serde::Deserialize;

/// Invites a person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteMember {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub role: String,
    /// The language of the invitation.
    #[serde(default)]
    pub lang: String,
}

/// Names an invitation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneInvitation {
    pub id: String,
}

/// Names a member.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneMember {
    pub id: String,
}

/// Removes a member.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveMember {
    pub id: String,
    /// `yes` if the effects were read.
    #[serde(default)]
    pub confirmed: String,
}

/// Suspends several members, or sends several invitations again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeveralPeople {
    #[serde(default)]
    pub id: Vec<String>,
    /// The page of the form reads it.
    #[serde(default)]
    pub act: String,
}

/// Gives several members another role.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRoles {
    #[serde(default)]
    pub id: Vec<String>,
    /// The page of the form reads it.
    #[serde(default)]
    pub act: String,
    #[serde(default)]
    pub role: String,
}

/// Gives or withdraws a member's right to download.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDownload {
    pub id: String,
    /// `allowed`, or empty.
    #[serde(default)]
    pub download: String,
}

/// Gives a member another role.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    pub id: String,
    #[serde(default)]
    pub role: String,
}

/// The first password of a person who accepts an invitation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    #[serde(default)]
    pub new: String,
    #[serde(default)]
    pub again: Option<String>,
}
