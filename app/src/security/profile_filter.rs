//! Which rules of a profile a page shows, as its address says.

use super::messages as m;
use crate::error::AppError;
use crate::kit::{Choice, Choices, codes, link};
use crate::page::PageCx;
use crate::text::{Text, t};
use leptos::prelude::*;

codes! {
    /// How a rule is kept.
    pub enum Applied {
        /// The program enforces it, and a test has seen that.
        System = "system",
        /// The provider's people keep it.
        Operations = "operations",
    }
}

/// Who reads a profile. Only staff are told that a rule is not enforced yet: for a company it is kept by the provider's people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProfileReader {
    Company,
    Staff,
}

impl ProfileReader {
    pub fn text(self, applied: Applied) -> Text {
        match (self, applied) {
            (_, Applied::System) => m::KEPT,
            (ProfileReader::Company, Applied::Operations) => m::OPERATED,
            (ProfileReader::Staff, Applied::Operations) => m::NOT_YET,
        }
    }
}

/// The part of a profile that is shown, and where.
#[derive(Clone, Debug)]
pub struct ProfileFilter {
    path: &'static str,
    /// The profile, where a page has several.
    name: String,
    pub applied: Option<Applied>,
    /// True if all sections are open, as for printing.
    pub open: bool,
    pub reader: ProfileReader,
}

impl ProfileFilter {
    /// Reads `status` and `sections` from the address; unknown values are refused.
    pub fn read(cx: &PageCx, path: &'static str, reader: ProfileReader) -> Result<ProfileFilter, AppError> {
        let open = cx.choice("sections", |code| (code == "open").then_some(()))?;
        let applied = cx.choice("status", Applied::from_code)?;
        let name = cx.query("name").unwrap_or_default().to_owned();
        Ok(ProfileFilter { path, name, applied, open: open.is_some(), reader })
    }

    pub fn has(&self, enforced: bool) -> bool {
        self.applied.is_none_or(|applied| (applied == Applied::System) == enforced)
    }

    /// The links to all rules, to those of the system, and to the others.
    pub fn choices(&self) -> AnyView {
        let choice = |applied: Option<Applied>| Choice {
            href: self.address(applied, self.open),
            words: t(applied.map_or(m::RULES_EVERY, |applied| self.reader.text(applied))).to_owned(),
            current: applied == self.applied,
        };
        let choices = std::iter::once(None).chain(Applied::ALL.map(Some)).map(choice).collect();
        view! { <Choices label=t(m::STATE) choices=choices/> }.into_any()
    }

    /// The link that opens all sections, or closes them.
    pub fn opener(&self) -> AnyView {
        let words = if self.open { m::CLOSE_ALL } else { m::OPEN_ALL };
        view! { <a href=self.address(self.applied, !self.open)>{t(words)}</a> }.into_any()
    }

    fn address(&self, applied: Option<Applied>, open: bool) -> String {
        let status = applied.map_or("", Applied::code);
        let sections = if open { "open" } else { "" };
        link(self.path, &[("name", &self.name), ("status", status), ("sections", sections)], None)
    }
}
