//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    LIFT_ASKED: "network.lift_asked" => "接続元の制限の一時解除の依頼", "Temporary lift of IP allowlist requested";
    LIFTED: "network.lifted" => "接続元の制限の一時解除", "IP allowlist temporarily lifted";
}
