//! Help (MS-23): a page for each screen, a glossary, the keys, the browsers, and the policy of the reader's own profile in
//! plain words. It can be read before sign-in, because a person who cannot get in needs it most.
pub mod api;
pub mod feature;
pub mod index_page;
pub mod messages;
pub mod policy_page;
#[cfg(test)]
mod tests;
pub mod topic_page;
pub mod topics;
