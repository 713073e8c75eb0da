//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    LIFT_ASKED: "network.lift_asked" => "接続元の制限の一時解除の依頼", "Lifting of limits asked for";
    LIFTED: "network.lifted" => "接続元の制限の一時解除", "Limits lifted";
}
