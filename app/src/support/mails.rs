//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    PROFILE_ASKED: "profile.asked" => "サービスプロファイルの変更の予告", "Service profile change requested";
    PROFILE_CANCELLED: "profile.cancelled" => "サービスプロファイルの変更の中止", "Service profile change withdrawn";
    PROFILE_CHANGED: "profile.changed" => "サービスプロファイルの変更", "Service profile changed";
}
