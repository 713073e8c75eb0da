//! The words of the operation log for this feature.

use crate::permission::Role;
use crate::record::{acts, facts, reasons, words};

acts! {
    INVITE: "invitation.create" => "メンバーを招待", "Member invited", always;
    APPROVE: "invitation.approve" => "メンバーの追加を承認", "New member approved", always;
    SEND_AGAIN: "invitation.send" => "招待メールを再送信", "Invitation resent";
    WITHDRAW: "invitation.withdraw" => "招待を取り消し", "Invitation revoked";
    JOIN: "member.join" => "招待によるメンバー登録", "Invitation accepted", always;
    CHANGE_ROLE: "member.role" => "メンバーのロールを変更", "Member's role changed", always;
    SET_DOWNLOAD: "member.download" => "メンバーのダウンロード権限を変更", "Member's download permission changed";
    SUSPEND: "member.suspend" => "メンバーを利用停止", "Member suspended", always;
    RESUME: "member.resume" => "メンバーの利用を再開", "Member reactivated", always;
    LEAVE: "member.leave" => "メンバーを削除", "Member removed", always;
    SIGN_OUT: "member.sessions_end" => "メンバーの端末をログアウト", "Member's devices signed out";
    WANT_PASSWORD: "password.want" => "パスワードの変更を依頼", "Password change requested";
    RESET_PASSWORD: "password.reset_send" => "パスワードを強制リセット", "Password reset by an administrator";
}

facts! {
    DOWNLOAD: "download" => "ファイルのダウンロード", "File downloads" => of &[ALLOWED, WITHDRAWN];
    ROLE: "role" => "ロール", "Role" => word Role::text_of;
    ROLE_BEFORE: "role_before" => "変更前のロール", "Previous role" => word Role::text_of;
}

reasons! {
    LAST_OWNER: "last_owner" => "最後の契約管理者のため", "Last owner";
    OWN_ACCOUNT: "own_account" => "自分自身のアカウントのため", "Own account";
    OWNER_ONLY: "owner_only" => "契約管理者だけに許された操作", "Owners only";
}

words! {
    ALLOWED: "allowed" => "許可", "Allowed";
    WITHDRAWN: "withdrawn" => "許可しない", "Not allowed";
}
