//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    PROVE: "account.prove" => "本人確認", "Re-authenticated";
}
