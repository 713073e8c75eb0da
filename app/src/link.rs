//! Purposes of one-time links. Each is a constant of its feature.

/// The purpose of a one-time link. Its code is stable, because signed rows contain it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Purpose {
    pub code: &'static str,
    /// The page that the link opens.
    pub page: &'static str,
}
