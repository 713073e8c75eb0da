//! The words of the operation log for this feature.

use super::kinds::MailState;
use crate::record::{acts, facts};

acts! {
    SEND: "mail.send" => "メールを送信", "Mail sent";
    RESEND: "mail.resend" => "メールの再送を指示", "Mail put back into the outbox";
}

facts! {
    FAILURE: "failure" => "送信できなかった理由", "Why it was not sent";
    MAIL: "mail" => "メールの種類", "Kind of mail";
    STATE: "state" => "状態", "State" => word MailState::text_of;
    TRIES: "tries" => "送信の回数", "Tries";
}
