use crate::messages;

messages! {
    TITLE: "ログイン中の端末", "Where you are signed in";
    SUB: "見覚えのない端末があれば、ログアウトさせたうえでパスワードを変更してください。", "If you do not recognise a device, sign it out and change your password.";
    DEVICE: "端末", "Device";
    IP: "IPアドレス", "IP address";
    SINCE: "ログイン日時", "Signed in";
    LAST_SEEN: "最後の操作", "Last seen";
    UNTIL: "自動ログアウト", "Ends at the latest";
    ACT: "操作", "Action";
    CURRENT: "この端末", "This device";
    END: "ログアウトさせる", "Sign out";
    END_OF: "（{device}、{ip}）", " ({device}, {ip})";
    END_OTHERS: "ほかの端末をすべてログアウトさせる", "Sign out all other devices";
    ENDED: "その端末をログアウトさせました。見覚えのない端末だった場合は、パスワードも変更してください。", "That device has been signed out. If you did not recognise it, change your password as well.";
    ENDED_OTHERS: "ほかの端末をログアウトさせました：{n}件", "Other devices signed out: {n}";
    GONE: "その端末はすでにログアウトしています。", "That device has been signed out already.";
    OWN: "この端末からログアウトするには、画面右上のメニューの「ログアウト」を使ってください。", "To sign out here, use Sign out in the menu at the top right.";
}
