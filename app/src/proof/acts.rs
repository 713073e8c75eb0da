//! The words of the operation log for this feature.

use crate::record::acts;

acts! {
    PROVE: "account.prove" => "本人の再確認", "Proved who they are";
}
