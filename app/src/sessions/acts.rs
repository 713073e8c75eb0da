//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    END: "session.end" => "端末をログアウト", "Devices signed out";
}
