use crate::messages;

messages! {
    TITLE: "ログイン", "Sign in";
    SAY: "通った記録が、そのまま証拠になる。", "The record of who passed is the proof.";
    SAY_MORE: "だれが、いつ、何をしたか。すべての操作を、書き換えればわかる形で残します。", "Who did what, and when: every act is kept in a form that shows any change to it.";
    EMAIL: "メールアドレス", "Email address";
    PASSWORD: "パスワード", "Password";
    SUBMIT: "ログイン", "Sign in";
    LOCK_HINT: "続けて間違えると、アカウントがロックされます。", "Repeated wrong passwords lock the account.";
    HELP: "ログインできない方はこちら", "If you cannot sign in";
    TROUBLE: "サポート窓口にはメールでもお問い合わせいただけます：", "You can write to the support desk as well:";
    NEVER: "サポート窓口がパスワードをお聞きすることはありません。", "The support desk never asks for your password.";
    EMAIL_MISSING: "メールアドレスを入力してください。", "Enter your email address.";
    PASSWORD_MISSING: "パスワードを入力してください。", "Enter your password.";
    /// The same text for an unknown address, a wrong password and a locked account (security.md 6.3.8).
    REFUSED: "メールアドレスかパスワードが正しくないか、アカウントがロックされています。入力し直しても入れないときは、「ログインできない方はこちら」からサポート窓口に連絡してください。", "The email address or password is wrong, or the account is locked. If another try does not help, tell the support desk under “If you cannot sign in”.";
    /// Gives no reason: the account may have been suspended or removed as well.
    ENDED: "ログインの状態が終了しました。もう一度ログインしてください。", "Your session has ended. Please sign in again.";
    SHUT_OUT: "貴社のデータが、このコンソールを通さずに書き換えられました。このコンソールの運用担当者が正しいデータを戻すまで、貴社の方はどなたもログインできません。パスワードの間違いではありません。", "Your company's data was changed outside of this console. Nobody of your company can sign in until the operator of this console has restored the right data. Your password is not the reason.";
    /// The altered record says who somebody is, so the words are for people of companies and for staff alike.
    ALTERED: "ご利用のアカウントの記録が、このコンソールを通さずに書き換えられました。正しいデータが戻されるまで、ログインできません。パスワードの間違いではありません。貴社の管理者またはサポート窓口（運営スタッフの方は、このコンソールの運用担当者）にお知らせください。", "The record of your account was changed outside of this console. You cannot sign in until the right data has been restored. Your password is not the reason. Tell an administrator of your company or the support desk; as a member of the provider's staff, tell the operator of this console.";
    SHUT_OUT_ASK: "お急ぎの場合は、サポート窓口にご連絡ください：", "If it is urgent, write to the support desk:";
    ELSEWHERE: "この接続元（{ip}）からはログインできません。社内ネットワークやVPNなど、許可された接続元からもう一度お試しください。許可が必要な場合は、貴社の管理者またはサポート窓口にご連絡ください。", "You cannot sign in from this address ({ip}). Try again from an allowed network, such as your office or its VPN. If this one should be allowed, tell an administrator of your company or the support desk.";
    FULL: "同時に利用できる人数の上限に達しています。ほかの方がログアウトしてから、もう一度ログインしてください。", "As many people of your company are signed in as the contract allows. Please try again when somebody has signed out.";
    SIGNED_OUT: "ログアウトしました。", "You have signed out.";
}
