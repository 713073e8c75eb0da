use super::scope::Scope;
use crate::error::{AppError, FieldError, Next};
use crate::kit::When;
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

/// A network that is listed.
#[derive(Clone, Debug)]
pub struct Network {
    pub id: String,
    /// Such as `203.0.113.0/24`.
    pub cidr: String,
    pub note: String,
    /// None where somebody else has taken it away.
    pub added: Option<When>,
    /// Whoever looks comes from it.
    pub here: bool,
    /// Somebody else than the program has written it, or taken it away: it lets nobody in.
    pub altered: bool,
}

/// A person whose sign-ins a change would have refused.
#[derive(Clone, Debug)]
pub struct Refused {
    pub name: String,
    pub email: String,
    pub times: u64,
    pub last: When,
    pub ip: String,
}

/// What a change would have done in the last 30 days.
#[derive(Clone, Debug)]
pub struct Effect {
    /// Sign-ins that were looked at.
    pub sign_ins: u64,
    /// There are older ones that were not.
    pub cut: bool,
    pub refused: Vec<Refused>,
    /// Why it cannot be done: whoever looks, or an owner, would be kept out.
    pub refusal: Option<Words>,
}

/// A change that is only being thought of; empty parts change nothing.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// Code of a `Scope`.
    pub scope: Option<String>,
    pub network: Option<String>,
    /// The network to take away, by its id.
    pub without: Option<String>,
}

impl Proposal {
    pub fn is_empty(&self) -> bool {
        self.scope.is_none() && self.network.is_none() && self.without.is_none()
    }
}

/// The page of the company, or of one person.
#[derive(Clone, Debug)]
pub struct NetworkPage {
    /// Id, name and address of the person whose networks these are.
    pub person: Option<(String, String, String)>,
    pub scope: Scope,
    pub networks: Vec<Network>,
    /// Whether one of the networks of the person is taken away, which one.
    pub without: Option<Network>,
    /// From where whoever looks comes.
    pub ip: String,
    pub lifted_until: Option<When>,
    pub may_edit: bool,
    pub effect: Option<Effect>,
    /// What of the proposal could not be read.
    pub refused: Vec<FieldError>,
}

/// Where a company's request to lift its limits stands, for staff.
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
}

/// Changes for whom the networks count.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetScope {
    #[serde(default)]
    pub scope: String,
}

/// Lists a network: the company's, or, with an `id`, a member's.
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

/// Asks what a change would do, before it is made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TryNetworks {
    /// The member whose network it would be.
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

/// The limits count again at once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndLift {}

/// Writes down that a company asks to have its limits lifted.
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

#[async_trait]
pub trait NetworksApi {
    /// The company's networks, or a member's, with what a proposal would do.
    async fn networks(&self, person: Option<&str>, proposal: Proposal) -> Result<NetworkPage, AppError>;

    /// Shows what a change would do; nothing is done. What is thought of comes in a form, as what is done does: no address
    /// puts it on the page.
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
