use super::*;
use crate::features::exports::sealed::{Whole, settled};
use crate::seal::keys::TenantKeys;
use futures_util::TryStreamExt;
use std::path::Path;
use uuid::Uuid;

fn files(dir: &Path) -> ExportFiles {
    ExportFiles { dir: dir.join("exports/t"), id: Uuid::nil() }
}

fn sealing() -> Sealing {
    Sealing::new(TenantKeys::for_tests(Uuid::nil()), Uuid::nil())
}

fn point(bytes: u64) -> ResumePoint {
    ResumePoint { rows: 1, unreadable: 0, bytes, cursor: None }
}

/// Some content of a length.
fn content(len: usize) -> Vec<u8> {
    (0..len).map(|n| u8::try_from(n % 251).unwrap()).collect()
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(ring::digest::digest(&SHA256, bytes))
}

fn written(files: &ExportFiles, content: &[u8]) -> Vec<u8> {
    let (mut part, _) = PartialFile::open(files, sealing(), ResumePoint::default()).unwrap().unwrap();
    for some in content.chunks(10_007) {
        part.write(some).unwrap();
    }
    part.finish().unwrap();
    assert_eq!(part.sha256(), sha256(content));
    files.publish().unwrap();
    std::fs::read(files.whole()).unwrap()
}

async fn read(files: &ExportFiles, len: usize, range: std::ops::Range<usize>) -> io::Result<Vec<u8>> {
    let whole = Whole::open(&files.whole(), sealing(), len as u64)?;
    let pieces = whole.bytes(range.start as u64..range.end as u64).await?;
    Ok(pieces.try_collect::<Vec<_>>().await?.concat())
}

#[tokio::test]
async fn any_part_of_a_file_is_that_part_of_its_content() {
    let dir = tempfile::tempdir().unwrap();
    let files = files(dir.path());
    for len in [1, 5, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 6 * BLOCK + 17] {
        let content = content(len);
        written(&files, &content);
        let edges = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 5 * BLOCK + 3, len - 1, len];
        for from in edges.into_iter().filter(|from| *from < len) {
            for to in edges.into_iter().filter(|to| from < *to && *to <= len) {
                assert!(read(&files, len, from..to).await.unwrap() == content[from..to], "{from}..{to} of {len}");
            }
        }
        files.remove_now().unwrap();
    }
}

#[tokio::test]
async fn what_was_changed_moved_cut_or_added_is_an_error_and_no_garbage() {
    let dir = tempfile::tempdir().unwrap();
    let files = files(dir.path());
    let len = 3 * BLOCK + 5;
    let (content, block) = (content(len), usize::try_from(sealed_block()).unwrap());
    let good = written(&files, &content);
    let blocks: Vec<&[u8]> = good.chunks(block).collect();
    let flipped = |at: usize| {
        let mut bad = good.clone();
        bad[at] ^= 1;
        bad
    };
    let bad = [
        flipped(0),
        flipped(block / 2),
        flipped(block),
        flipped(good.len() - 1),
        [blocks[1], blocks[0], blocks[2], blocks[3]].concat(),
        [blocks[0], blocks[0], blocks[2], blocks[3]].concat(),
        [blocks[0], blocks[1], blocks[3]].concat(),
        [blocks[0], blocks[1], blocks[2]].concat(),
        [blocks[0], blocks[1], blocks[2], blocks[2]].concat(),
        [&good[..], blocks[3]].concat(),
        [&good[..], b"x"].concat(),
        good[..good.len() - 1].to_vec(),
        Vec::new(),
    ];
    for (n, bad) in bad.iter().enumerate() {
        std::fs::write(files.whole(), bad).unwrap();
        assert!(read(&files, len, 0..len).await.is_err(), "{n}");
    }
    // A matching length does not help: the last block records that it is the last.
    std::fs::write(files.whole(), [blocks[0], blocks[1]].concat()).unwrap();
    assert!(read(&files, 2 * BLOCK, 0..2 * BLOCK).await.is_err());
    std::fs::write(files.whole(), &good).unwrap();
    let other = Sealing::new(TenantKeys::for_tests(Uuid::nil()), Uuid::from_bytes([1; 16]));
    let whole = Whole::open(&files.whole(), other, len as u64).unwrap();
    assert!(whole.bytes(0..5).await.is_err(), "another export");
}

#[tokio::test]
async fn writing_goes_on_where_it_counted() {
    let dir = tempfile::tempdir().unwrap();
    let files = files(dir.path());
    let content = content(4 * BLOCK + 100);
    for counted in [1, 700, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK - 7] {
        let (mut part, _) = PartialFile::open(&files, sealing(), ResumePoint::default()).unwrap().unwrap();
        part.write(&content[..3 * BLOCK + 5]).unwrap();
        assert!(settled(3 * BLOCK as u64 + 5) >= counted as u64);
        assert!(PartialFile::open(&files, sealing(), point(3)).unwrap().is_none(), "somebody still writes");
        drop(part);
        // Twice: the second crash comes before anything was rewritten.
        drop(PartialFile::open(&files, sealing(), point(counted as u64)).unwrap().unwrap());
        let (mut part, at) = PartialFile::open(&files, sealing(), point(counted as u64)).unwrap().unwrap();
        assert_eq!(at.bytes, counted as u64);
        part.write(&content[counted..]).unwrap();
        part.finish().unwrap();
        assert_eq!(part.sha256(), sha256(&content));
        files.publish().unwrap();
        assert!(
            PartialFile::open(&files, sealing(), point(5)).unwrap().is_none(),
            "the process that finishes it has not said so yet"
        );
        drop(part);
        assert!(read(&files, content.len(), 0..content.len()).await.unwrap() == content, "{counted}");
        // The file was renamed but not recorded: the renaming is undone.
        let (part, at) = PartialFile::open(&files, sealing(), point(content.len() as u64)).unwrap().unwrap();
        assert_eq!((at.bytes, part.sha256()), (content.len() as u64, sha256(&content)));
        drop(part);
        files.remove_now().unwrap();
        assert!(!files.part().exists() && !files.whole().exists());
    }
}

#[test]
fn a_file_that_lost_bytes_or_was_changed_is_written_again() {
    let dir = tempfile::tempdir().unwrap();
    let files = files(dir.path());
    drop(PartialFile::open(&files, sealing(), ResumePoint::default()).unwrap());
    let (_, at) = PartialFile::open(&files, sealing(), point(3)).unwrap().unwrap();
    assert_eq!((at.rows, at.bytes), (0, 0));
    let (mut part, _) = PartialFile::open(&files, sealing(), ResumePoint::default()).unwrap().unwrap();
    part.write(&content(2 * BLOCK)).unwrap();
    drop(part);
    let mut torn = std::fs::read(files.part()).unwrap();
    torn[100] ^= 1;
    std::fs::write(files.part(), torn).unwrap();
    let (part, at) = PartialFile::open(&files, sealing(), point(50)).unwrap().unwrap();
    assert_eq!((at.rows, at.bytes, part.sha256()), (0, 0, sha256(b"")));
}

#[test]
fn the_file_is_for_the_programs_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let files = files(dir.path());
    drop(PartialFile::open(&files, sealing(), ResumePoint::default()).unwrap());
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&files.part()), mode(&files.dir)), (0o600, 0o700));
}
