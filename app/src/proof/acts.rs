//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    PROVE: "account.prove" => "再認証", "Re-authenticated";
}
