//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    SEND: "mail.send" => "メールを送信", "Mail sent";
    RESEND: "mail.resend" => "メールの再送を指示", "Mail put back into the outbox";
}
