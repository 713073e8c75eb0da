//! Refused input (DS-12): how often a field was refused to a company, by day. The counts of forms are in memory for at most a
//! minute (`state::refused`); those of an import are written with it.

mod api;
mod counts;
mod everywhere;
mod labels;
mod list;
mod window;

pub use counts::{forget, store};
