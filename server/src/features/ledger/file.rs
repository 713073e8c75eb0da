//! The ledger as a CSV file: an account a line, a column for each permission. The download is logged before its first byte
//! is sent.

use super::rows::{page, rows};
use crate::base::csv_out::{BOM, CsvLine};
use crate::door::attachment::{self, Blocks};
use crate::door::fault::Fault;
use crate::door::paging::PageStart;
use crate::door::{Call, Endpoint, Person, Read};
use crate::log::event::Event;
use app::exports::api::FILES;
use app::kit::for_reader;
use app::kit::messages as k;
use app::ledger::acts;
use app::ledger::api::{Due, Grant, LedgerRow};
use app::ledger::messages as m;
use app::members::api::VIEW;
use app::members::messages as mm;
use app::permission::Access::Needs;
use app::permission::{MEMBERS, Permission};
use app::second_factor::api::StepState;
use app::tables;
use app::text::{Lang, Text, Words};
use axum::http::Method;
use axum::response::Response;
use std::sync::Arc;
use uuid::Uuid;

/// Accounts read at once.
const BLOCK: u64 = 200;
/// The columns before the permissions.
const COLUMNS: [Text; 10] = [
    mm::NAME,
    mm::EMAIL,
    m::ACCOUNT_ID,
    mm::ROLE,
    mm::STATE,
    mm::SECOND_FACTOR,
    mm::LAST_SIGN_IN,
    m::DUE,
    m::GRANTED,
    m::JOINED,
];

/// The file, for old programs and in the log.
const PLAIN: &str = "account_ledger";

pub static FILE: Endpoint =
    Endpoint { path: "/account-ledger/file", access: Needs(VIEW), file: true, answer: |call| Box::pin(give(call)) };

async fn give(call: &Call) -> Result<Response, Fault> {
    let request = &call.request;
    // Names and addresses of everybody: a download needs step-up (ASVS 7.5.3).
    request.prove(FILES).await?;
    request.touch().await?;
    let name = attachment::name(call.display.lang, m::TITLE, PLAIN, request.app.clock.now());
    if call.method != Method::HEAD {
        let event = Event::new(acts::DOWNLOAD).on(PLAIN, "", &name);
        request.write(VIEW).await?.commit(event).await?;
    }
    let (read, me) = (request.read(VIEW).await?, request.signed_in()?.clone());
    let file = LedgerFile { read, me, lang: call.display.lang, next: Some(PageStart::Start) };
    attachment::csv(file, PLAIN, &name)
}

struct LedgerFile {
    read: Read,
    me: Arc<Person>,
    lang: Lang,
    next: Option<PageStart<Uuid>>,
}

impl Blocks for LedgerFile {
    async fn block(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let Some(begin) = self.next.take() else { return Ok(None) };
        let mut out = Vec::new();
        if begin == PageStart::Start {
            out.extend_from_slice(BOM);
            let names = COLUMNS.into_iter().chain(permissions_of_members().map(Permission::text));
            names.fold(CsvLine::new(&mut out), |line, name| line.cell(name.of(self.lang))).end();
        }
        let accounts = page(&self.read, begin, BLOCK).await?;
        let last = accounts.last().map(|account| PageStart::OlderThan(account.id));
        self.next = last.filter(|_| accounts.len() as u64 == BLOCK);
        for row in rows(&self.read, &self.me, accounts).await? {
            let line = self.facts(&row).iter().fold(CsvLine::new(&mut out), |line, cell| line.cell(cell));
            permissions_of_members().fold(line, |line, p| line.cell(right(&row, p).of(self.lang))).end();
        }
        Ok(Some(out))
    }
}

impl LedgerFile {
    /// The cells before the permissions.
    fn facts(&self, row: &LedgerRow) -> [String; 10] {
        let (member, say) = (&row.member, |text: Text| text.of(self.lang).to_owned());
        // What the row of a forged account says is not certain.
        let certain = |said: String| if member.is_certain() { said } else { String::new() };
        [
            for_reader(member.name.clone(), self.lang),
            member.email.clone(),
            member.id.clone(),
            certain(say(member.role.text())),
            self.state(row),
            certain(say(match member.second_factor {
                StepState::On => mm::ON,
                StepState::Off => mm::OFF,
                StepState::Altered => k::ALTERED,
            })),
            certain(member.last_sign_in.as_ref().map_or_else(|| say(mm::NEVER), |at| at.of(self.lang).to_owned())),
            row.due.as_ref().map_or_else(String::new, |due| self.due(due).to_owned()),
            self.granted(&row.granted),
            row.joined.of(self.lang).to_owned(),
        ]
    }

    fn state(&self, row: &LedgerRow) -> String {
        let member = &row.member;
        if member.altered {
            return k::ALTERED.of(self.lang).to_owned();
        }
        let lock = member.lock.map(|lock| Words::from(lock.text()));
        let dormant = member.dormant.map(|days| mm::DORMANT.with(&[("n", &days)]));
        let more = if member.was_altered { [Some(k::ALTERED.into()), None] } else { [lock, dormant] };
        let all: Vec<Words> = std::iter::once(Some(member.state.text().into())).chain(more).flatten().collect();
        all.iter().map(|words| words.of(self.lang)).collect::<Vec<_>>().join(" / ")
    }

    fn due<'w>(&self, due: &'w Due) -> &'w str {
        match due {
            Due::On(at) => at.of(self.lang),
            Due::Never => m::DUE_NEVER.of(self.lang),
            Due::Now => m::DUE_NOW.of(self.lang),
            Due::Reset => m::DUE_RESET.of(self.lang),
        }
    }

    fn granted(&self, all: &[Grant]) -> String {
        let one = |grant: &Grant| {
            let step = grant.step.text().with(&[("at", &grant.at.of(self.lang))]);
            format!("{} {}", step.of(self.lang), grant.by.of(self.lang))
        };
        let all: Vec<_> = all.iter().map(one).collect();
        if all.is_empty() { m::NOT_KEPT.of(self.lang).to_owned() } else { all.join(" / ") }
    }
}

/// The permissions that some member can hold, in the order in which pages show them.
fn permissions_of_members() -> impl Iterator<Item = Permission> {
    tables::permissions().filter(|p| MEMBERS.iter().any(|role| p.is_held_by(*role, true)))
}

/// Whether an account has a permission.
fn right(row: &LedgerRow, permission: Permission) -> Text {
    const NO: Text = Text::new("", "");
    if row.withheld.contains(&permission) {
        m::BY_CONTRACT
    } else if !row.held.contains(&permission) {
        NO
    } else if row.waits() {
        m::LATER
    } else {
        m::YES
    }
}
