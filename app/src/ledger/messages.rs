use crate::messages;

messages! {
    TITLE: "アカウント管理台帳", "Account ledger";
    SUB: "貴社のすべてのアカウントと、それぞれに許可されている操作の一覧です。削除済みのアカウントも含みます。", "Every account in your company and everything it's allowed to do. Removed accounts are included.";
    NONE: "該当するアカウントはありません。", "No accounts match.";
    NONE_HINT: "先頭のページから確認してください。", "Go to the first page.";
    MEMBER: "メンバー", "Member";
    TWO_STEP: "二要素認証", "Two-step";
    DUE: "パスワードの有効期限", "Password valid until";
    DUE_NEVER: "期限なし", "No expiry";
    DUE_NOW: "次のログイン時に変更", "Must be changed at next sign-in";
    DUE_RESET: "新しいパスワードの設定待ち", "Awaiting new password";
    RIGHTS: "許可された操作", "Permissions";
    COUNT: "{n}件", "{n} {n|permission|permissions}";
    HELD: "許可されている操作", "Permissions";
    HELD_LATER: "利用の再開後に許可される操作", "Permissions after the account is resumed";
    WITHHELD: "ロールに含まれるが、契約の定めにより許可されていない操作", "Included in the role, but not allowed by the contract";
    LEFT: "削除済みのため、どの操作も許可されていません。", "This account has been removed and has no permissions.";
    ALTERED: "記録が改ざんされているため、どの操作も許可されていません。", "This record was altered, so the account has no permissions.";
    GRANTED: "付与の記録", "Granted by";
    NOT_KEPT: "付与した人と日時の記録はありません。", "There's no record of who granted it or when.";
    ADDED: "アカウントの追加（{at}）：", "Account added ({at}):";
    INVITED: "招待（{at}）：", "Invited ({at}):";
    APPROVED: "承認（{at}）：", "Approved ({at}):";
    ROLE_CHANGED: "ロールの変更（{at}）：", "Role changed ({at}):";
    DOWNLOAD_ALLOWED: "ダウンロードの許可（{at}）：", "Downloads allowed ({at}):";
    PROVIDER: "サービス提供者", "Service provider";
    JOINED: "登録日時", "Joined";
    ACCOUNT_ID: "アカウントID", "Account ID";
    YES: "可", "Yes";
    LATER: "利用の再開後に可", "After resuming";
    BY_CONTRACT: "不可（契約の定め）", "Not allowed by the contract";
}
