//! Downloads.

use super::fault::Fault;
use crate::base::when::file_stamp;
use app::text::{Lang, Text};
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::future::Future;

/// Everything except the `attr-char` of RFC 8187.
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// The name of a file in the reader's language, with the time at which it is made. The plain one is English.
pub fn name(lang: Lang, title: Text, plain: &str, at: DateTime<Utc>) -> String {
    let title = if lang == Lang::Ja { title.ja } else { plain };
    format!("{title}_{}.csv", file_stamp(at))
}

/// Makes the browser save a file and never show it: a plain name for old programs, one in any language (RFC 6266,
/// 8187), and a policy that allows the file nothing (ASVS 3.2.1).
pub fn of(mut response: Response, plain: &str, name: &str) -> Result<Response, Fault> {
    let stamp = name.rfind('_').map_or(name, |at| &name[at..]);
    let stamp: String = stamp.chars().filter(char::is_ascii).filter(|c| !"\"\\%".contains(*c)).collect();
    let value =
        format!("attachment; filename=\"{plain}{stamp}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ATTR_CHAR));
    put(&mut response, header::CONTENT_DISPOSITION, &value)?;
    put(&mut response, header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")?;
    Ok(response)
}

/// A file that is written in blocks, so that memory does not grow with it.
pub trait Blocks: Send + 'static {
    /// The next bytes; `None` after the last ones.
    fn block(&mut self) -> impl Future<Output = Result<Option<Vec<u8>>, Fault>> + Send;
}

/// Sends a CSV file block by block. Its first line has the names of the columns.
pub fn csv(file: impl Blocks, plain: &str, name: &str) -> Result<Response, Fault> {
    let blocks = futures_util::stream::try_unfold(file, |mut file| async move {
        let bytes = file.block().await.map_err(|fault| cut_off(&fault))?;
        Ok::<_, std::io::Error>(bytes.map(|bytes| (bytes, file)))
    });
    let mut response = Body::from_stream(blocks).into_response();
    put(&mut response, header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present")?;
    of(response, plain, name)
}

fn cut_off(fault: &Fault) -> std::io::Error {
    tracing::error!(%fault, "a download was cut off");
    std::io::Error::other("cut off")
}

/// Sets a header of the response.
pub fn put(response: &mut Response, name: header::HeaderName, value: &str) -> Result<(), Fault> {
    let value = HeaderValue::from_str(value).map_err(|e| Fault::internal(e.to_string()))?;
    response.headers_mut().insert(name, value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_out_in_any_language() {
        let response = of(().into_response(), "end_users", "エンド\"_2026.csv").unwrap();
        assert_eq!(
            response.headers()[header::CONTENT_DISPOSITION],
            "attachment; filename=\"end_users_2026.csv\"; filename*=UTF-8''%E3%82%A8%E3%83%B3%E3%83%89%22_2026.csv"
        );
        let response = of(().into_response(), "end_users", "end_users_2026.csv").unwrap();
        assert_eq!(
            response.headers()[header::CONTENT_DISPOSITION],
            "attachment; filename=\"end_users_2026.csv\"; filename*=UTF-8''end_users_2026.csv"
        );
    }
}
