//! The console's pages. They are rendered to HTML on the server; only islands also compile for the browser.

#![recursion_limit = "256"]
#![cfg_attr(
    test,
    expect(
        clippy::ignored_unit_patterns,
        clippy::similar_names,
        reason = "`unimock` writes so for the traits of the features"
    )
)]

#[macro_use]
pub mod product;

pub mod error;
pub mod feature;
pub mod frame;
pub mod kind;
pub mod kit;
pub mod link;
pub mod mail_kind;
pub mod page;
pub mod palette;
pub mod password_rules;
pub mod paths;
pub mod permission;
pub mod prompt;
pub mod record;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod tables;
#[cfg(test)]
mod tests;
pub mod text;

/// Declares the module of each feature. `cargo fmt` does not see modules behind a macro; `make format` does.
macro_rules! modules {
    ($($feature:ident: $api:ident,)*) => {
        $(pub mod $feature;)*
    };
}

features!(modules);
