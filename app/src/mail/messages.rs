use crate::messages;

messages! {
    OUTBOX: "送信メール", "Outbox";
    OUTBOX_SUB: "このコンソールから送信するメールと、その結果です。本文のうち個人に関わる部分は表示しません。", "The mails this console sends, and what became of them. What a letter says about a person is not shown.";
    ONE: "送信メールの詳細", "A mail";
    KIND: "種類", "Kind";
    ADDRESS: "宛先", "Address";
    COMPANY: "契約企業", "Company";
    PROVIDER: "運営", "Provider";
    STATE: "状態", "State";
    CREATED: "作成日時", "Written";
    ENDED: "送信日時", "Sent";
    GIVEN_UP: "送信を打ち切った日時", "Given up";
    NEXT: "次に送信する日時", "Next try";
    TRIES: "送信の回数", "Tries";
    FAILURE: "送信できなかった理由", "Why it was not sent";
    MESSAGE_ID: "Message-ID", "Message-ID";
    FILTER: "状態で絞り込む", "Filter by state";
    ALL_OF: "すべて {n}件", "All: {n}";
    STATE_OF: "{state} {n}件", "{state}: {n}";
    NONE: "該当するメールはありません。", "There are no such mails.";
    NONE_HINT: "アカウントのロックやパスワードの期限など、メールを送る出来事があるとここに表示されます。", "Mails appear here when something happens that people are told of, such as a lock or a password that is about to expire.";
    LETTER: "本文", "Letter";
    LETTER_SUB: "●●●● の部分は個人に関わるため、運営スタッフには表示しません。", "What is about a person is shown to nobody as ●●●●.";
    UNREADABLE: "（内容を読み取れません）", "(It cannot be read)";
    RESEND: "もう一度送信", "Send again";
    RESENT: "送信待ちに戻しました。まもなく送信します。", "The mail waits again and will be sent shortly.";
    NOT_DEAD: "このメールは送信を打ち切ったものではないため、再送できません。", "This mail has not been given up, so there is nothing to send again.";
    TOO_LATE: "有効期限を過ぎているため、再送できません。", "It has expired, so it cannot be sent again.";
    UNDELIVERED: "メール不達", "Not delivered";
    UNDELIVERED_WHY: "メールを送信できませんでした（{why}）。メールアドレスを確認し、正しいアドレスで送り直してください。", "The email could not be delivered ({why}). Check the address, and send it to the right one.";
    DELAYED: "送信待ち", "Delayed";
    DELAYED_WHY: "メールをまだ送信できていません（{why}）。自動で再送信を続けています。", "The email has not been delivered yet ({why}). It is tried again by itself.";
}
