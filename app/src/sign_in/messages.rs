use crate::messages;
use crate::text::Words;

messages! {
    TITLE: "ログイン", "Sign in";
    SAY: "通った記録が、そのまま証拠になる。", "Every entry, on the record.";
    SAY_MORE: "だれが、いつ、何をしたか。すべての操作を、改ざんを検知できる形で記録します。", "A tamper-evident log of who did what, and when.";
    EMAIL: "メールアドレス", "Email address";
    PASSWORD: "パスワード", "Password";
    SUBMIT: "ログイン", "Sign in";
    LOCK_HINT: "続けて間違えると、アカウントがロックされます。", "Repeated wrong passwords will lock your account.";
    HELP: "ログインできない方はこちら", "Trouble signing in?";
    TROUBLE: "サポート窓口にはメールでもお問い合わせいただけます：", "You can also email Support:";
    NEVER: "サポート窓口がパスワードをお聞きすることはありません。", "Support never asks for your password.";
    EMAIL_MISSING: "メールアドレスを入力してください。", "Enter your email address.";
    PASSWORD_MISSING: "パスワードを入力してください。", "Enter your password.";
    /// The same text for an unknown address, a wrong password and a locked account (security.md 6.3.8).
    REFUSED: "メールアドレスまたはパスワードが正しくないか、アカウントがロックされています。繰り返しログインできない場合は、「ログインできない方はこちら」からお問い合わせください。", "Incorrect email or password, or the account is locked. If you still can't sign in, use “Trouble signing in?” to contact Support.";
    /// Gives no reason: the account may have been suspended or removed as well.
    ENDED: "一定時間操作がなかったか、別の画面でログアウトしたため、ログアウトしました。もう一度ログインしてください。", "Your session has ended because of inactivity or a sign-out elsewhere. Sign in again.";
    SHUT_OUT: "貴社のデータが、このコンソールを通さずに書き換えられました。このコンソールの運用担当者が正しいデータを戻すまで、貴社の方はどなたもログインできません。パスワードの間違いではありません。", "Your company's data was changed outside this console. No one at your company can sign in until the operator of this console restores the correct data. This isn't caused by a wrong password.";
    /// The altered record says who somebody is, so the words are for people of companies and for staff alike.
    ALTERED: "ご利用のアカウントの記録が、このコンソールを通さずに書き換えられました。正しいデータが戻されるまで、ログインできません。パスワードの間違いではありません。貴社の管理者またはサポート窓口（運営スタッフの方は、このコンソールの運用担当者）にお知らせください。", "Your account record was changed outside this console. You can't sign in until the correct data is restored. This isn't caused by a wrong password. Tell an administrator of your company or Support. If you are support staff, tell the operator of this console.";
    SHUT_OUT_ASK: "お急ぎの場合は、サポート窓口にご連絡ください：", "If it's urgent, email Support:";
    ELSEWHERE: "この接続元（{ip}）からはログインできません。社内ネットワークやVPNなど、許可された接続元からもう一度お試しください。許可が必要な場合は、貴社の管理者またはサポート窓口にご連絡ください。", "You can't sign in from this network ({ip}). Try again from an allowed network, such as your office network or VPN. To get this network allowed, contact an administrator of your company or Support.";
    FULL: "同時に利用できる人数の上限に達しています。ほかの方がログアウトしてから、もう一度ログインしてください。", "Your company has reached the limit of people signed in at the same time. Try again after someone signs out.";
    /// The two words of the refusal that lead to their fields.
    REFUSED_EMAIL: "メールアドレス", "email";
    REFUSED_PASSWORD: "パスワード", "password";
    /// Says that the account's lock is something else, and nothing about any account: strangers read it for any address.
    WAIT: "ログインの試行が多すぎるため、受け付けを一時停止しています。{n}秒ほど待ってから、もう一度お試しください。アカウントのロックとは異なります。", "Too many sign-in attempts. Wait about {n} {n|second|seconds}, then try again. This isn't an account lock.";
    WAIT_MINUTES: "ログインの試行が多すぎるため、受け付けを一時停止しています。{n}分ほど待ってから、もう一度お試しください。アカウントのロックとは異なります。", "Too many sign-in attempts. Wait about {n} {n|minute|minutes}, then try again. This isn't an account lock.";
    SUBMIT_IN: "ログイン（あと{n}秒）", "Sign in ({n} s)";
    /// How somebody has signed in, in the operation log and the sign-in history.
    METHOD_LINK: "再設定・招待のリンク", "Reset or invitation link";
    SIGNED_OUT: "ログアウトしました。", "You've signed out.";
}

/// How long a device has to wait: in seconds below two minutes, then in minutes, rounded up.
pub fn waiting(seconds: u32) -> Words {
    if seconds < 120 {
        return WAIT.with(&[("n", &seconds)]);
    }
    WAIT_MINUTES.with(&[("n", &seconds.div_ceil(60))])
}
