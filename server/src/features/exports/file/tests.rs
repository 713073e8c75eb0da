use super::*;
use crate::features::exports::sealed::{Whole, settled};
use crate::seal::keys::TenantKeys;
use futures_util::TryStreamExt;
use std::path::Path;
use uuid::Uuid;

fn place(dir: &Path) -> Place {
    Place { dir: dir.join("exports/t"), id: Uuid::nil() }
}

fn sealing() -> Sealing {
    Sealing::new(TenantKeys::for_tests(Uuid::nil()), Uuid::nil())
}

fn mark(bytes: u64) -> Mark {
    Mark { rows: 1, unreadable: 0, bytes, cursor: None }
}

/// Some content of a length.
fn content(len: usize) -> Vec<u8> {
    (0..len).map(|n| u8::try_from(n % 251).unwrap()).collect()
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(ring::digest::digest(&SHA256, bytes))
}

fn written(place: &Place, content: &[u8]) -> Vec<u8> {
    let (mut part, _) = Part::open(place, sealing(), Mark::default()).unwrap().unwrap();
    for some in content.chunks(10_007) {
        part.write(some).unwrap();
    }
    part.finish().unwrap();
    assert_eq!(part.sha256(), sha256(content));
    place.publish().unwrap();
    std::fs::read(place.whole()).unwrap()
}

async fn read(place: &Place, len: usize, range: std::ops::Range<usize>) -> io::Result<Vec<u8>> {
    let whole = Whole::open(&place.whole(), sealing(), len as u64)?;
    let pieces = whole.bytes(range.start as u64..range.end as u64).await?;
    Ok(pieces.try_collect::<Vec<_>>().await?.concat())
}

#[tokio::test]
async fn any_part_of_a_file_is_that_part_of_its_content() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    for len in [1, 5, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 6 * BLOCK + 17] {
        let content = content(len);
        written(&place, &content);
        let edges = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 5 * BLOCK + 3, len - 1, len];
        for from in edges.into_iter().filter(|from| *from < len) {
            for to in edges.into_iter().filter(|to| from < *to && *to <= len) {
                assert!(read(&place, len, from..to).await.unwrap() == content[from..to], "{from}..{to} of {len}");
            }
        }
        place.remove_now().unwrap();
    }
}

#[tokio::test]
async fn what_was_changed_moved_cut_or_added_is_an_error_and_no_garbage() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let len = 3 * BLOCK + 5;
    let (content, block) = (content(len), usize::try_from(sealed_block()).unwrap());
    let good = written(&place, &content);
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
        std::fs::write(place.whole(), bad).unwrap();
        assert!(read(&place, len, 0..len).await.is_err(), "{n}");
    }
    // A matching length does not help: the last block records that it is the last.
    std::fs::write(place.whole(), [blocks[0], blocks[1]].concat()).unwrap();
    assert!(read(&place, 2 * BLOCK, 0..2 * BLOCK).await.is_err());
    std::fs::write(place.whole(), &good).unwrap();
    let other = Sealing::new(TenantKeys::for_tests(Uuid::nil()), Uuid::from_bytes([1; 16]));
    let whole = Whole::open(&place.whole(), other, len as u64).unwrap();
    assert!(whole.bytes(0..5).await.is_err(), "another export");
}

#[tokio::test]
async fn writing_goes_on_where_it_counted() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let content = content(4 * BLOCK + 100);
    for counted in [1, 700, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK - 7] {
        let (mut part, _) = Part::open(&place, sealing(), Mark::default()).unwrap().unwrap();
        part.write(&content[..3 * BLOCK + 5]).unwrap();
        assert!(settled(3 * BLOCK as u64 + 5) >= counted as u64);
        assert!(Part::open(&place, sealing(), mark(3)).unwrap().is_none(), "somebody still writes");
        drop(part);
        // Twice: the second crash comes before anything was rewritten.
        drop(Part::open(&place, sealing(), mark(counted as u64)).unwrap().unwrap());
        let (mut part, at) = Part::open(&place, sealing(), mark(counted as u64)).unwrap().unwrap();
        assert_eq!(at.bytes, counted as u64);
        part.write(&content[counted..]).unwrap();
        part.finish().unwrap();
        assert_eq!(part.sha256(), sha256(&content));
        place.publish().unwrap();
        assert!(Part::open(&place, sealing(), mark(5)).unwrap().is_none(), "whoever finishes it has not told yet");
        drop(part);
        assert!(read(&place, content.len(), 0..content.len()).await.unwrap() == content, "{counted}");
        // The file was renamed but not recorded: the renaming is undone.
        let (part, at) = Part::open(&place, sealing(), mark(content.len() as u64)).unwrap().unwrap();
        assert_eq!((at.bytes, part.sha256()), (content.len() as u64, sha256(&content)));
        drop(part);
        place.remove_now().unwrap();
        assert!(!place.part().exists() && !place.whole().exists());
    }
}

#[test]
fn a_file_that_lost_bytes_or_was_changed_starts_anew() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    drop(Part::open(&place, sealing(), Mark::default()).unwrap());
    let (_, at) = Part::open(&place, sealing(), mark(3)).unwrap().unwrap();
    assert_eq!((at.rows, at.bytes), (0, 0));
    let (mut part, _) = Part::open(&place, sealing(), Mark::default()).unwrap().unwrap();
    part.write(&content(2 * BLOCK)).unwrap();
    drop(part);
    let mut torn = std::fs::read(place.part()).unwrap();
    torn[100] ^= 1;
    std::fs::write(place.part(), torn).unwrap();
    let (part, at) = Part::open(&place, sealing(), mark(50)).unwrap().unwrap();
    assert_eq!((at.rows, at.bytes, part.sha256()), (0, 0, sha256(b"")));
}

#[test]
fn the_file_is_for_the_programs_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    drop(Part::open(&place, sealing(), Mark::default()).unwrap());
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&place.part()), mode(&place.dir)), (0o600, 0o700));
}
