//! Lists are as fast with many rows as with few.

use crate::company::Company;
use crate::console::Console;
use crate::report::{Aim, Report, median_ms, timed};
use crate::visitor::Visitor;

const TIMES: usize = 41;
/// Searches: no filter, one filter, several filters.
const SEARCHES: &[(&str, &str)] = &[
    ("no filter", "/end-users"),
    ("e-mail address", "/end-users?q=user0000042@example.jp"),
    ("customer id", "/end-users?q=C00000042"),
    ("one word of a name", "/end-users?q=髙橋"),
    ("two words of a name", "/end-users?q=髙橋 結衣"),
    ("prefecture", "/end-users?prefecture=沖縄県"),
    ("provider", "/end-users?provider=x"),
    ("name, provider, prefecture", "/end-users?q=髙橋 結衣&provider=line&prefecture=沖縄県"),
];

pub async fn measure(report: &mut Report, small: &Company, large: &Company) {
    let (_one, _other) = (Console::serve(small).await, Console::serve(large).await);
    let few = Visitor::signed_in(small.listen, &small.members[0]).await;
    let many = Visitor::signed_in(large.listen, &large.members[0]).await;
    for (name, path) in SEARCHES {
        let (mut fast, mut slow) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            fast.push(timed(few.get(path)).await.0);
            slow.push(timed(many.get(path)).await.0);
        }
        let what = format!("list page at {} rows ÷ at {} rows, {name}", large.rows, small.rows);
        report.ratio(&what, (median_ms(slow), median_ms(fast)), "ms", Aim::AtMost(1.5));
    }
}
