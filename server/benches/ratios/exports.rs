//! An export opens every sealed row and writes it as CSV; the `sqlite3` command line writes the same columns unsealed.

use crate::company::Company;
use crate::console::Console;
use crate::report::{Aim, Report, middle, timed};
use crate::visitor::Visitor;
use app::exports::api::COLUMNS;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const ROUNDS: usize = 3;

pub async fn measure(report: &mut Report, middle_sized: &Company, large: &Company) {
    let memory = export(middle_sized, 1).await.peak_mb;
    report
        .figure(&format!("MB, the console's peak memory exporting {} rows", middle_sized.rows), format!("{memory:.0}"));
    let done = export(large, ROUNDS).await;
    report.figure(
        &format!("MB, the console's peak memory exporting {} rows", large.rows),
        format!("{:.0}", done.peak_mb),
    );
    let bare = unsealed(large, &done.file, done.rows).await;
    let what = format!("export rows per second of {} end users ÷ sqlite3 writing them unsealed", large.rows);
    report.ratio(&what, (done.rate, bare), "rows per second", Aim::AtLeast(0.5));
}

struct Done {
    peak_mb: f64,
    rate: f64,
    rows: f64,
    file: Vec<u8>,
}

/// Exports all columns through the console, from the request to the end.
async fn export(company: &Company, rounds: usize) -> Done {
    let console = Console::serve(company).await;
    let visitor = Visitor::signed_in(company.listen, &company.members[0]).await;
    let columns = COLUMNS.iter().map(|column| ("columns", *column));
    let fields: Vec<_> = columns.chain([("purpose", "benchmark")]).collect();
    let (mut times, mut path) = (Vec::new(), String::new());
    for _ in 0..rounds {
        let (time, at) = timed(async {
            let (status, path) = visitor.post("/exports", &fields).await;
            assert_eq!(status, 303);
            while !is_done(&visitor, &path).await {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            path
        })
        .await;
        times.push(time.as_secs_f64());
        path = at;
    }
    let peak_mb = console.peak_mb();
    let file = visitor.get(&format!("{path}/file")).await.into_bytes();
    let rows = f64::from(company.rows - company.rows / 500);
    Done { peak_mb, rate: rows / middle(times), rows, file }
}

async fn is_done(visitor: &Visitor, path: &str) -> bool {
    let page = visitor.get(path).await;
    assert!(!page.contains("Failed"), "{page}");
    page.contains(&format!("{path}/file"))
}

/// Exports the same columns from a plain table, which is filled from the export itself.
async fn unsealed(company: &Company, file: &[u8], rows: f64) -> f64 {
    let (csv, plain) = (company.dir.path().join("plain.csv"), company.dir.path().join("plain.sqlite"));
    std::fs::write(&csv, file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file)).unwrap();
    sqlite3(&plain, &[&format!(".import --csv {} end_user", csv.display())]);
    let select = format!("SELECT {} FROM end_user", COLUMNS.join(", "));
    let out = company.dir.path().join("bare.csv");
    let once = format!(".once {}", out.display());
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let write = async { sqlite3(&plain, &[".headers on", ".mode csv", &once, &select]) };
        times.push(timed(write).await.0.as_secs_f64());
    }
    rows / middle(times)
}

fn sqlite3(database: &Path, commands: &[&str]) {
    #[expect(clippy::disallowed_methods, reason = "what the benchmark compares with")]
    let mut command = Command::new("sqlite3");
    command.arg("-bail").arg(database).args(commands).stdin(Stdio::null());
    assert!(command.status().unwrap().success(), "sqlite3 {commands:?}");
}
