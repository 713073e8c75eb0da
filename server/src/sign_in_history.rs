//! Who signed in, when, from where and with what, and one's own activity (MS-19, BP-5, WS-2): the operation log, read for
//! one purpose. The history is always on, and it is there also where the profile shows the log itself to nobody.

use crate::csv_out::{BOM, CsvLine};
use crate::door::{Read, Request};
use crate::entity::operation_log::{self, Column as C};
use crate::event::{Action, Event};
use crate::fault::Fault;
use crate::http::attachment;
use crate::http::knock::Knock;
use crate::operation_logs::{self, download, kept, narrow, people, refused};
use crate::paging::{self, Begin};
use crate::profile::LogKind;
use crate::{device, use_case, view};
use app::error::AppError;
use app::kit::Place;
use app::operation_logs::api::{LogFilter, LogResult, LogRow};
use app::operation_logs::messages as lg;
use app::permission::Permission;
use app::sign_in_history::api::{Activity, SignInHistoryApi, SignInList, SignInRow};
use app::sign_in_history::messages as m;
use app::text::{Lang, Words};
use axum::body::Body;
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use sea_orm::{ColumnTrait, QueryFilter};

const PAGE: u64 = 50;
/// Rows of a file that are read at once.
const BLOCK: u64 = 500;

#[async_trait::async_trait]
impl SignInHistoryApi for Request {
    async fn sign_in_history(&self, filter: LogFilter) -> Result<SignInList, AppError> {
        use_case!(self, list(self, filter))
    }

    async fn activity(&self, place: &Place) -> Result<Activity, AppError> {
        use_case!(self, activity(self, place))
    }
}

fn seq(cursor: &str) -> Result<i64, Fault> {
    cursor.parse().map_err(|_| Fault::NotFound)
}

/// Sign-ins that came to an end, well or not; what came before the second step is no sign-in yet.
fn of_sign_ins(filter: LogFilter) -> LogFilter {
    LogFilter { action: Action::SignIn.code().into(), ..filter }
}

async fn list(request: &Request, filter: LogFilter) -> Result<SignInList, Fault> {
    let read = request.read(Permission::SignInHistoryView).await?;
    let filter = of_sign_ins(filter);
    let refused = refused(&filter);
    let fetch = |begin, n| {
        let query = narrow(read.of::<operation_log::Entity>(), &filter);
        operation_logs::page(&read, Begin::narrow(begin, query, C::Seq), if refused.is_empty() { n } else { 0 })
    };
    let found = paging::page(Begin::at(&filter.place, seq)?, PAGE, fetch).await?;
    Ok(SignInList {
        around: found.around(|row| row.seq.to_string()),
        rows: found.rows.into_iter().map(row).collect(),
        people: people(&read, &filter.actor).await?,
        kept: kept(request.signed_in()?.profile.retention.of(LogKind::SignIn)),
        refused,
    })
}

fn row(row: LogRow) -> SignInRow {
    let fact = |key: &str| row.facts.iter().find(|fact| fact.key == key);
    let words = |key: &str| fact(key).map(|fact| fact.value.clone());
    SignInRow {
        device: device_of(&row),
        method: words("method"),
        reason: words("reason"),
        at: row.at.clone(),
        who: row.actor.clone(),
        ip: row.ip.clone(),
        result: row.result,
    }
}

fn device_of(row: &LogRow) -> Words {
    let agent = row.facts.iter().find(|fact| fact.key == "user_agent");
    device::words(agent.map(|fact| fact.code.as_str()).unwrap_or_default())
}

async fn activity(request: &Request, place: &Place) -> Result<Activity, Fault> {
    let read = request.read(Permission::OwnSecurity).await?;
    let me = request.signed_in()?.account.id;
    let fetch = |begin, n| {
        let query = read.of::<operation_log::Entity>().filter(C::ActorId.eq(me));
        operation_logs::page(&read, Begin::narrow(begin, query, C::Seq), n)
    };
    let found = paging::page(Begin::at(place, seq)?, PAGE, fetch).await?;
    Ok(Activity {
        around: found.around(|row| row.seq.to_string()),
        rows: found.rows.into_iter().map(|row| (row.clone(), device_of(&row))).collect(),
    })
}

/// The history as a CSV file, newest first, under the filter of the page. The entry about it comes before the first byte.
pub async fn file(knock: &Knock, method: &Method) -> Result<Response, Fault> {
    let request = &knock.request;
    let filter = of_sign_ins(download::read_filter(&knock.here));
    let wrong = refused(&filter);
    if !wrong.is_empty() {
        return Err(AppError::Invalid(wrong).into());
    }
    knock.touch().await?;
    let lang = knock.display.lang;
    let name = format!("{}_{}.csv", m::TITLE.of(Lang::Ja), view::file_stamp(request.app.clock.now()));
    if *method != Method::HEAD {
        let event = Event::new(Action::SignInHistoryDownload).on("sign_in_history", "", &name);
        request.write(Permission::SignInHistoryView).await?.commit(event).await?;
    }
    let start =
        File { read: request.read(Permission::SignInHistoryView).await?, filter, lang, next: Some(Begin::Start) };
    let blocks = futures_util::stream::try_unfold(start, |mut file| async move {
        let bytes = file.block().await.map_err(|fault| download::broken(&fault))?;
        Ok::<_, std::io::Error>(bytes.map(|bytes| (bytes, file)))
    });
    let mut response = Body::from_stream(blocks).into_response();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    attachment::of(response, "sign_in_history", &name)
}

struct File {
    read: Read,
    filter: LogFilter,
    lang: Lang,
    next: Option<Begin<i64>>,
}

impl File {
    async fn block(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let Some(begin) = self.next.take() else { return Ok(None) };
        let mut out = Vec::new();
        if begin == Begin::Start {
            out.extend_from_slice(BOM);
            let names = [lg::AT, m::WHO, lg::FROM_WHERE, m::DEVICE, m::METHOD, lg::RESULT, m::REASON];
            let names = names.iter().map(|name| name.of(self.lang));
            names.fold(CsvLine::new(&mut out), CsvLine::cell).end();
        }
        let query = narrow(self.read.of::<operation_log::Entity>(), &self.filter);
        let rows = operation_logs::page(&self.read, begin.narrow(query, C::Seq), BLOCK).await?;
        let last = rows.last().map(|row| Begin::OlderThan(i64::try_from(row.seq).unwrap_or(i64::MAX)));
        self.next = last.filter(|_| rows.len() as u64 == BLOCK);
        rows.into_iter().map(row).for_each(|row| self.line(&row, &mut out));
        Ok(Some(out))
    }

    fn line(&self, row: &SignInRow, out: &mut Vec<u8>) {
        let result = match row.result {
            LogResult::Success => lg::SUCCESS,
            LogResult::Failure => lg::FAILURE,
            LogResult::Denied => lg::DENIED,
        };
        let words = |words: Option<&Words>| words.map(|w| w.of(self.lang).to_owned()).unwrap_or_default();
        CsvLine::new(out)
            .cell(if self.lang == Lang::Ja { &row.at.ja } else { &row.at.en })
            .cell(row.who.of(self.lang))
            .cell(&row.ip)
            .cell(row.device.of(self.lang))
            .cell(&words(row.method.as_ref()))
            .cell(result.of(self.lang))
            .cell(&words(row.reason.as_ref()))
            .end();
    }
}
