//! The sign-in history and one's own activity as CSV files, newest first, under the filter of the page. The download is
//! logged before its first byte is sent.

use super::rows::{of_oneself, of_sign_ins, own_row, row};
use crate::base::csv_out::{BOM, CsvLine};
use crate::door::attachment::{self, Blocks};
use crate::door::fault::Fault;
use crate::door::paging::PageStart;
use crate::door::{Call, Endpoint, Read};
use crate::features::operation_logs::{LogQuery, query, read_filter};
use crate::log::event::Event;
use app::account::api::OWN_SECURITY;
use app::error::AppError;
use app::exports::api::FILES;
use app::kit::When;
use app::operation_logs::api::LogRow;
use app::operation_logs::messages as lg;
use app::permission::Access::Needs;
use app::permission::Permission;
use app::record::Act;
use app::sign_in_history::acts;
use app::sign_in_history::api::VIEW;
use app::sign_in_history::messages as m;
use app::text::{Lang, Text, Words};
use axum::http::Method;
use axum::response::Response;

/// Rows read at once.
const BLOCK: u64 = 500;

pub static COMPANY: Endpoint =
    Endpoint { path: "/sign-in-history/file", access: Needs(VIEW), file: true, answer: |call| Box::pin(company(call)) };

pub static OWN: Endpoint = Endpoint {
    path: "/account/activity/file",
    access: Needs(OWN_SECURITY),
    file: true,
    answer: |call| Box::pin(own(call)),
};

/// Whose actions a file contains.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ActionsOf {
    /// The sign-ins of all members.
    Company,
    Own,
}

impl ActionsOf {
    fn permission(self) -> Permission {
        match self {
            ActionsOf::Company => VIEW,
            ActionsOf::Own => OWN_SECURITY,
        }
    }

    fn action(self) -> Act {
        match self {
            ActionsOf::Company => acts::DOWNLOAD,
            ActionsOf::Own => acts::DOWNLOAD_OWN,
        }
    }

    /// The title, and the name for programs that accept only ASCII.
    fn title(self) -> (Text, &'static str) {
        match self {
            ActionsOf::Company => (m::TITLE, "sign_in_history"),
            ActionsOf::Own => (m::ACTIVITY, "activity"),
        }
    }

    fn columns(self) -> [Text; 8] {
        match self {
            ActionsOf::Company => {
                [lg::AT, m::WHO, lg::FROM_WHERE, m::DEVICE, m::METHOD, lg::RESULT, m::REASON, m::ACCOUNT_ID]
            }
            ActionsOf::Own => {
                [lg::AT, m::WHAT, lg::OBJECT, lg::FROM_WHERE, m::DEVICE, m::METHOD, lg::RESULT, m::REASON]
            }
        }
    }
}

/// The company's sign-ins.
pub async fn company(call: &Call) -> Result<Response, Fault> {
    give(call, ActionsOf::Company).await
}

/// One's own actions.
pub async fn own(call: &Call) -> Result<Response, Fault> {
    give(call, ActionsOf::Own).await
}

async fn give(call: &Call, whose: ActionsOf) -> Result<Response, Fault> {
    let request = &call.request;
    let filter = read_filter(&call.here);
    // The sign-ins of everybody are personal details in bulk: a download needs step-up (ASVS 7.5.3).
    if whose == ActionsOf::Company {
        request.prove(FILES).await?;
    }
    let (filter, wrong) = match whose {
        ActionsOf::Company => (of_sign_ins(filter), Vec::new()),
        ActionsOf::Own => of_oneself(filter, request.signed_in()?),
    };
    let mut asked = query(&request.read(whose.permission()).await?, &filter).await?;
    asked.refused.extend(wrong);
    if !asked.refused.is_empty() {
        return Err(AppError::Invalid(asked.refused).into());
    }
    call.request.touch().await?;
    let (title, ascii) = whose.title();
    let name = attachment::name(call.display.lang, title, ascii, request.app.clock.now());
    if call.method != Method::HEAD {
        let event = Event::new(whose.action()).on(ascii, "", &name);
        request.write(whose.permission()).await?.commit(event).await?;
    }
    let read = request.read(whose.permission()).await?;
    let file = HistoryFile { read, asked, whose, lang: call.display.lang, next: Some(PageStart::Start) };
    attachment::csv(file, ascii, &name)
}

struct HistoryFile {
    read: Read,
    asked: LogQuery,
    whose: ActionsOf,
    lang: Lang,
    next: Option<PageStart<i64>>,
}

impl Blocks for HistoryFile {
    async fn block(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let Some(begin) = self.next.take() else { return Ok(None) };
        let mut out = Vec::new();
        if begin == PageStart::Start {
            out.extend_from_slice(BOM);
            let names = self.whose.columns();
            names.iter().fold(CsvLine::new(&mut out), |line, name| line.cell(name.of(self.lang))).end();
        }
        let rows = self.asked.rows(&self.read, begin, BLOCK).await?;
        let last = rows.last().map(|row| PageStart::OlderThan(i64::try_from(row.seq).unwrap_or(i64::MAX)));
        self.next = last.filter(|_| rows.len() as u64 == BLOCK);
        for row in rows {
            let cells = self.cells(row);
            cells.iter().fold(CsvLine::new(&mut out), |line, cell| line.cell(cell)).end();
        }
        Ok(Some(out))
    }
}

impl HistoryFile {
    /// The cells of a row, under the columns of its file.
    fn cells(&self, line: LogRow) -> [String; 8] {
        let say = |words: &Words| words.of(self.lang).to_owned();
        let maybe = |words: Option<&Words>| words.map(say).unwrap_or_default();
        let at = |when: When| if self.lang == Lang::Ja { when.ja } else { when.en };
        let result = line.result.text().of(self.lang).to_owned();
        match self.whose {
            ActionsOf::Company => {
                let row = row(line);
                let (method, reason) = (maybe(row.method.as_ref()), maybe(row.reason.as_ref()));
                [at(row.at), say(&row.who), row.ip, say(&row.device), method, result, reason, row.account_id]
            }
            ActionsOf::Own => {
                let row = own_row(line);
                let (method, reason) = (maybe(row.method.as_ref()), maybe(row.reason.as_ref()));
                let (what, object) = (say(&row.what), say(&row.object));
                [at(row.at), what, object, row.ip, say(&row.device), method, result, reason]
            }
        }
    }
}
