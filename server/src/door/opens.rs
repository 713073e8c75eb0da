//! Where rows with sealed or signed parts are read: inside a read, a transaction, or a job of the program.

use super::read::Read;
use super::write::Write;
use crate::state::AppState;
use crate::storage::{Reader, Transaction};
use sea_orm::ConnectionTrait;

/// A connection, and the program, which has the keys.
pub trait Opens {
    type Db: ConnectionTrait;

    fn db(&self) -> &Self::Db;

    fn app(&self) -> &AppState;

    /// True if reads see only committed rows.
    fn reads_committed(&self) -> bool {
        false
    }
}

impl Opens for Read {
    type Db = Reader;

    fn db(&self) -> &Self::Db {
        Read::db(self)
    }

    fn app(&self) -> &AppState {
        Read::app(self)
    }

    fn reads_committed(&self) -> bool {
        true
    }
}

impl Opens for Write {
    type Db = Transaction;

    fn db(&self) -> &Self::Db {
        Write::db(self)
    }

    fn app(&self) -> &AppState {
        Write::app(self)
    }
}

impl<C: ConnectionTrait> Opens for (&AppState, &C) {
    type Db = C;

    fn db(&self) -> &C {
        self.1
    }

    fn app(&self) -> &AppState {
        self.0
    }
}
