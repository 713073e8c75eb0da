//! The profile of the deployment, the profiles of companies, and the TLS requirements of all profiles in use.

use super::AppState;
use crate::profile::{self, Profile, Tls};
use crate::storage::entity::tenant;
use std::sync::PoisonError;

impl AppState {
    /// The profile of the deployment. It applies to strangers and to new companies.
    pub fn default_profile(&self) -> &'static Profile {
        self.profile
    }

    /// The profile of a company; without a company, that of the deployment.
    pub fn profile_of(&self, company: Option<&tenant::Model>) -> &'static Profile {
        company.and_then(|company| profile::built_in(&company.profile)).unwrap_or(self.profile)
    }

    /// TLS versions and ciphers that every profile in use allows (MS-14), as last looked up.
    pub fn transport(&self) -> &'static Tls {
        *self.transport.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_transport(&self, wanted: &'static Tls) {
        *self.transport.write().unwrap_or_else(PoisonError::into_inner) = wanted;
    }
}
