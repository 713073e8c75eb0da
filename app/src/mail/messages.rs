use crate::messages;

messages! {
    OUTBOX: "送信メール", "Outbox";
    OUTBOX_SUB: "このコンソールから送信するメールと、その結果です。本文のうち個人に関わる部分は表示しません。", "Emails sent by this console and their delivery status. Personal details in the body are not shown.";
    ONE: "送信メールの詳細", "Email details";
    KIND: "種類", "Type";
    ADDRESS: "宛先", "Recipient";
    COMPANY: "契約企業", "Company";
    PROVIDER: "運営", "Provider";
    STATE: "ステータス", "Status";
    CREATED: "作成日時", "Created";
    ENDED: "送信日時", "Sent";
    GIVEN_UP: "再送を停止した日時", "Stopped";
    NEXT: "次に送信する日時", "Next attempt";
    TRIES: "送信回数", "Attempts";
    FAILURE: "送信できなかった理由", "Failure reason";
    MESSAGE_ID: "Message-ID", "Message-ID";
    FILTER: "ステータスで絞り込む", "Filter by status";
    ALL_OF: "すべて {n}件", "All ({n})";
    STATE_OF: "{state} {n}件", "{state} ({n})";
    NONE: "該当するメールはありません。", "No emails found.";
    NONE_HINT: "アカウントのロックやパスワードの期限など、メールを送信する出来事があるとここに表示されます。", "Emails appear here when the console notifies someone, for example about a locked account or an expiring password.";
    LETTER: "本文", "Body";
    LETTER_SUB: "●●●● の部分は個人に関わるため、運営スタッフには表示しません。", "Personal details are masked as ●●●●.";
    UNREADABLE: "（内容を表示できません）", "(Content can't be displayed)";
    RESEND: "再送信", "Resend";
    RESENT: "送信待ちに戻しました。まもなく送信します。", "The email has been queued and will be sent shortly.";
    NOT_DEAD: "このメールは再送を停止したものではないため、再送信できません。", "Only failed emails can be resent.";
    TOO_LATE: "有効期限を過ぎているため、再送信できません。", "This email has expired and can't be resent.";
    UNDELIVERED: "メール不達", "Not delivered";
    UNDELIVERED_WHY: "メールを送信できませんでした（{why}）。メールアドレスを確認し、正しいアドレスに再送信してください。", "The email couldn't be delivered ({why}). Check the address and resend to the correct one.";
    DELAYED: "送信待ち", "Delayed";
    DELAYED_WHY: "メールをまだ送信できていません（{why}）。自動で再送信を続けています。", "The email hasn't been delivered yet ({why}). Delivery is retried automatically.";
}
