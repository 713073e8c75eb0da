//! The kinds of mail that this feature writes.

use crate::mail_kind::mails;

mails! {
    LOCKED: "account.locked" => "アカウントのロック（本人あて）", "Account locked (to the account holder)";
    MEMBER_LOCKED: "member.locked" => "アカウントのロック（管理者あて）", "Account locked (to administrators)";
    LOCK_WAVE: "lock.wave" => "ロックの多発（運営あて）", "Many accounts locked (to support staff)";
    NEW_DEVICE: "sign_in.new_device" => "新しい端末からのログイン", "Sign-in from a new device";
}
