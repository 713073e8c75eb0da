//! The bytes transferred at a first visit: the page and all files it names, compressed as browsers request them.

use crate::company::Company;
use crate::console::Console;
use crate::report::Report;
use crate::visitor::Visitor;
use std::collections::BTreeSet;

pub async fn measure(report: &mut Report, company: &Company) {
    let _console = Console::serve(company).await;
    let stranger = Visitor::new(company.listen);
    let (gate, _) = weigh(&stranger, "/sign-in").await;
    report.figure("bytes of the sign-in page, compressed, aim 20000 or less", gate);
    let member = Visitor::signed_in(company.listen, &company.members[0]).await;
    let (page, moving) = weigh(&member, "/").await;
    report.figure("bytes of the first console page, compressed, aim 30000 or less", page);
    report.figure("the same with what moves, which comes on intent, aim 85000 or less", page + moving);
}

/// The bytes of a page with every file that it loads, and of those that it names and loads on intent alone.
async fn weigh(visitor: &Visitor, path: &str) -> (usize, usize) {
    let html = visitor.get(path).await;
    let on_intent: Vec<&str> = ["data-glue", "data-wasm"].into_iter().filter_map(|name| value(&html, name)).collect();
    let (mut page, mut moving) = (visitor.bytes(path).await, 0);
    for asset in assets(&html) {
        let bytes = visitor.bytes(&asset).await;
        if on_intent.contains(&asset.as_str()) { moving += bytes } else { page += bytes }
    }
    (page, moving)
}

/// The value of the first attribute of a name.
fn value<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    html.split_once(&format!("{name}=\""))?.1.split('"').next()
}

/// Every file that the page names, each once; `#…` selects a picture within a file.
fn assets(html: &str) -> BTreeSet<String> {
    let named = html.split('"').filter(|part| part.starts_with("/assets/"));
    let named: BTreeSet<String> = named.map(|path| path.split('#').next().unwrap_or(path).to_owned()).collect();
    assert!(!named.is_empty(), "the page names no file: is the site built?");
    named
}
