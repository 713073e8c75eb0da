//! Access consent (MS-18, BP-15): what a company lets support staff look at, for how long, and the looks themselves. Before
//! every look the door asks whether a consent is in force (`door/consent.rs`).

mod api;
mod consent;
mod grant;
mod look;
mod show;

pub use show::reason;
