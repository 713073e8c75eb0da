//! A sign-in should cost little more than its argon2id hash. People sign in without an open session, on known devices.

use crate::company::Company;
use crate::console::Console;
use crate::report::{Aim, Report, middle, rate};
use crate::visitor::Visitor;
use server::base::clock::SystemRng;
use server::seal::passwords::hash_now;
use std::sync::Arc;

const ROUNDS: usize = 5;
const EACH: u32 = 24;

pub async fn measure(report: &mut Report, company: &Company) {
    let _console = Console::serve(company).await;
    let visitors: Vec<_> = company.members.iter().map(|_| Arc::new(Visitor::on_a_device(company.listen))).collect();
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    sign_ins(company, &visitors).await;
    for _ in 0..ROUNDS {
        bare.push(hashes(u32::try_from(visitors.len()).unwrap() * EACH).await);
        ours.push(sign_ins(company, &visitors).await);
    }
    let what = "sign-ins per second ÷ bare argon2id hashes per second";
    report.ratio(what, (middle(ours), middle(bare)), "per second", Aim::AtLeast(0.85));
}

/// All members sign in repeatedly and in parallel.
async fn sign_ins(company: &Company, visitors: &[Arc<Visitor>]) -> f64 {
    let n = u32::try_from(visitors.len()).unwrap() * EACH;
    rate(n, async {
        let mut all = tokio::task::JoinSet::new();
        for (member, visitor) in company.members.iter().zip(visitors) {
            let (visitor, email, password) = (visitor.clone(), member.email.clone(), member.one_time_password.clone());
            all.spawn(async move {
                for _ in 0..EACH {
                    assert_eq!(visitor.sign_in(&email, &password).await, 303);
                }
            });
        }
        all.join_all().await;
    })
    .await
}

/// The same hashes on every core, without the rest of a sign-in.
async fn hashes(n: u32) -> f64 {
    let cores = u32::try_from(std::thread::available_parallelism().unwrap().get()).unwrap();
    rate(n / cores * cores, async {
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..cores {
            all.spawn_blocking(move || {
                let rng = SystemRng::default();
                (0..n / cores).for_each(|_| drop(hash_now("wet lattice 7 ravine", &rng).unwrap()));
            });
        }
        all.join_all().await;
    })
    .await
}
