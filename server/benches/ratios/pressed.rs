//! Known people are served while strangers flood the console (MS-20, MS-26): many parallel connections send the most
//! expensive requests, or ask for a page or another language on a fresh connection each time. Each request is from another
//! address, so that no limit per address applies. Measures a sign-in with the correct password on a known device. It runs
//! only on loopback, with a fixed number of connections, for at most a minute each.

use crate::company::Company;
use crate::console::Console;
use crate::report::{Aim, Report, median_ms, timed};
use crate::visitor::Visitor;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;

const SIGN_INS: u32 = 21;
/// Time for all of them to connect.
const BEGIN: Duration = Duration::from_secs(3);
const LONGEST: Duration = Duration::from_mins(1);
/// Time after a failed connection.
const PAUSE: Duration = Duration::from_millis(10);
/// Has the form of a link's token, but belongs to no link.
const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What strangers ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Press {
    /// In turn an unknown link, a sign-in with an unknown address, and a request for help.
    Expensive,
    SignInPage,
    Language,
}

impl Press {
    const ALL: [Press; 3] = [Press::Expensive, Press::SignInPage, Press::Language];

    fn strangers(self) -> u32 {
        if self == Press::Expensive { 900 } else { 600 }
    }

    fn words(self) -> &'static str {
        match self {
            Press::Expensive => "press",
            Press::SignInPage => "ask for the sign-in page, again and again",
            Press::Language => "ask for another language, again and again",
        }
    }
}

pub async fn measure(report: &mut Report, company: &Company) {
    let _console = Console::serve(company).await;
    let visitor = Visitor::on_a_device(company.listen);
    // The first sign-in makes the device a known one.
    sign_ins(company, &visitor, 1).await;
    for press in Press::ALL {
        let quiet = sign_ins(company, &visitor, SIGN_INS).await;
        let strangers = Arc::new(Strangers::at(company.listen, press));
        let mut pressing = JoinSet::new();
        for _ in 0..press.strangers() {
            let strangers = strangers.clone();
            pressing.spawn(async move { tokio::time::timeout(LONGEST, strangers.press()).await });
        }
        tokio::time::sleep(BEGIN).await;
        let before = strangers.answered();
        let (time, pressed) = timed(sign_ins(company, &visitor, SIGN_INS)).await;
        let answered = strangers.answered() - before;
        pressing.shutdown().await;
        let (number, words) = (press.strangers(), press.words());
        let what =
            format!("a sign-in on a known device while {number} connections of strangers {words} ÷ alone, medians");
        report.ratio(&what, (median_ms(pressed), median_ms(quiet)), "ms", Aim::AtMost(5.0));
        report.figure("answers per second to strangers meanwhile", (f64::from(answered) / time.as_secs_f64()).round());
    }
}

async fn sign_ins(company: &Company, visitor: &Visitor, n: u32) -> Vec<Duration> {
    let member = &company.members[0];
    let mut times = Vec::new();
    for _ in 0..n {
        let (time, status) = timed(visitor.sign_in(&member.email, &member.one_time_password)).await;
        assert_eq!(status, 303);
        times.push(time);
    }
    times
}

/// The strangers share one client.
struct Strangers {
    press: Press,
    client: reqwest::Client,
    base: String,
    asked: AtomicU32,
    answered: AtomicU32,
}

impl Strangers {
    fn at(address: SocketAddr, press: Press) -> Strangers {
        let kept = if press == Press::Expensive { press.strangers() as usize } else { 0 };
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
        let client = client.pool_max_idle_per_host(kept).build().unwrap();
        let base = format!("http://{address}");
        Strangers { press, client, base, asked: AtomicU32::new(0), answered: AtomicU32::new(0) }
    }

    fn answered(&self) -> u32 {
        self.answered.load(Ordering::Relaxed)
    }

    /// One stranger, who sends requests without end; refusals are expected.
    async fn press(&self) {
        loop {
            let n = self.asked.fetch_add(1, Ordering::Relaxed);
            match self.ask(n).send().await {
                Ok(answer) => {
                    let whole = u32::from(answer.bytes().await.is_ok());
                    self.answered.fetch_add(whole, Ordering::Relaxed);
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    fn ask(&self, n: u32) -> reqwest::RequestBuilder {
        let [_, a, b, c] = n.to_be_bytes();
        let (from, email) = (format!("10.{a}.{b}.{c}"), format!("nobody{n}@example.jp"));
        let get = |path: &str| self.client.get(format!("{}{path}", self.base));
        let post = |path: &str, form: &[(&str, &str)]| {
            self.client.post(format!("{}{path}", self.base)).header("origin", &self.base).form(form)
        };
        let request = match (self.press, n % 3) {
            (Press::SignInPage, _) => get("/sign-in"),
            (Press::Language, _) => post("/display", &[("lang", "en"), ("back", "/sign-in")]),
            (Press::Expensive, 0) => get(&format!("/join/{TOKEN}")),
            (Press::Expensive, 1) => {
                post("/sign-in", &[("email", email.as_str()), ("password", "wet lattice 7 ravine")])
            }
            (Press::Expensive, _) => {
                post("/sign-in/help", &[("email", email.as_str()), ("name", "x"), ("kind", "other")])
            }
        };
        request.header("x-forwarded-for", from)
    }
}
