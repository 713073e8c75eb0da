//! The words of the operation log for this feature.

use super::messages as m;
use crate::record::{acts, facts};

acts! {
    ADD: "certificate.add" => "クライアント証明書を登録", "Client certificate registered", always;
    REVOKE: "certificate.revoke" => "クライアント証明書を失効", "Client certificate revoked", always;
    REMIND: "certificate.remind" => "クライアント証明書の有効期限を予告", "Client certificate expiry reminder sent";
}

facts! {
    FINGERPRINT: "fingerprint" => m::FINGERPRINT;
    SUBJECT: "subject" => m::SUBJECT;
}
