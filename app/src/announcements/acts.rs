//! The words of the operation log for this feature.

use super::messages as m;
use crate::record::{acts, facts};

acts! {
    ACKNOWLEDGE: "announcement.acknowledge" => "お知らせを確認", "Announcement acknowledged", never;
    SUBSCRIBE: "announcement.subscribe" => "お知らせの購読アドレスを発行", "Subscription addresses for announcements created";
    UNSUBSCRIBE: "announcement.unsubscribe" => "お知らせの購読アドレスを無効化", "Subscription addresses for announcements ended";
}

facts! {
    VERSION: "announcement_version" => m::VERSION;
}
