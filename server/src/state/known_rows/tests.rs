use super::*;
use chrono::Duration;
use std::fs;
use std::io::Write as _;
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
fn what_another_process_of_the_folder_has_seen_is_read_before_rows_are_checked() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("known-rows");
    let console = KnownRows::open(path.clone(), now()).unwrap();
    let command = KnownRows::open(path, now()).unwrap();
    for version in 1..5 {
        command.learn([account(1, version), account(2, version * 2)]);
        console.catch_up().unwrap();
        assert_eq!((newest(&console, 1), newest(&console, 2)), (Some(version), Some(version * 2)));
    }
    command.learn([dead(7, 30)]);
    console.learn([account(3, 1)]);
    for rows in [&console, &command] {
        rows.catch_up().unwrap();
        assert_eq!((rows.is_dead(&[7; 32]), newest(rows, 3)), (true, Some(1)), "each knows what the other has seen");
    }
}

#[test]
fn a_line_that_is_still_being_written_is_read_once_it_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("known-rows");
    let console = KnownRows::open(path.clone(), now()).unwrap();
    let (whole, half) = (format!("{}\n", account(1, 4)), format!("account {} 1", Uuid::from_u128(2)));
    let write =
        |text: &str| fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(text.as_bytes()).unwrap();
    write(&format!("{whole}{half}"));
    for _ in 0..2 {
        console.catch_up().unwrap();
        assert_eq!((newest(&console, 1), newest(&console, 2)), (Some(4), None));
    }
    write("2\n");
    console.catch_up().unwrap();
    assert_eq!(newest(&console, 2), Some(12));
    write("account torn");
    console.catch_up().unwrap();
    KnownRows { known: Mutex::default(), file: Some(KnownRowsFile::new(path.clone())) }.learn([account(3, 5)]);
    console.catch_up().unwrap();
    assert_eq!(newest(&console, 3), Some(5), "behind a line that a crash has cut");
}

#[test]
fn a_file_that_another_process_has_rewritten_is_read_from_its_beginning() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("known-rows");
    let console = KnownRows::open(path.clone(), now()).unwrap();
    console.learn([account(1, 1)]);
    console.catch_up().unwrap();
    // Shortened twice, and again as long as it was: neither its length nor the number of its place tells.
    for version in 2..4 {
        let other = KnownRows::open(path.clone(), now()).unwrap();
        other.learn([account(1, version)]);
        other.sweep(now()).unwrap();
    }
    assert_eq!(written(&path), 1);
    console.catch_up().unwrap();
    assert_eq!(newest(&console, 1), Some(3));
    fs::write(&path, "").unwrap();
    console.catch_up().unwrap();
    fs::remove_file(&path).unwrap();
    console.catch_up().unwrap();
    assert_eq!(newest(&console, 1), Some(3), "nothing is forgotten with the file");
    let garbage = "x".repeat(3 << 20);
    fs::write(&path, format!("{garbage}\n{}\n", account(1, 4))).unwrap();
    console.catch_up().unwrap();
    assert_eq!(newest(&console, 1), Some(4), "behind what is too long for a line");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(console.catch_up().is_err(), "what cannot be read is an error");
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
