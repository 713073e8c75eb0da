//! The deployment's profile, those of companies, and what the profiles in use want of the transport.

use super::App;
use crate::profile::{self, Profile, Tls};
use crate::storage::entity::tenant;
use std::sync::PoisonError;

impl App {
    /// The profile of the deployment itself: of strangers and new companies.
    pub fn default_profile(&self) -> &'static Profile {
        self.profile
    }

    /// The profile of a company; of nobody's, that of the deployment.
    pub fn profile_of(&self, company: Option<&tenant::Model>) -> &'static Profile {
        company.and_then(|company| profile::built_in(&company.profile)).unwrap_or(self.profile)
    }

    /// Versions and ciphers that every profile in use allows (MS-14), since they were last looked up.
    pub fn transport(&self) -> &'static Tls {
        *self.transport.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_transport(&self, wanted: &'static Tls) {
        *self.transport.write().unwrap_or_else(PoisonError::into_inner) = wanted;
    }
}
