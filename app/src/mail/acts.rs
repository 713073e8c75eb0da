//! The words of the operation log for this feature.

use super::kinds::MailState;
use crate::record::{acts, facts};

acts! {
    SEND: "mail.send" => "メールを送信", "Email sent";
    RESEND: "mail.resend" => "メールの再送信を指示", "Email resend requested";
}

facts! {
    FAILURE: "failure" => "送信できなかった理由", "Failure reason";
    MAIL: "mail" => "メールの種類", "Email type";
    STATE: "state" => "ステータス", "Status" => word MailState::text_of;
    TRIES: "tries" => "送信回数", "Attempts";
}
