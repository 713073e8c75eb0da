//! The file beside the database that says what has been signed: one signed line per kind.

use super::kind::Kind;
use crate::door::fault::Fault;
use crate::state::App;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// The kinds named in the file.
pub struct Mark(Vec<Kind>);

pub fn path(app: &App) -> PathBuf {
    app.config.data_dir.join("signed-rows")
}

impl Mark {
    pub fn read(app: &App) -> Mark {
        let text = std::fs::read_to_string(path(app)).unwrap_or_default();
        let lines: Vec<Vec<u8>> = text.lines().filter_map(|line| hex::decode(line.trim()).ok()).collect();
        let tells = |kind: &Kind| lines.iter().any(|line| app.keys.verify(kind.message(), line));
        Mark(Kind::ALL.into_iter().filter(tells).collect())
    }

    pub fn tells(&self, kind: Kind) -> bool {
        self.0.contains(&kind)
    }

    /// Adds every kind to the file.
    pub fn complete(&self, app: &App) -> Result<(), Fault> {
        if Kind::ALL.into_iter().all(|kind| self.tells(kind)) {
            return Ok(());
        }
        std::fs::create_dir_all(&app.config.data_dir)?;
        let mut file = std::fs::File::options().create(true).write(true).truncate(true).mode(0o600).open(path(app))?;
        for kind in Kind::ALL {
            writeln!(file, "{}", hex::encode(app.keys.sign(kind.message())))?;
        }
        Ok(file.sync_all()?)
    }
}
