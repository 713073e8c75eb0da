//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    ADD: "certificate.add" => "クライアント証明書を登録", "Client certificate registered", always;
    REVOKE: "certificate.revoke" => "クライアント証明書を失効", "Client certificate revoked", always;
    REMIND: "certificate.remind" => "クライアント証明書の期限を予告", "Client certificate expiry announced";
}
