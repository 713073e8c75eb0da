//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    PROFILE_ASKED: "profile.asked" => "サービスプロファイルの変更の予告", "Change of service profile asked for";
    PROFILE_CANCELLED: "profile.cancelled" => "サービスプロファイルの変更の取りやめ", "Change of service profile given up";
    PROFILE_CHANGED: "profile.changed" => "サービスプロファイルの変更", "Service profile changed";
}
