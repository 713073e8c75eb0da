//! The inquiries as a CSV file, newest first, under the filter of the page. The download is logged before its first byte is sent,
//! and each company's log gets the entry about its people before they are written (MS-18). The file has no texts but the subjects.

use super::list::{for_desk, newest};
use super::show::rows;
use crate::base::csv_out::{BOM, CsvLine};
use crate::base::printable;
use crate::door::attachment::{self, Blocks};
use crate::door::fault::Fault;
use crate::door::paging::PageStart;
use crate::door::{Call, Endpoint, Read, Request, staff_views};
use crate::log::event::Event;
use crate::storage::entity::inquiry::{Entity, Model};
use app::exports::api::FILES;
use app::inquiries::acts;
use app::inquiries::api::{ANSWER, InquiryFilter, InquiryRow, InquiryWith};
use app::inquiries::messages as m;
use app::inquiries::states::{InquiryCategory, InquiryState};
use app::kit::messages as k;
use app::permission::Access::Needs;
use app::text::{Lang, Text};
use axum::http::Method;
use axum::response::Response;
use sea_orm::Select;
use uuid::Uuid;

/// Inquiries read at once.
const BLOCK: u64 = 200;
const COLUMNS: [Text; 9] =
    [m::NUMBER, m::SUBJECT, m::COMPANY, m::CATEGORY, m::STATE, m::BY, m::ASSIGNEE, m::ASKED_AT, m::DUE];
/// The file, for old programs and in the log.
const PLAIN: &str = "inquiries";

pub static FILE: Endpoint = Endpoint {
    path: "/support/inquiries/file",
    access: Needs(ANSWER),
    file: true,
    answer: |call| Box::pin(give(call)),
};

async fn give(call: &Call) -> Result<Response, Fault> {
    let request = &call.request;
    // Names of people of many companies: a download needs step-up (ASVS 7.5.3).
    request.prove(FILES).await?;
    let pairs = call.query();
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    let filter = InquiryFilter::of_desk(|name| value(name).filter(|value| !value.is_empty()))?;
    request.touch().await?;
    let name = attachment::name(call.display.lang, m::DESK_TITLE, PLAIN, request.app.clock.now());
    if call.method != Method::HEAD {
        request.write(ANSWER).await?.commit(downloaded(&filter, &name)).await?;
    }
    let read = request.read(ANSWER).await?;
    let me = request.signed_in()?.account.id;
    let found = for_desk(&read, &filter, me).await?;
    let next = Some(PageStart::Start);
    let file = InquiryFile { request: request.clone(), read, found, me, lang: call.display.lang, next };
    attachment::csv(file, PLAIN, &name)
}

/// The entry of a download, with the filter. The words of a search may be a name, so they are personal.
fn downloaded(filter: &InquiryFilter, name: &str) -> Event {
    let state = filter.state.map(InquiryState::code);
    let category = filter.category.map(InquiryCategory::code);
    let with = filter.with.map(InquiryWith::code);
    let facts = [(acts::STATE, state), (acts::CATEGORY, category), (acts::WITH, with)];
    let event = Event::new(acts::DOWNLOAD).on(PLAIN, "", name);
    let event = facts.into_iter().fold(event, |event, (fact, code)| match code {
        Some(code) => event.with(fact, code),
        None => event,
    });
    if filter.words.is_empty() { event } else { event.personal(acts::SEARCHED, printable(&filter.words, 200)) }
}

struct InquiryFile {
    request: Request,
    read: Read,
    found: Select<Entity>,
    me: Uuid,
    lang: Lang,
    next: Option<PageStart<Uuid>>,
}

impl Blocks for InquiryFile {
    async fn block(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let Some(begin) = self.next.take() else { return Ok(None) };
        let mut out = Vec::new();
        if begin == PageStart::Start {
            out.extend_from_slice(BOM);
            COLUMNS.into_iter().fold(CsvLine::new(&mut out), |line, name| line.cell(name.of(self.lang))).end();
        }
        let found: Vec<Model> = newest(&self.read, &self.found, begin, BLOCK).await?;
        let last = found.last().map(|row| PageStart::OlderThan(row.id));
        self.next = last.filter(|_| found.len() as u64 == BLOCK);
        staff_views::log_views(&self.request, found.iter().map(|row| row.tenant_id)).await?;
        for row in rows(&self.read, &found, Some(self.me)).await? {
            self.cells(&row).iter().fold(CsvLine::new(&mut out), |line, cell| line.cell(cell)).end();
        }
        Ok(Some(out))
    }
}

impl InquiryFile {
    fn cells(&self, row: &InquiryRow) -> [String; 9] {
        let say = |text: Text| text.of(self.lang).to_owned();
        [
            row.number.clone(),
            row.subject.clone().unwrap_or_else(|| say(k::UNREADABLE)),
            row.company.of(self.lang).to_owned(),
            say(row.category.text()),
            say(row.state.text()),
            row.by.clone(),
            row.assignee.as_ref().map(|by| by.name.clone()).unwrap_or_default(),
            row.asked.of(self.lang).to_owned(),
            row.due.as_ref().map(|due| due.latest.of(self.lang).to_owned()).unwrap_or_default(),
        ]
    }
}
