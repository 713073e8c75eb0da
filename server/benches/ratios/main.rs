//! Speed and memory, each as a ratio to something measured in the same run: `make bench`. `SEKISHO_BENCH_ROWS` sets how
//! many end users the large company has (default 1,000,000; the small ones have a tenth and a hundredth of it).
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark answers on standard output")]

mod company;
mod console;
mod exports;
mod lists;
mod log_appends;
mod pages;
mod report;
mod sign_ins;
mod transfer;
mod visitor;

use company::Company;
use report::Report;

fn main() {
    let rows = std::env::var("SEKISHO_BENCH_ROWS").map_or(1_000_000, |n| n.parse().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let report = runtime.block_on(async move { tokio::spawn(run(rows)).await });
    report.unwrap().print();
}

async fn run(rows: u32) -> Report {
    let mut report = Report::default();
    log_appends::measure(&mut report).await;
    let small = Company::prepare(rows / 100).await;
    sign_ins::measure(&mut report, &small).await;
    pages::measure(&mut report, &small).await;
    transfer::measure(&mut report, &small).await;
    let middle = Company::prepare(rows / 10).await;
    let large = Company::prepare(rows).await;
    lists::measure(&mut report, &small, &large).await;
    exports::measure(&mut report, &middle, &large).await;
    report
}
