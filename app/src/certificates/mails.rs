//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    ADDED: "certificate.added" => "クライアント証明書の登録", "Client certificate registered";
    REVOKED: "certificate.revoked" => "クライアント証明書の失効", "Client certificate revoked";
    REMIND: "certificate.remind" => "クライアント証明書の有効期限の予告", "Client certificate expiring soon";
}
