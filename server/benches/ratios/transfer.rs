//! The bytes transferred at a first visit: the page and all files it names, compressed as browsers request them.

use crate::company::Company;
use crate::console::Console;
use crate::report::Report;
use crate::visitor::Visitor;
use std::collections::BTreeSet;

pub async fn measure(report: &mut Report, company: &Company) {
    let _console = Console::serve(company).await;
    let stranger = Visitor::new(company.listen);
    report.figure("bytes of the sign-in page, compressed, aim 20000 or less", whole(&stranger, "/sign-in").await);
    let member = Visitor::signed_in(company.listen, &company.members[0]).await;
    report.figure("bytes of the first console page, compressed, aim 100000 or less", whole(&member, "/").await);
}

async fn whole(visitor: &Visitor, path: &str) -> usize {
    let mut sum = visitor.bytes(path).await;
    for asset in assets(&visitor.get(path).await) {
        sum += visitor.bytes(&asset).await;
    }
    sum
}

/// Every file that the page names, each once; `#…` selects a picture within a file.
fn assets(html: &str) -> BTreeSet<String> {
    let named = html.split('"').filter(|part| part.starts_with("/assets/"));
    let named: BTreeSet<String> = named.map(|path| path.split('#').next().unwrap_or(path).to_owned()).collect();
    assert!(!named.is_empty(), "the page names no file: is the site built?");
    named
}
