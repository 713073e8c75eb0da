//! Speed and memory, as ratios to something measured in the same run: `make bench`. `SEKISHO_BENCH_ROWS` sets the
//! number of end users of the large company (default 1,000,000; the small ones have a tenth and a hundredth of it).
//! `SEKISHO_BENCH_ONLY=sign_ins` measures only sign-ins, `=refusals` the cost of unknown addresses, wrong passwords and
//! locked accounts, `=pressed` a sign-in under a flood of strangers, `=lists` the lists, `=staff` a page of staff beside many
//! companies, `=transfer` what browsers load.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark answers on standard output")]

mod company;
mod console;
mod exports;
mod lists;
mod log_appends;
mod pages;
mod pressed;
mod refusals;
mod report;
mod sign_ins;
mod staff;
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
    match std::env::var("SEKISHO_BENCH_ONLY").as_deref() {
        Ok("sign_ins") => sign_ins::measure(&mut report, &Company::prepare(rows / 100).await).await,
        Ok("refusals") => refusals::measure(&mut report).await,
        Ok("pressed") => pressed::measure(&mut report, &Company::prepare(rows / 100).await).await,
        Ok("staff") => staff::measure(&mut report).await,
        Ok("transfer") => transfer::measure(&mut report, &Company::prepare(rows / 100).await).await,
        Ok("lists") => {
            let small = Company::prepare(rows / 100).await;
            lists::measure(&mut report, &small, &Company::prepare(rows).await).await;
        }
        _ => Box::pin(everything(rows, &mut report)).await,
    }
    report
}

async fn everything(rows: u32, report: &mut Report) {
    log_appends::measure(report).await;
    let small = Company::prepare(rows / 100).await;
    sign_ins::measure(report, &small).await;
    refusals::measure(report).await;
    pressed::measure(report, &small).await;
    pages::measure(report, &small).await;
    staff::measure(report).await;
    transfer::measure(report, &small).await;
    let middle = Company::prepare(rows / 10).await;
    let large = Company::prepare(rows).await;
    lists::measure(report, &small, &large).await;
    exports::measure(report, &middle, &large).await;
}
