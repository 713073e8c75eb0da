//! The states of mails, and why a mail was not sent. Codes are stable, because the outbox and logs contain them.

use crate::kit::codes;
use crate::text::{Text, Words};

codes! {
    /// The state of a mail.
    pub enum MailState {
        Waiting = "waiting" => Text::new("送信待ち", "Waiting"),
        Sent = "sent" => Text::new("送信済み", "Sent"),
        /// Stopped after the last attempt; staff can resend it.
        Dead = "dead" => Text::new("送信失敗", "Failed"),
    }
}

/// Why a mail was not delivered, for staff. A server's reply is shown unchanged.
pub fn failure(code: &str) -> Words {
    const REPLY: Text = Text::new("メールサーバーの応答 {reply}", "The mail server replied {reply}");
    match code.strip_prefix("smtp ") {
        Some(reply) => REPLY.with(&[("reply", &reply)]),
        None => known_failure(code).map_or_else(|| Words::same(code), Words::from),
    }
}

fn known_failure(code: &str) -> Option<Text> {
    Some(match code {
        "connect" => Text::new("メールサーバーに接続できませんでした", "The mail server could not be reached"),
        "timeout" => Text::new("メールサーバーが応答しませんでした", "The mail server did not respond"),
        "tls" => Text::new(
            "メールサーバーの証明書を確認できませんでした",
            "The mail server's certificate could not be verified",
        ),
        "file" => Text::new("ファイルに書き込めませんでした", "The file could not be written"),
        "address" => Text::new("宛先の形式が正しくありません", "The address is not a valid email address"),
        "unreadable" => Text::new("メールの内容を読み取れませんでした", "The stored email could not be read"),
        "useless" => Text::new("有効期限までに送信できませんでした", "The email expired before it could be sent"),
        "other" => Text::new("メールサーバーとのやり取りに失敗しました", "Communication with the mail server failed"),
        _ => return None,
    })
}
