//! A year of a company's operation log: people sign in, view, export, forget their passwords.

use super::numbers::Numbers;
use crate::base::clock::jst;
use crate::log::Author;
use crate::log::event::{Event, Outcome};
use app::permission::Role;
use app::{account as own, end_users, exports, operation_logs, sign_in};
use chrono::{DateTime, Datelike, Days, Duration, NaiveTime, Utc, Weekday};
use uuid::Uuid;

/// A person with made-up actions.
pub struct DemoPerson {
    pub id: Uuid,
    pub role: Role,
    pub name: String,
    pub email: String,
}

/// A line for the log.
pub struct DemoEntry {
    pub at: DateTime<Utc>,
    pub author: Author,
    pub event: Event,
}

const AGENTS: [&str; 3] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
];

/// Builds the actions of a year.
pub struct Year<'a> {
    pub numbers: Numbers,
    /// Creates ids for the objects of the actions.
    pub new_id: &'a dyn Fn() -> Uuid,
    pub acts: Vec<DemoEntry>,
}

impl Year<'_> {
    /// Adds the actions of some people from `start` to `end`, in order of time.
    pub fn live(&mut self, people: &[DemoPerson], start: DateTime<Utc>, end: DateTime<Utc>) {
        let first = start.with_timezone(&jst()).date_naive();
        for day in 1..(end - start).num_days().unsigned_abs() {
            let Some(date) = first.checked_add_days(Days::new(day)) else { break };
            if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
                continue;
            }
            let Some(morning) = date.and_time(NaiveTime::MIN).and_local_timezone(jst()).single() else { continue };
            for person in people {
                if self.numbers.percent(share(person.role)) {
                    let minutes = 9 * 60 + i64::from(self.numbers.below(8 * 60));
                    let seconds = i64::from(self.numbers.below(60));
                    let at = morning.to_utc() + Duration::minutes(minutes) + Duration::seconds(seconds);
                    self.visit(person, at, date.day() <= 7);
                }
            }
        }
        self.acts.sort_by_key(|act| act.at);
    }

    /// One visit, from sign-in to sign-out, which some people forget.
    fn visit(&mut self, person: &DemoPerson, mut at: DateTime<Utc>, early_in_month: bool) {
        let agent = AGENTS[person.name.len() % AGENTS.len()];
        if self.numbers.percent(4) {
            let wrong = account(sign_in::acts::SIGN_IN, person)
                .outcome(Outcome::Failure)
                .because(sign_in::acts::WRONG_PASSWORD);
            self.add(person, agent, at, wrong);
            at += Duration::seconds(20 + i64::from(self.numbers.below(40)));
        }
        self.add(person, agent, at, account(sign_in::acts::SIGN_IN, person));
        at = self.later(at);
        match person.role {
            Role::Owner | Role::Administrator if early_in_month && self.numbers.percent(30) => {
                at = self.export(person, agent, at);
            }
            Role::Administrator | Role::Operator if self.numbers.percent(50) => {
                let customer = format!("C{:08}", self.numbers.below(20_000));
                let seen = Event::new(end_users::acts::VIEW).on("end_user", (self.new_id)(), &customer);
                self.add(person, agent, at, seen);
            }
            Role::Operator | Role::Viewer if self.numbers.percent(6) => {
                let permission = exports::api::CREATE.code();
                let denied =
                    Event::new(operation_logs::acts::DENY).outcome(Outcome::Denied).on("permission", permission, "");
                self.add(person, agent, at, denied);
            }
            _ if self.numbers.percent(4) => self.add(person, agent, at, account(own::acts::CHANGE_PASSWORD, person)),
            _ if self.numbers.percent(3) => self.add(person, agent, at, account(own::acts::CHANGE_DISPLAY, person)),
            _ => {}
        }
        if self.numbers.percent(35) {
            let at = self.later(at);
            self.add(person, agent, at, account(sign_in::acts::SIGN_OUT, person));
        }
    }

    /// The monthly export: requested, written by the program, downloaded.
    fn export(&mut self, person: &DemoPerson, agent: &str, at: DateTime<Utc>) -> DateTime<Utc> {
        let name = format!("エンドユーザー_{}.csv", crate::base::when::file_stamp(at));
        let (id, rows) = ((self.new_id)(), 19_000 + self.numbers.below(900));
        let about = |action| Event::new(action).on("export", id, &name);
        let started = about(exports::acts::START).with(exports::acts::PURPOSE, "月次集計");
        self.add(person, agent, at, started.with(exports::acts::ROWS, rows));
        let system = Author { kind: "system", name: "export".into(), ..Author::default() };
        let finished = at + Duration::seconds(3);
        let event = about(exports::acts::FINISH).with(exports::acts::ROWS, rows);
        self.acts.push(DemoEntry { at: finished, author: system, event });
        let fetched = at + Duration::seconds(30 + i64::from(self.numbers.below(90)));
        self.add(person, agent, fetched, about(exports::acts::DOWNLOAD).with(exports::acts::WHAT, exports::acts::FILE));
        fetched
    }

    fn later(&mut self, at: DateTime<Utc>) -> DateTime<Utc> {
        at + Duration::seconds(60 + i64::from(self.numbers.below(40 * 60)))
    }

    fn add(&mut self, person: &DemoPerson, agent: &str, at: DateTime<Utc>, event: Event) {
        let author = Author {
            kind: if person.role.is_staff() { "staff" } else { "member" },
            id: Some(person.id),
            name: person.name.clone(),
            // An address range for documentation (RFC 5737).
            ip: format!("203.0.113.{}", 10 + person.name.len() % 200),
            user_agent: agent.to_owned(),
            request_id: (self.new_id)().simple().to_string(),
        };
        self.acts.push(DemoEntry { at, author, event });
    }
}

/// The percentage of business days on which a person of this role signs in.
fn share(role: Role) -> u32 {
    match role {
        Role::Administrator => 38,
        Role::Operator => 30,
        Role::Owner | Role::Support | Role::Desk => 8,
        Role::Viewer => 5,
    }
}

fn account(act: app::record::Act, person: &DemoPerson) -> Event {
    Event::new(act).on("account", person.id, &person.email)
}
