//! The tasks of staff about companies of which something was altered: one for each company, with its page.

use super::company;
use super::fault::Fault;
use super::read::Read;
use app::kit::Todo;
use app::text::Text;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What such a task looks like.
pub struct AlteredTask {
    pub icon: &'static str,
    /// They name the company.
    pub words: Text,
    /// The part of the company's page that shows what was altered, such as `#h-contacts`; empty for the whole page.
    pub part: &'static str,
}

impl AlteredTask {
    /// The tasks about some companies. Each company has one, however much was altered.
    pub async fn about(self, read: &Read, companies: impl IntoIterator<Item = Uuid>) -> Result<Vec<Todo>, Fault> {
        let companies: BTreeSet<Uuid> = companies.into_iter().collect();
        let names = company::names(read, companies).await?;
        let page = |company: &Uuid| format!("/support/tenants/{company}{}", self.part);
        Ok(Todo::of_companies(self.icon, self.words, names, page))
    }
}
