//! Downloads of the log: every entry under the filter, oldest first, in blocks, so that memory does not grow with the
//! log. The file can be verified without the console (`log::file`).

use super::filter::{LogQuery, file_hides_system};
use super::rows::{actor_words, row};
use super::whose::permission;
use crate::base::csv_out::{BOM, CsvLine};
use crate::door::attachment::{self, Blocks};
use crate::door::fault::Fault;
use crate::door::paging::PageStart;
use crate::door::{Call, Endpoint, Read, query_of};
use crate::log::event::Event;
use crate::log::file::{COLUMNS, Seal, Summary, write_entry};
use crate::seal::keys::Keys;
use crate::storage::entity::operation_log_head;
use app::error::AppError;
use app::exports::acts as exports;
use app::exports::api::FILES;
use app::operation_logs::acts;
use app::operation_logs::api::{LogFilter, LogRow, VIEW};
use app::operation_logs::messages as m;
use app::permission::Access::Needs;
use app::text::{Lang, Words};
use axum::http::Method;
use axum::response::Response;
use ring::digest::{Context, SHA256};
use std::sync::Arc;
use uuid::Uuid;

/// Number of entries read at once.
const PAGE: u64 = 500;
/// The file, for old programs and in the log.
pub const PLAIN: &str = "operation_log";
/// Columns for people, before those for machines.
const PEOPLE: [app::text::Text; 10] =
    [m::NUMBER, m::AT, m::ACTOR, m::ACTION, m::OBJECT, m::RESULT, m::FROM_WHERE, m::DETAIL, m::ACTOR_ID, m::HASH];

pub static FILE: Endpoint =
    Endpoint { path: "/operation-logs/file", access: Needs(VIEW), file: true, answer: |call| Box::pin(file(call)) };

/// The provider's own log, for staff.
pub static STAFF_FILE: Endpoint = Endpoint {
    path: "/support/logs/file",
    access: Needs(app::support::api::LOGS),
    file: true,
    answer: |call| Box::pin(file(call)),
};

/// Sends the log under the filters of the address. The download is logged before the first byte is sent.
pub async fn file(call: &Call) -> Result<Response, Fault> {
    let request = &call.request;
    let permission = permission(request)?;
    // The log is full of names and addresses: a download needs step-up (ASVS 7.5.3).
    request.prove(FILES).await?;
    let filter = read_filter(&call.here);
    let asked = LogQuery::read(&request.read(permission).await?, &filter).await?;
    if !asked.refused.is_empty() {
        return Err(AppError::Invalid(asked.refused).into());
    }
    call.request.touch().await?;
    let name = attachment::name(call.display.lang, m::TITLE, PLAIN, request.app.clock.now());
    if call.method != Method::HEAD {
        request.write(permission).await?.commit(event(&filter, &name)).await?;
    }
    let download = LogDownload::begin(call, request.read(permission).await?, filter, asked).await?;
    attachment::csv(download, PLAIN, &name)
}

pub fn read_filter(here: &str) -> LogFilter {
    let pairs = query_of(here);
    let of = |name: &str| {
        let found = pairs.iter().find(|(key, value)| key == name && !value.contains('\0'));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    LogFilter {
        from: of("from"),
        to: of("to"),
        action: of("action"),
        actor: of("actor"),
        result: of("result"),
        q: of("q").trim().to_owned(),
        system: of("system"),
        ..LogFilter::default()
    }
}

fn event(filter: &LogFilter, name: &str) -> Event {
    let by_id = filter.actor.parse::<Uuid>().is_ok();
    let facts = [
        (acts::FIRST_DAY, filter.from.as_str()),
        (acts::LAST_DAY, filter.to.as_str()),
        (acts::ACTION, filter.action.as_str()),
        (acts::RESULT, filter.result.as_str()),
        (acts::SYSTEM_RECORDS, filter.system.as_str()),
        (acts::ACTOR_ID, if by_id { filter.actor.as_str() } else { "" }),
    ];
    // Names and addresses that were searched for are personal.
    let named = if by_id { "" } else { filter.actor.as_str() };
    let personal = [(acts::ACTOR_ASKED, named), (exports::Q, filter.q.as_str())];
    let said = |text: &str| crate::base::printable(text, 200);
    let start = Event::new(acts::DOWNLOAD).on(PLAIN, "", name);
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let event = facts.fold(start, |event, (fact, value)| event.with(fact, said(value)));
    let personal = personal.into_iter().filter(|(_, value)| !value.is_empty());
    personal.fold(event, |event, (fact, value)| event.personal(fact, said(value)))
}

enum Stage {
    Head,
    Entries,
    Seal,
    Nothing,
}

struct LogDownload {
    read: Read,
    app: Arc<crate::state::AppState>,
    /// True if the file has every entry of the log.
    whole: bool,
    asked: LogQuery,
    lang: Lang,
    /// The last entry in the file.
    head: operation_log_head::Model,
    seq: i64,
    entries: u64,
    hash: Context,
    next: Stage,
}

impl Blocks for LogDownload {
    async fn block(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let mut out = Vec::new();
        while out.is_empty() {
            match self.next {
                Stage::Head => self.write_head(&mut out),
                Stage::Entries => self.write_entries(&mut out).await?,
                Stage::Seal => self.write_seal(&mut out)?,
                Stage::Nothing => return Ok(None),
            }
        }
        self.hash.update(&out);
        Ok(Some(out))
    }
}

impl LogDownload {
    async fn begin(call: &Call, read: Read, filter: LogFilter, asked: LogQuery) -> Result<LogDownload, Fault> {
        let head = read.one(read.of::<operation_log_head::Entity>()).await?.there()?;
        let head = head.ok_or_else(|| Fault::internal("a log without a head"))?;
        Ok(LogDownload {
            asked: asked.without_system(file_hides_system(&filter)).up_to(head.seq),
            head,
            read,
            app: call.request.app.clone(),
            whole: filter.is_open(),
            lang: call.display.lang,
            seq: 0,
            entries: 0,
            hash: Context::new(&SHA256),
            next: Stage::Head,
        })
    }

    fn write_head(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(BOM);
        let line = PEOPLE.iter().fold(CsvLine::new(out), |line, text| line.cell(text.of(self.lang)));
        COLUMNS.iter().fold(line, |line, name| line.cell(name)).end();
        self.next = Stage::Entries;
    }

    async fn write_entries(&mut self, out: &mut Vec<u8>) -> Result<(), Fault> {
        let (lines, personal) = self.asked.lines(&self.read, PageStart::NewerThan(self.seq), PAGE).await?;
        let keys = self.read.keys().await?;
        for line in &lines {
            let row = row(&keys, &personal, line.clone());
            write_entry(self.for_people(CsvLine::new(out), &row), line);
        }
        self.entries += lines.len() as u64;
        match lines.last() {
            Some(last) => self.seq = last.seq,
            None => self.next = Stage::Seal,
        }
        Ok(())
    }

    fn for_people<'a>(&self, line: CsvLine<'a>, row: &LogRow) -> CsvLine<'a> {
        let say = |words: &Words| words.of(self.lang).to_owned();
        let fact = |(label, value): (String, String)| {
            m::CONDITION.with(&[("label", &label), ("value", &value)]).of(self.lang).to_owned()
        };
        let facts: Vec<_> = row.facts.iter().map(|f| fact((say(&f.label), say(&f.value)))).collect();
        line.cell(&row.seq.to_string())
            .cell(&row.at.ja)
            .cell(&say(&actor_words(row)))
            .cell(&say(&row.action))
            .cell(&say(&row.object))
            .cell(row.result.text().of(self.lang))
            .cell(&row.ip)
            .cell(&facts.join(" / "))
            .cell(&row.actor_id)
            .cell(&row.hash)
    }

    fn write_seal(&mut self, out: &mut Vec<u8>) -> Result<(), Fault> {
        self.next = Stage::Nothing;
        let (head_seq, head_hash) = (self.head.seq, self.head.hash.clone());
        let summary = Summary { entries: self.entries, whole: self.whole, head_seq, head_hash };
        let keys: &Keys = &self.app.keys;
        let seal = Seal::sign(keys, self.read.tenant(), summary, self.hash.clone().finish().as_ref());
        let word = m::FILE_SIGNATURE.of(self.lang);
        let written = seal.write(self.read.tenant(), CsvLine::new(out), PEOPLE.len(), word);
        written.map_err(|e| Fault::internal(e.to_string()))
    }
}
