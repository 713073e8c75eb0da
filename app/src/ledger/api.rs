use super::messages as m;
use crate::error::AppError;
use crate::kit::{ListCursor, Neighbours, Total, When};
use crate::members::api::MemberRow;
use crate::members::states::MemberState;
use crate::permission::Permission;
use crate::text::{Text, Words};
use async_trait::async_trait;

/// A step that gave an account something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// By the provider, without an invitation.
    Added,
    Invited,
    Approved,
    Role,
    Download,
}

impl Step {
    /// The step with its time, in place of `{at}`. The name of the person comes after it.
    pub fn text(self) -> Text {
        match self {
            Step::Added => m::ADDED,
            Step::Invited => m::INVITED,
            Step::Approved => m::APPROVED,
            Step::Role => m::ROLE_CHANGED,
            Step::Download => m::DOWNLOAD_ALLOWED,
        }
    }
}

/// Who took such a step, and when.
#[derive(Clone, Debug)]
pub struct Grant {
    pub step: Step,
    pub by: Words,
    pub at: When,
}

/// When the next change of the password is due.
#[derive(Clone, Debug)]
pub enum Due {
    Never,
    On(When),
    /// Before anything else, at the next sign-in.
    Now,
    /// An administrator has ended the password, and the new one is not set yet.
    Reset,
}

/// One account, and everything that it may do.
#[derive(Clone, Debug)]
pub struct LedgerRow {
    pub member: MemberRow,
    pub held: Vec<Permission>,
    /// Permissions of the role that the contract withholds from this account (MS-17, BP-5).
    pub withheld: Vec<Permission>,
    /// Empty if no record is kept.
    pub granted: Vec<Grant>,
    /// `None` for an account that nobody can sign in with any more.
    pub due: Option<Due>,
    pub joined: When,
}

impl LedgerRow {
    /// True if the permissions count only once the account is resumed.
    pub fn waits(&self) -> bool {
        self.member.state == MemberState::Suspended && !self.member.altered
    }

    /// Why the account may do nothing at all, if so.
    pub fn closed(&self) -> Option<Text> {
        match self.member.state {
            _ if self.member.altered => Some(m::ALTERED),
            MemberState::Left => Some(m::LEFT),
            MemberState::Active | MemberState::Suspended => None,
        }
    }
}

/// A page of the ledger, newest account first.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub rows: Vec<LedgerRow>,
    pub around: Neighbours,
    /// The number of accounts.
    pub count: Total,
}

#[cfg_attr(test, unimock::unimock(api = LedgerFake))]
#[async_trait]
pub trait LedgerApi: Send + Sync {
    async fn account_ledger(&self, cursor: &ListCursor) -> Result<Ledger, AppError>;
}
