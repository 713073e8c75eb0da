use super::scope::Scope;
use crate::error::{AppError, FieldError, Next};
use crate::kit::When;
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

/// A listed network.
#[derive(Clone, Debug)]
pub struct Network {
    pub id: String,
    /// Such as `203.0.113.0/24`.
    pub cidr: String,
    pub note: String,
    /// `None` if its row has been deleted by another program.
    pub added: Option<When>,
    /// True if the viewer comes from it.
    pub here: bool,
    /// True if its row was forged or deleted. It admits nobody.
    pub altered: bool,
}

/// A person whose sign-ins a change would have refused.
#[derive(Clone, Debug)]
pub struct RefusedPerson {
    pub name: String,
    pub email: String,
    pub times: u64,
    pub last: When,
    pub ip: String,
}

/// The effect that a change would have had in the last 30 days.
#[derive(Clone, Debug)]
pub struct NetworkEffect {
    /// Number of sign-ins checked.
    pub sign_ins: u64,
    /// True if older ones were not checked.
    pub cut: bool,
    pub refused: Vec<RefusedPerson>,
    /// Why the change is refused: it would lock out the viewer or an owner.
    pub refusal: Option<Words>,
}

/// A proposed change. Empty parts change nothing.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// Code of a `Scope`.
    pub scope: Option<String>,
    pub network: Option<String>,
    /// The id of the network to remove.
    pub without: Option<String>,
}

impl Proposal {
    pub fn is_empty(&self) -> bool {
        self.scope.is_none() && self.network.is_none() && self.without.is_none()
    }
}

/// A person with networks of their own.
#[derive(Clone, Debug, Default)]
pub struct NetworkPerson {
    pub id: String,
    pub name: String,
    pub email: String,
}

/// The page of the company, or of one person.
#[derive(Clone, Debug)]
pub struct NetworkPage {
    /// The person whose networks these are, unless they are the company's.
    pub person: Option<NetworkPerson>,
    pub scope: Scope,
    pub networks: Vec<Network>,
    /// The person's network that the proposal would remove.
    pub without: Option<Network>,
    /// The viewer's address.
    pub ip: String,
    pub lifted_until: Option<When>,
    pub may_edit: bool,
    pub effect: Option<NetworkEffect>,
    /// Errors in the proposal.
    pub refused: Vec<FieldError>,
}

/// The state of a company's request to lift its limits, for staff.
#[derive(Clone, Debug)]
pub struct Lift {
    pub scope: Scope,
    pub lifted_until: Option<When>,
    pub asked: Option<LiftAsked>,
}

/// A request that waits for a second member of staff.
#[derive(Clone, Debug)]
pub struct LiftAsked {
    pub id: String,
    pub at: When,
    pub by: String,
    pub own: bool,
    pub evidence: Words,
    pub reason: String,
    /// The row is forged: it can be ended, and nothing else.
    pub altered: bool,
}

/// Changes whose networks are limited.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetScope {
    #[serde(default)]
    pub scope: String,
}

/// Adds a network: the company's or, with an `id`, a member's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddNetwork {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub network: String,
    #[serde(default)]
    pub note: String,
}

/// Asks for the effect of a change before it is made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TryNetworks {
    /// The member who would get the network.
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub scope: String,
    #[serde(default)]
    pub network: String,
    #[serde(default)]
    pub note: String,
}

/// Names a network.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneNetwork {
    pub network: String,
}

/// Puts the limits back into force at once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndLift {}

/// Files a company's request to lift its limits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskLift {
    /// The company.
    pub id: String,
    #[serde(default)]
    pub evidence: String,
    #[serde(default)]
    pub why: String,
}

/// Names a request, on the page of its company.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneLift {
    pub lift: String,
}

#[cfg_attr(test, unimock::unimock(api = NetworksFake))]
#[async_trait]
pub trait NetworksApi: Send + Sync {
    /// The company's networks, or a member's, with the effect of a proposal.
    async fn networks(&self, person: Option<&str>, proposal: Proposal) -> Result<NetworkPage, AppError>;

    /// Shows the effect of a change and changes nothing. Like a change, the proposal is a post, so that no link can put
    /// it on the page.
    async fn try_networks(&self, command: TryNetworks) -> Result<Next, AppError>;

    async fn set_scope(&self, command: SetScope) -> Result<Next, AppError>;

    async fn add_network(&self, command: AddNetwork) -> Result<Next, AppError>;

    async fn remove_network(&self, command: OneNetwork) -> Result<Next, AppError>;

    async fn end_lift(&self, command: EndLift) -> Result<Next, AppError>;

    async fn lift(&self, tenant: &str) -> Result<Lift, AppError>;

    async fn ask_lift(&self, command: AskLift) -> Result<Next, AppError>;

    /// A second member of staff lifts the limits for some hours.
    async fn approve_lift(&self, command: OneLift) -> Result<Next, AppError>;

    async fn cancel_lift(&self, command: OneLift) -> Result<Next, AppError>;
}
