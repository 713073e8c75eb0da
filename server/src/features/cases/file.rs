//! The cases as a CSV file, newest first, under the filter of the page. The download is logged before its first byte is sent, and
//! each company's log gets the entry about its people before they are written (MS-18). The file has no addresses.

use super::list::{narrowed, newest, rows};
use crate::base::csv_out::{BOM, CsvLine};
use crate::door::attachment::{self, Blocks};
use crate::door::fault::Fault;
use crate::door::paging::PageStart;
use crate::door::{Call, Endpoint, Read, Request};
use crate::log::event::Event;
use crate::storage::entity::support_case::Entity;
use app::cases::acts;
use app::cases::api::{CaseFilter, CaseRow, HANDLE};
use app::cases::messages as m;
use app::cases::states::kind;
use app::exports::api::FILES;
use app::kit::messages as k;
use app::permission::Access::Needs;
use app::text::{Lang, Text};
use axum::http::Method;
use axum::response::Response;
use sea_orm::Select;
use uuid::Uuid;

/// Cases read at once.
const BLOCK: u64 = 200;
const COLUMNS: [Text; 10] =
    [m::NUMBER, m::PERSON, m::COMPANY, m::KIND, m::STATE, m::ASSIGNEE, m::ASKED_AT, m::WAITED, m::DUE, m::OVERDUE];
/// The file, for old programs and in the log.
const PLAIN: &str = "support_cases";

pub static FILE: Endpoint =
    Endpoint { path: "/support/cases/file", access: Needs(HANDLE), file: true, answer: |call| Box::pin(give(call)) };

async fn give(call: &Call) -> Result<Response, Fault> {
    let request = &call.request;
    // Names of people of many companies: a download needs step-up (ASVS 7.5.3).
    request.prove(FILES).await?;
    let pairs = call.query();
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    let filter = CaseFilter::read(|name| value(name).filter(|value| !value.is_empty()))?;
    request.touch().await?;
    let name = attachment::name(call.display.lang, m::TITLE, PLAIN, request.app.clock.now());
    if call.method != Method::HEAD {
        let event = Event::new(acts::DOWNLOAD).on(PLAIN, "", &name);
        request.write(HANDLE).await?.commit(event).await?;
    }
    let read = request.read(HANDLE).await?;
    let cases = narrowed(request, &read, &filter)?;
    let next = Some(PageStart::Start);
    let file = CaseFile { request: request.clone(), read, cases, lang: call.display.lang, next };
    attachment::csv(file, PLAIN, &name)
}

struct CaseFile {
    request: Request,
    read: Read,
    cases: Select<Entity>,
    lang: Lang,
    next: Option<PageStart<Uuid>>,
}

impl Blocks for CaseFile {
    async fn block(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let Some(begin) = self.next.take() else { return Ok(None) };
        let mut out = Vec::new();
        if begin == PageStart::Start {
            out.extend_from_slice(BOM);
            COLUMNS.into_iter().fold(CsvLine::new(&mut out), |line, name| line.cell(name.of(self.lang))).end();
        }
        let found = newest(&self.read, &self.cases, begin, BLOCK).await?;
        let last = found.last().map(|case| PageStart::OlderThan(case.id));
        self.next = last.filter(|_| found.len() as u64 == BLOCK);
        for row in rows(&self.request, &self.read, &found).await? {
            self.cells(&row).iter().fold(CsvLine::new(&mut out), |line, cell| line.cell(cell)).end();
        }
        Ok(Some(out))
    }
}

impl CaseFile {
    fn cells(&self, row: &CaseRow) -> [String; 10] {
        let say = |text: Text| text.of(self.lang).to_owned();
        // What a forged case says is not certain.
        let certain = |said: String| if row.is_certain() { said } else { String::new() };
        [
            row.number.clone(),
            row.called().of(self.lang).to_owned(),
            row.company.of(self.lang).to_owned(),
            certain(say(kind(row.removes_second_factor))),
            if row.is_certain() { say(row.state.text()) } else { say(k::ALTERED) },
            row.assignee.as_ref().map(|by| by.name.clone()).unwrap_or_default(),
            certain(row.asked.of(self.lang).to_owned()),
            certain(row.waited.of(self.lang).to_owned()),
            certain(row.due.of(self.lang).to_owned()),
            if row.late { say(m::LATE) } else { String::new() },
        ]
    }
}
