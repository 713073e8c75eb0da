//! Fixed pages for errors where no normal page can be made (a refused origin, a limit, a panic), so that people do not
//! see a bare code. The text is in both languages, because the user is not known there.

use super::context::RequestContext;
use app::messages;
use app::text::Text;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};

/// Marks a response that has a code and no page.
#[derive(Clone, Copy)]
pub struct Bare;

messages! {
    FOREIGN: "コンソールの画面から送られた操作ではないため、実行しませんでした。コンソールを開き直して、もう一度お試しください。", "This request didn't come from a page of the console, so nothing was done. Reopen the console and try again.";
    TOO_LARGE: "送信された内容が大きすぎるため、受け付けませんでした。内容を減らして、もう一度お試しください。", "The request is too large, so it was rejected. Shorten it and try again.";
    TOO_LONG: "時間内に処理が終わりませんでした。変更を送信した場合は、保存されたかを確認してから、もう一度お試しください。", "This took too long. If you submitted a change, check whether it was saved before you try again.";
    TOO_MANY: "同じ接続元から同時に届いた要求が多すぎるため、受け付けませんでした。少し待ってから、もう一度お試しください。", "Too many requests came from your network at once, so this one was rejected. Wait a moment, then try again.";
    UNREADABLE: "接続元または宛先を読み取れなかったため、受け付けませんでした。繰り返し表示される場合は、サポート窓口にご連絡ください。", "The origin or destination of this request couldn't be read, so it was rejected. If this happens again, contact Support.";
    BROKEN: "エラーが発生しました。時間をおいて、もう一度お試しください。", "Something went wrong. Please try again later.";
    BACK: "ホームへ戻る", "Back to home";
    REFERENCE: "お問い合わせの際は、この番号をお知らせください：", "If you contact Support, include this reference:";
}

/// True if the client is a browser that expects a page.
pub fn asks_for_a_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| String::from_utf8_lossy(accept.as_bytes()).contains("text/html"))
}

/// Replaces the code by a page.
pub fn replace_by_page(response: Response, context: &RequestContext) -> Response {
    if response.extensions().get::<Bare>().is_none() {
        return response;
    }
    let why = match response.status().as_u16() {
        400 | 501 => UNREADABLE,
        403 => FOREIGN,
        413 | 431 => TOO_LARGE,
        408 | 503 => TOO_LONG,
        429 => TOO_MANY,
        _ => BROKEN,
    };
    let mut replaced =
        (response.status(), Html(page(why, &context.assets.console_css, &context.request_id))).into_response();
    if matches!(replaced.status().as_u16(), 429 | 503) {
        replaced.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(5));
    }
    replaced
}

fn page(why: Text, css: &str, request_id: &str) -> String {
    let in_one = |lang: &str, words: fn(Text) -> &'static str| {
        let (why, back, reference) = (words(why), words(BACK), words(REFERENCE));
        format!(
            "<section class=\"stack stack--close u-mt-l\" lang=\"{lang}\"><p>{why}</p><p><a href=\"/\">{back}</a></p>\
             <p class=\"note\">{reference} <code>{request_id}</code></p></section>"
        )
    };
    format!(
        "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"/>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><title>Sekisho</title>\
         <link rel=\"stylesheet\" href=\"{css}\"/></head><body><main class=\"shell-main\"><h1>Sekisho</h1>{}{}</main></body></html>",
        in_one("ja", |text| text.ja),
        in_one("en", |text| text.en),
    )
}
