use crate::messages;

messages! {
    TITLE: "ログイン履歴", "Sign-in history";
    ACTIVITY: "アクティビティ", "My activity";
    ACTIVITY_SUB: "ご自身のアカウントでのログインと操作の記録です。身に覚えのないものがあれば、すぐにパスワードを変更し、サポート窓口に連絡してください。", "Sign-ins and actions on your account. If you don't recognize something, change your password immediately and contact Support.";
    ACTIVITY_SUB_STAFF: "ご自身のアカウントでのログインと操作の記録です。身に覚えのないものがあれば、すぐにパスワードを変更し、ほかの運営スタッフと、このコンソールの運用担当者に知らせてください。", "Sign-ins and actions on your account. If you don't recognize something, change your password immediately, and tell another support staff member and the operator of this console.";
    ACTIVITY_SIGN_INS: "ご自身のアカウントでのログインの記録です。身に覚えのないものがあれば、すぐにパスワードを変更し、サポート窓口に連絡してください。", "Sign-ins to your account. If you don't recognize something, change your password immediately and contact Support.";
    SIGN_INS_ALONE: "この契約では、ログインの記録だけを表示できます。", "Under this contract, only sign-ins are shown.";
    WHO: "メンバー", "Member";
    DEVICE: "端末", "Device";
    METHOD: "認証の方法", "Method";
    REASON: "失敗の理由", "Reason";
    WHAT: "操作", "Action";
    ACCOUNT_ID: "アカウントID", "Account ID";
    NO_ACCOUNT: "該当するアカウントなし", "No such account";
    BROWSER: "ブラウザ", "Browser";
    SIGN_INS: "ログインのみ", "Sign-ins only";
    NO_MATCH: "条件に合う記録はありません。", "No records found.";
    NONE: "条件に合うログインはありません。", "No sign-ins found.";
    NONE_HINT: "期間や検索条件を変更してください。", "Try a different period or filters.";
    ACTIVITY_HINT: "ログインや操作をすると、ここに表示されます。", "Your sign-ins and actions will appear here.";
    NO_ACTIVITY: "まだ記録がありません。", "No activity yet";
}
