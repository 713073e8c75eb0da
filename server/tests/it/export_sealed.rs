//! An export is sealed on disk, and a download contains exactly the exported data (SL-16).

use crate::exports::{MANY, bytes, files, form, start, started, work};
use crate::people::fill;
use crate::support::{Browser, TestApp};
use app::permission::Role;
use chrono::Duration;
use std::collections::HashSet;
use std::path::Path;

/// Every file below a folder.
fn everything(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let found = entries.map(|path| {
        if path.is_dir() {
            everything(&path)
        } else {
            vec![(path.display().to_string(), std::fs::read(&path).unwrap())]
        }
    });
    found.flatten().collect()
}

/// An owner with a finished export, its address, and the downloaded file.
async fn finished(t: &TestApp, people: usize) -> (Browser, String, Vec<u8>) {
    let (owner, path) = started(t, people).await;
    assert_eq!(work(t, &owner, &path).await.text(".badge").as_deref(), Some("Done"));
    let (status, _, file) = bytes(&owner, &format!("{path}/file"), &[]).await;
    assert_eq!(status, 200);
    (owner, path, file)
}

#[tokio::test]
async fn sl_16_no_cell_of_an_export_lies_open_in_the_data_folder() {
    let t = TestApp::new().await;
    let (_, path, file) = finished(&t, 1_000).await;
    let sealed = std::fs::read(files(&t, &path).0).unwrap();
    // Shorter cells could occur by chance, and the names of columns are no secret.
    let cells = file.split(|byte| matches!(byte, b',' | b'\r' | b'\n' | b'"')).filter(|cell| cell.len() > 9);
    let cells = cells.filter(|cell| !app::exports::api::COLUMNS.iter().any(|column| column.as_bytes() == *cell));
    let cells: HashSet<&[u8]> = cells.collect();
    assert!(cells.len() > 1_500, "addresses, telephones, names, notes");
    let starts: HashSet<&[u8]> = cells.iter().map(|cell| &cell[..10]).collect();
    for (name, bytes) in everything(t.dir.path()) {
        for at in 0..bytes.len().saturating_sub(9) {
            if starts.contains(&bytes[at..at + 10]) {
                let found = cells.iter().find(|cell| bytes[at..].starts_with(cell));
                assert_eq!(found.map(|cell| String::from_utf8_lossy(cell)), None, "{name}");
            }
        }
    }
    assert!(sealed.len() > file.len() && sealed.len() < file.len() + file.len() / 500, "little is added");
}

#[tokio::test]
async fn a_part_is_that_part_of_the_whole() {
    let t = TestApp::new().await;
    let (owner, path, file) = finished(&t, MANY).await;
    let (path, len, block) = (format!("{path}/file"), file.len(), 64 * 1024);
    assert!(len > 5 * block);
    let edges = [0, 1, block - 1, block, block + 1, 3 * block + 7, 4 * block, len - 1];
    for from in edges {
        for to in edges.into_iter().filter(|to| from <= *to) {
            let range = format!("bytes={from}-{to}");
            let (status, _, part) = bytes(&owner, &path, &[("range", &range)]).await;
            assert!(status == 206 && part == file[from..=to], "{range}: {status}, {} bytes", part.len());
        }
    }
}

#[tokio::test]
async fn a_block_that_was_changed_or_moved_is_given_to_nobody() {
    let t = TestApp::new().await;
    let (owner, path, file) = finished(&t, MANY).await;
    let (whole, _) = files(&t, &path);
    let (path, block) = (format!("{path}/file"), 64 * 1024);
    let sealed = std::fs::read(&whole).unwrap();
    let on_disk = block + server::seal::OVERHEAD;
    let mut swapped = sealed.clone();
    swapped[..2 * on_disk].rotate_left(on_disk);
    let mut flipped = sealed.clone();
    flipped[on_disk + 1_000] ^= 1;
    for (bad, first) in [(swapped, true), (flipped, false)] {
        std::fs::write(&whole, bad).unwrap();
        let second = format!("bytes={block}-{}", block + 9);
        assert_eq!(bytes(&owner, &path, &[("range", &second)]).await.0, 500);
        let (status, _, part) = bytes(&owner, &path, &[("range", "bytes=0-9")]).await;
        assert!(if first { status == 500 } else { status == 206 && part == file[..10] }, "{status}");
        let third = format!("bytes={}-{}", 2 * block, 3 * block);
        assert!(bytes(&owner, &path, &[("range", &third)]).await.2 == file[2 * block..=3 * block], "others are whole");
    }
    std::fs::write(&whole, &sealed[..sealed.len() - on_disk]).unwrap();
    assert_eq!(bytes(&owner, &path, &[]).await.0, 500, "its end is missing");
}

#[tokio::test]
async fn files_of_an_earlier_version_are_sealed() {
    let t = TestApp::new().await;
    let (owner, path, file) = finished(&t, 50).await;
    let (whole, _) = files(&t, &path);
    let (plain, half) = (whole.with_extension("csv"), whole.with_extension("csv.part"));
    std::fs::remove_file(&whole).unwrap();
    std::fs::write(&plain, &file).unwrap();
    std::fs::write(&half, "half").unwrap();
    server::features::exports::sweep(&t.app).await.unwrap();
    assert!(!plain.exists() && !half.exists());
    assert!(bytes(&owner, &format!("{path}/file"), &[]).await.2 == file);
    // A file that does not match the finished export is discarded.
    std::fs::remove_file(&whole).unwrap();
    std::fs::write(&plain, "another file").unwrap();
    server::features::exports::sweep(&t.app).await.unwrap();
    assert!(!plain.exists() && !whole.exists());
    assert_eq!(bytes(&owner, &format!("{path}/file"), &[]).await.0, 500);
}

#[tokio::test]
async fn size_and_hash_want_the_same_proof_as_the_file() {
    let t = TestApp::new().await;
    let (owner, path, _) = finished(&t, 20).await;
    t.clock.advance(Duration::minutes(20));
    for path in [format!("{path}/file"), format!("{path}/manifest")] {
        let head = owner.client.head(format!("{}{path}", owner.base)).send().await.unwrap();
        assert!(head.headers().get("etag").is_none() && head.status().as_u16() != 200, "{path}: {head:?}");
    }
}

/// Turns the newest export into a finished one of a given size.
async fn kept(t: &TestApp, bytes: i64) {
    let expires = (t.now() + Duration::days(7)).to_rfc3339();
    let change = format!("state = 'done', bytes_done = {bytes}, expires_at = '{expires}'");
    t.tamper(&format!("UPDATE export SET {change} WHERE state = 'waiting'")).await.unwrap();
}

#[tokio::test]
async fn a_company_keeps_so_many_files_and_bytes_and_no_more() {
    let t = TestApp::new().await;
    fill(&t.app, &t.db, t.own.id, 3).await;
    let owner = t.signed_in(Role::Owner).await;
    for _ in 0..50 {
        start(&owner, &[]).await;
        kept(&t, 100).await;
    }
    let refused = owner.post("/exports", &form(&[])).await;
    assert_eq!(refused.status, 422);
    let told = refused.field_error("purpose").unwrap();
    assert_eq!(
        told,
        "You can keep up to 50 exported files, 10 GiB in total. The oldest one is deleted on Nov 29, 2026, 10:05 JST. Try \
         again after that."
    );
    assert_eq!(refused.attribute("#purpose", "value").as_deref(), Some("年末施策の抽出"), "what was typed is kept");
    t.tamper("DELETE FROM export WHERE bytes_done = 100").await.unwrap();
    start(&owner, &[]).await;
    kept(&t, 10 << 30).await;
    assert_eq!(owner.post("/exports", &form(&[])).await.status, 422, "one large file is enough");
    let elsewhere = t.signed_in_elsewhere(Role::Owner).await;
    assert_ne!(
        elsewhere.post("/exports", &form(&[])).await.field_error("purpose"),
        Some(told),
        "others have their own"
    );
}
