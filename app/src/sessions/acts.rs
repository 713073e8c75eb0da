//! The words of the operation log for this feature.

use crate::record::{acts, facts};

acts! {
    END: "session.end" => "端末をログアウト", "Devices signed out";
    EXTEND: "session.extend" => "セッションを延長", "Session extended";
}

facts! {
    SESSIONS: "sessions" => "ログアウトした端末", "Devices signed out";
}
