//! Breached passwords (ASVS 6.2.12): a sorted file of SHA-1 digests in upper-case hexadecimal, one per line, each
//! optionally with a colon and a count, in the format of the well-known list. The file is far larger than memory, so a
//! lookup is a binary search in the file with a few dozen reads.

use crate::door::fault::Fault;
use crate::state::AppState;
use crate::state::config::{Config, ConfigError};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use std::fs::File;
use std::io::{self, Error, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Hexadecimal digits of a digest.
const DIGITS: usize = 40;
/// Upper limit of a line's length, including its line break and the previous one.
const LONGEST: usize = 80;
/// The number of places that are checked when the file is opened.
const SAMPLES: u64 = 256;

/// The file of breached passwords.
#[derive(Clone, Debug)]
pub struct Breached {
    path: PathBuf,
}

/// A line of the file.
struct Line {
    start: u64,
    digest: String,
}

/// Checks that the list, if configured, has the right format.
pub fn check(config: &Config) -> Result<(), ConfigError> {
    let Some(path) = &config.breached_passwords_file else { return Ok(()) };
    Breached::open(path).map(drop).map_err(|e| ConfigError::File(path.clone(), e.to_string()))
}

/// True if a password is in the list, if the console has one.
pub async fn is_known(app: &AppState, password: &str) -> Result<bool, Fault> {
    let Some(path) = app.config.breached_passwords_file.clone() else { return Ok(false) };
    let (list, password) = (Breached { path }, password.to_owned());
    let looked_up = tokio::task::spawn_blocking(move || list.holds(&password)).await;
    let looked_up = looked_up.map_err(|e| Fault::internal(e.to_string()))?;
    looked_up.map_err(|e| Fault::internal(format!("breached_passwords_file: {e}")))
}

impl Breached {
    /// Opens a file. Checks at some places that its lines are digests in order.
    pub fn open(path: &Path) -> io::Result<Breached> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut last = line_at(&mut file, 0)?.ok_or_else(|| wrong(0))?;
        for sample in 1..SAMPLES {
            let Some(line) = line_at(&mut file, length / SAMPLES * sample)? else { break };
            if line.digest < last.digest {
                return Err(Error::new(ErrorKind::InvalidData, format!("out of order at byte {}", line.start)));
            }
            last = line;
        }
        Ok(Breached { path: path.to_owned() })
    }

    /// True if the file contains the digest of a password.
    pub fn holds(&self, password: &str) -> io::Result<bool> {
        let wanted = hex::encode_upper(digest(&SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes()));
        let mut file = File::open(&self.path)?;
        let (mut low, mut high) = (0, file.metadata()?.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match line_at(&mut file, middle)? {
                Some(line) if line.digest == wanted => return Ok(true),
                Some(line) if line.digest < wanted => low = line.start + 1,
                _ => high = middle,
            }
        }
        Ok(false)
    }
}

/// Returns the first line that starts at or after a byte, or `None` after the last one.
fn line_at(file: &mut File, at: u64) -> io::Result<Option<Line>> {
    // Reads from one byte earlier: if that byte ends a line, the next line starts at `at` itself.
    let from = at.saturating_sub(1);
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::with_capacity(2 * LONGEST);
    file.take(2 * LONGEST as u64).read_to_end(&mut bytes)?;
    let at_end = bytes.len() < 2 * LONGEST;
    let skipped = if at == 0 { Some(0) } else { bytes.iter().position(|byte| *byte == b'\n').map(|end| end + 1) };
    let Some(skipped) = skipped else { return if at_end { Ok(None) } else { Err(wrong(from)) } };
    let start = from + skipped as u64;
    let rest = &bytes[skipped..];
    if rest.is_empty() && at_end {
        return Ok(None);
    }
    let line = match rest.iter().position(|byte| *byte == b'\n') {
        Some(end) => &rest[..end],
        None if at_end => rest,
        None => return Err(wrong(start)),
    };
    read(line).map(|digest| Some(Line { start, digest })).ok_or_else(|| wrong(start))
}

/// Returns the digest in a line.
fn read(line: &[u8]) -> Option<String> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let (digest, count) = line.split_at_checked(DIGITS)?;
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'A'..=b'F');
    let counted = count.is_empty() || count.strip_prefix(b":").is_some_and(|n| n.iter().all(u8::is_ascii_digit));
    (counted && digest.iter().all(is_digit)).then(|| String::from_utf8_lossy(digest).into_owned())
}

fn wrong(at: u64) -> Error {
    Error::new(ErrorKind::InvalidData, format!("no SHA-1 digest in upper-case hexadecimal at byte {at}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::io::Write;

    fn sha1(password: &str) -> String {
        hex::encode_upper(digest(&SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes()))
    }

    fn file(content: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(content.as_bytes()).unwrap();
        file
    }

    #[test]
    fn the_digest_is_that_of_the_well_known_list() {
        assert_eq!(sha1("password"), "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_found_is_what_is_there(
            inside in proptest::collection::btree_set("[a-z]{1,6}", 1..200),
            others in proptest::collection::btree_set("[a-z]{1,6}", 1..50),
            counts in any::<[u32; 7]>(),
            end in prop_oneof![Just("\n"), Just("\r\n")],
            closed in any::<bool>(),
        ) {
            let digests: BTreeSet<String> = inside.iter().map(|password| sha1(password)).collect();
            let line = |(i, digest): (usize, &String)| match i % 8 {
                7 => digest.clone(),
                n => format!("{digest}:{}", counts[n]),
            };
            let mut content = digests.iter().enumerate().map(line).collect::<Vec<_>>().join(end);
            if closed {
                content.push_str(end);
            }
            let file = file(&content);
            let list = Breached::open(file.path()).unwrap();
            for password in inside.union(&others) {
                prop_assert_eq!(list.holds(password).unwrap(), inside.contains(password), "{}", password);
            }
        }
    }

    #[test]
    fn what_is_no_such_list_is_refused() {
        let (low, high) = ("0".repeat(40), "F".repeat(40));
        let lines = |digest: &str| format!("{digest}:1\n").repeat(600);
        for content in [
            String::new(),
            "\n".into(),
            "password\n".into(),
            "a".repeat(40),
            format!("{low}:x\n"),
            "0".repeat(500),
            format!("{}{}", lines(&high), lines(&low)),
            format!("{}nonsense\n{}", lines(&low), "x".repeat(30_000)),
        ] {
            let file = file(&content);
            assert!(Breached::open(file.path()).is_err(), "{:?}", &content[..content.len().min(60)]);
        }
        assert!(Breached::open(Path::new("/no/such/file")).is_err());
        assert!(Breached::open(file(&format!("{low}\n{high}")).path()).is_ok());
    }
}
