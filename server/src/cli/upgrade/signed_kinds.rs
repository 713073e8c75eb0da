//! The file beside the database that says what has been signed: one signed line per kind.

use super::kind::RowKind;
use crate::door::fault::Fault;
use crate::state::AppState;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// The kinds named in the file.
pub struct SignedKinds(Vec<RowKind>);

pub fn path(app: &AppState) -> PathBuf {
    app.config.data_dir.join("signed-rows")
}

impl SignedKinds {
    pub fn read(app: &AppState) -> SignedKinds {
        let text = std::fs::read_to_string(path(app)).unwrap_or_default();
        let lines: Vec<Vec<u8>> = text.lines().filter_map(|line| hex::decode(line.trim()).ok()).collect();
        let contains = |kind: &RowKind| lines.iter().any(|line| app.keys.verify(kind.message(), line));
        SignedKinds(RowKind::ALL.into_iter().filter(contains).collect())
    }

    pub fn contains(&self, kind: RowKind) -> bool {
        self.0.contains(&kind)
    }

    /// Adds every kind to the file.
    pub fn complete(&self, app: &AppState) -> Result<(), Fault> {
        if RowKind::ALL.into_iter().all(|kind| self.contains(kind)) {
            return Ok(());
        }
        std::fs::create_dir_all(&app.config.data_dir)?;
        let mut file = std::fs::File::options().create(true).write(true).truncate(true).mode(0o600).open(path(app))?;
        for kind in RowKind::ALL {
            writeln!(file, "{}", hex::encode(app.keys.sign(kind.message())))?;
        }
        Ok(file.sync_all()?)
    }
}
