use super::*;
use chrono::Duration;
use std::fs;
use std::os::unix::fs::PermissionsExt;

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Duration::days(1)
}

fn account(n: u128, version: i64) -> RowFact {
    RowFact::version("account", Uuid::from_u128(n), version)
}

fn dead(n: u8, minutes: i64) -> RowFact {
    RowFact::DeadId { id_hash: vec![n; 32], until: (now() + Duration::minutes(minutes)).timestamp() }
}

fn newest(rows: &KnownRows, n: u128) -> Option<i64> {
    rows.beyond("account", Uuid::from_u128(n), 0)
}

fn written(path: &Path) -> usize {
    fs::read_to_string(path).unwrap().lines().count()
}

#[test]
fn the_next_process_knows_it_too() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data/known-rows");
    let rows = KnownRows::open(path.clone(), now()).unwrap();
    rows.learn([account(1, 2), account(2, 1), dead(7, 30)]);
    rows.learn([account(1, 3), account(1, 3), account(1, 2), dead(7, 60)]);
    assert_eq!(written(&path), 4, "nothing twice");
    for rows in [KnownRows::read_only(&path).unwrap(), KnownRows::open(path.clone(), now()).unwrap()] {
        assert_eq!((newest(&rows, 1), newest(&rows, 2), newest(&rows, 3)), (Some(3), Some(1), None));
        assert!(rows.is_dead(&[7; 32]) && !rows.is_dead(&[8; 32]));
    }
    assert_eq!(written(&path), 3, "the start shortens the file");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    rows.learn([RowFact::Restored { table: "account".into(), id: Uuid::from_u128(1), version: 1 }]);
    assert_eq!((newest(&rows, 1), newest(&KnownRows::open(path, now()).unwrap(), 1)), (Some(1), Some(1)));
}

#[test]
fn a_running_process_that_shares_the_folder_loses_no_line() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("known-rows");
    let rows = KnownRows::open(path.clone(), now()).unwrap();
    for version in 1..4 {
        rows.learn([account(1, version)]);
        KnownRows::open(path.clone(), now()).unwrap();
        assert_eq!(written(&path), 1);
    }
    assert_eq!(newest(&KnownRows::read_only(&path).unwrap(), 1), Some(3));
}

#[test]
fn what_another_process_of_the_folder_has_seen_is_known_with_the_next_sweep() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("known-rows");
    let console = KnownRows::open(path.clone(), now()).unwrap();
    KnownRows::open(path, now()).unwrap().learn([account(1, 4), dead(7, 30)]);
    assert_eq!((newest(&console, 1), console.is_dead(&[7; 32])), (None, false));
    console.sweep(now()).unwrap();
    assert_eq!((newest(&console, 1), console.is_dead(&[7; 32])), (Some(4), true));
}

#[test]
fn what_no_longer_matters_leaves_memory_and_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("known-rows");
    let rows = KnownRows::open(path.clone(), now()).unwrap();
    for hour in 0..100_u8 {
        let at = now() + Duration::hours(hour.into());
        rows.learn([account(1, i64::from(hour) + 1), dead(hour, i64::from(hour) * 60 + 30)]);
        rows.sweep(at).unwrap();
        assert_eq!((written(&path), rows.known().dead_ids()), (2, 1), "{hour}");
    }
    KnownRows::open(path.clone(), now() + Duration::days(9)).unwrap();
    assert_eq!(written(&path), 1, "nor does a start keep it");
}

#[test]
fn torn_and_damaged_lines_spoil_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("known-rows");
    let whole = format!("{}\nnonsense\n{}\n", account(1, 5), account(2, 6));
    fs::write(&path, format!("{whole}account {} 12", Uuid::from_u128(1))).unwrap();
    let rows = KnownRows::read_only(&path).unwrap();
    assert_eq!((newest(&rows, 1), newest(&rows, 2)), (Some(5), Some(6)), "a cut number is not read");
    // A line after a torn one is whole.
    let rows = KnownRows { known: Mutex::default(), file: Some(KnownRowsFile::new(path.clone())) };
    rows.learn([account(3, 7)]);
    let rows = KnownRows::open(path.clone(), now()).unwrap();
    assert_eq!((newest(&rows, 1), newest(&rows, 3), written(&path)), (Some(5), Some(7), 3));
}

#[test]
fn nothing_fails_where_the_file_cannot_be_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("gone/known-rows");
    let rows = KnownRows::open(path.clone(), now()).unwrap();
    fs::remove_dir_all(path.parent().unwrap()).unwrap();
    rows.learn([account(1, 2)]);
    rows.learn([account(1, 3)]);
    assert_eq!(newest(&rows, 1), Some(3));
    assert!(rows.sweep(now()).is_err());
}
