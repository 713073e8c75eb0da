use crate::messages;

messages! {
    TITLE: "ログイン中の端末", "Active sessions";
    SUB: "見覚えのない端末がある場合は、ログアウトしたうえでパスワードを変更してください。", "If you don't recognize a device, sign it out and change your password.";
    DEVICE: "端末", "Device";
    IP: "IPアドレス", "IP address";
    SINCE: "ログイン日時", "Signed in";
    LAST_SEEN: "最終操作日時", "Last active";
    UNTIL: "有効期限", "Expires";
    ACT: "操作", "Action";
    CURRENT: "この端末", "This device";
    END: "ログアウト", "Sign out";
    END_OF: "（{device}、{ip}）", " ({device}, {ip})";
    END_OTHERS: "ほかの端末をすべてログアウト", "Sign out all other devices";
    ENDED: "選択した端末をログアウトしました。見覚えのない端末だった場合は、パスワードも変更してください。", "The device has been signed out. If you didn't recognize it, change your password as well.";
    ENDED_OTHERS: "ほかの端末をログアウトしました：{n}件", "Other devices signed out: {n}";
    GONE: "選択した端末はすでにログアウトしています。", "The selected device has already been signed out.";
    RESTORED: "入力した内容を復元しました。まだ送信されていません。内容を確認して送信してください。", "We've restored what you entered. It hasn't been submitted yet. Review it and submit it again.";
    ENDS_SOON: "まもなくログアウトします", "You'll be signed out soon";
    ENDS_IN: "一定時間操作がないため、まもなくログアウトします。作業を続ける場合は延長してください。", "You've been inactive. Extend your session to keep working.";
    ENDS_AT_LAST: "ログインの有効期限のため、まもなくログアウトします。延長はできません。入力中の内容を送信してください。", "Your session is about to expire and can't be extended. Submit what you're working on.";
    LEFT: "残り時間：", "Time left:";
    EXTEND: "延長する", "Extend session";
    EXTEND_FAILED: "延長できませんでした。通信状況を確認して、もう一度お試しください。", "The session couldn't be extended. Check your connection and try again.";
    CLOSE: "閉じる", "Close";
    HAS_ENDED: "ログアウトしました", "You've been signed out";
    HAS_ENDED_MORE: "ログインの有効時間が終了しました。この画面に入力した内容は残っています。別のタブでログインすると、このまま続けられます。", "Your session has ended. What you entered on this page is still here. Sign in in another tab to continue.";
    SIGN_IN: "別のタブでログイン", "Sign in in another tab";
    OTHER_PERSON: "別のアカウントでログインしているため、この画面からは送信できません。画面を読み込み直してください。", "You're signed in with a different account, so this page can't be submitted. Reload the page.";
    OWN: "この端末からログアウトするには、画面右上のメニューの「ログアウト」を使ってください。", "To sign out here, use Sign out in the menu at the top right.";
}
