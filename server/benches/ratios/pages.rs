//! A signed-in page, with its session, account and figures, compared with a route that only responds.

use crate::company::Company;
use crate::console::Console;
use crate::report::{Aim, Report, middle, rate};
use crate::visitor::Visitor;
use std::sync::Arc;

const ROUNDS: usize = 5;
const AT_ONCE: u32 = 8;
const EACH: u32 = 100;

pub async fn measure(report: &mut Report, company: &Company) {
    let _console = Console::serve(company).await;
    let visitor = Arc::new(Visitor::signed_in(company.listen, &company.members[0]).await);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(gets(&visitor, "/healthz").await);
        ours.push(gets(&visitor, "/").await);
    }
    let what = "signed-in home page per second ÷ bare route per second";
    report.ratio(what, (middle(ours), middle(bare)), "per second", Aim::None);
}

async fn gets(visitor: &Arc<Visitor>, path: &'static str) -> f64 {
    rate(AT_ONCE * EACH, async {
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let visitor = visitor.clone();
            all.spawn(async move {
                for _ in 0..EACH {
                    visitor.get(path).await;
                }
            });
        }
        all.join_all().await;
    })
    .await
}
