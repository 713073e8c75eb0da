//! The three parts of the security page, each with its own address.

use super::messages as m;
use crate::kit::PageHead;
use crate::text::{Text, t};
use leptos::prelude::*;

/// A part of the security page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SecurityPart {
    Settings,
    SensitiveActions,
    Profile,
}

impl SecurityPart {
    const ALL: [SecurityPart; 3] = [SecurityPart::Settings, SecurityPart::SensitiveActions, SecurityPart::Profile];

    pub const fn path(self) -> &'static str {
        match self {
            SecurityPart::Settings => "/security",
            SecurityPart::SensitiveActions => "/security/sensitive-actions",
            SecurityPart::Profile => "/security/profile",
        }
    }

    pub const fn title(self) -> Text {
        match self {
            SecurityPart::Settings => m::SETTINGS,
            SecurityPart::SensitiveActions => m::SENSITIVE,
            SecurityPart::Profile => m::PROFILE,
        }
    }

    const fn sub(self) -> Text {
        match self {
            SecurityPart::Settings => m::SETTINGS_SUB,
            SecurityPart::SensitiveActions => m::SENSITIVE_SUB,
            SecurityPart::Profile => m::SUB,
        }
    }
}

/// The head of a part, with the way to the other two.
pub fn head(part: SecurityPart) -> AnyView {
    let links = SecurityPart::ALL.map(|one| {
        let current = (one == part).then_some("page");
        view! { <li><a href=one.path() aria-current=current>{t(one.title())}</a></li> }
    });
    view! {
        <PageHead title=t(m::TITLE) sub=t(part.sub())/>
        <nav class="tabs" aria-label=t(m::PARTS)><ul>{links.collect_view()}</ul></nav>
    }
    .into_any()
}
