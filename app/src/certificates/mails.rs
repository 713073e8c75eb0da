//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    ADDED: "certificate.added" => "クライアント証明書の登録", "Client certificate registered";
    REVOKED: "certificate.revoked" => "クライアント証明書の失効", "Client certificate revoked";
    REMIND: "certificate.remind" => "クライアント証明書の期限の予告", "Client certificate about to expire";
}
