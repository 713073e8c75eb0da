use crate::messages;

messages! {
    TITLE: "お知らせ", "Announcements";
    SUB: "計画停止、障害、サービスの変更などのお知らせです。未読のお知らせが先頭に表示されます。", "Planned downtime, incidents and service changes. Unread announcements are listed first.";
    PANEL: "新着のお知らせ", "Latest announcements";
    PANEL_ALL: "お知らせをすべて表示", "View all announcements";
    UNREAD_COUNT: "件が未読", " unread";
}

// Kinds.
messages! {
    INFORMATION: "お知らせ", "Information";
    INCIDENT: "障害", "Incident";
    MAINTENANCE: "メンテナンス", "Maintenance";
    PLANNED_STOP: "計画停止", "Planned downtime";
    SUSPENSION: "サービスの停止", "Service suspension";
    CHANGE: "サービス変更", "Service change";
    UPGRADE: "バージョンアップ", "Version upgrade";
    END_OF_SERVICE: "サービス提供終了", "End of service";
}

// States.
messages! {
    DRAFT: "下書き", "Draft";
    WAITING: "承認待ち", "Awaiting approval";
    SCHEDULED: "公開予約", "Scheduled";
    PUBLISHED: "公開中", "Published";
    WITHDRAWN: "取り下げ", "Withdrawn";
}

// Marks.
messages! {
    URGENT: "緊急", "Urgent";
    PINNED: "固定表示", "Pinned";
    JAPANESE_ONLY: "日本語のみ", "Japanese only";
    UNREAD: "未読", "Unread";
    CORRECTED: "訂正あり", "Corrected";
    TO_ACKNOWLEDGE: "要確認", "Acknowledgement requested";
}

// The list.
messages! {
    SUBJECT: "件名", "Title";
    KIND: "種類", "Type";
    PERIOD: "対象の日時", "Date and time";
    PERIOD_NONE: "指定なし", "None";
    PUBLISHED_AT: "公開日時", "Published";
    CORRECTED_AT: "訂正日時", "Corrected";
    WORDS: "検索語", "Keyword";
    WORDS_HINT: "件名と本文を検索します。", "Searches titles and texts.";
    YEAR: "公開した年", "Year";
    YEAR_CHOSEN: "{year}年", "{year}";
    WORDS_CHOSEN: "「{q}」を含む", "Containing “{q}”";
    READ_STATE: "既読・未読", "Read status";
    UNREAD_ONLY: "未読のみ", "Unread only";
    NONE: "お知らせはまだありません。", "No announcements yet.";
    NONE_HINT: "お知らせが公開されると、ここに表示されます。", "They appear here once they are published.";
    NONE_FOUND: "条件に一致するお知らせはありません。", "No announcements match.";
    NONE_FOUND_HINT: "条件を変更してください。", "Change the filter.";
    SUBSCRIBE: "カレンダー・フィードで購読", "Subscribe by calendar or feed";
    UNTIL: "〜", " – ";
}

// One announcement.
messages! {
    FACTS: "お知らせの概要", "Summary";
    TEXT: "本文", "Text";
    ADD_TO_CALENDAR: "カレンダーに追加（.ics）", "Add to calendar (.ics)";
    WITHDRAWN_NOTE: "このお知らせは{at}に取り下げられました。", "This announcement was withdrawn on {at}.";
    WHY: "理由：{why}", "Reason: {why}";
    CORRECTED_NOTE: "このお知らせは{at}に訂正されました。変更点は「{button}」で確認できます。", "This announcement was corrected on {at}. See “{button}” for what changed.";
    LATE_NOTE: "所定の期限を過ぎて公開された、緊急のお知らせです。", "This is an emergency announcement, published after its deadline.";
    JAPANESE_NOTE: "このお知らせは日本語のみです。", "This announcement is available in Japanese only.";
    ACKNOWLEDGEMENT: "確認", "Acknowledgement";
    ACKNOWLEDGE_ASK: "内容を確認したら、ボタンを押してください。お名前と日時が記録され、貴社の管理者と運営スタッフに表示されます。", "Once you have read it, select the button. Your name and the time are recorded and shown to your administrators and support staff.";
    ACKNOWLEDGE: "確認しました", "Acknowledge";
    ACKNOWLEDGED: "{name} が{at}に確認しました。", "{name} acknowledged this on {at}.";
    SAID_ACKNOWLEDGED: "確認を記録しました。", "Acknowledgement recorded.";
    CHANGED_MEANWHILE: "お知らせが訂正または取り下げられたため、確認は記録されていません。最新の内容を確認してください。", "The announcement was corrected or withdrawn in the meantime, so your acknowledgement wasn't recorded. Read the current version.";
    VERSIONS: "これまでの版", "Earlier versions";
    VERSION: "版", "Version";
    VERSION_OF: "第{n}版（{at}公開）", "Version {n}, published {at}";
    CHANGES: "前の版からの変更点", "Changes since the previous version";
    READ_COUNT: "{members}名中{read}名が既読", "Read by {read} of {members}";
    ACKNOWLEDGED_COUNT: "{members}名中{n}名が確認済み", "Acknowledged by {n} of {members}";
    COUNT: "貴社の既読状況", "Read status in your company";
    READERS_OPEN: "既読・確認の状況を表示", "View who has read it";
}

// What differs from one version to the next.
messages! {
    DIFFERS_KIND: "種類：{from} → {to}", "Type: {from} → {to}";
    DIFFERS_STARTS: "開始：{from} → {to}", "Start: {from} → {to}";
    DIFFERS_ENDS: "終了：{from} → {to}", "End: {from} → {to}";
    DIFFERS_TITLE: "件名：{from} → {to}", "Title: {from} → {to}";
    DIFFERS_REACH: "お知らせの対象", "Audience";
    DIFFERS_ASKED: "確認のお願いの有無", "Acknowledgement request";
    DIFFERS_TEXT: "本文", "Text";
}

// Who has read it.
messages! {
    READERS_TITLE: "既読・確認の状況", "Who has read it";
    READERS_SUB: "お知らせの公開より後に登録され、まだ読んでいないメンバーは含まれません。", "Members who joined after it was published and have not read it are not included.";
    NAME: "氏名", "Name";
    READ_AT: "既読日時", "Read";
    ACKNOWLEDGED_AT: "確認日時", "Acknowledged";
    NOT_YET: "まだ", "Not yet";
    READERS_NONE: "対象のメンバーはいません。", "No members to list.";
    READERS_NONE_HINT: "メンバーがお知らせを読むと、ここに表示されます。", "Members appear here once they read the announcement.";
}

// Calendar and feed.
messages! {
    SUBSCRIPTION: "お知らせの購読", "Subscription";
    SUBSCRIPTION_SUB: "お知らせを、お使いのカレンダーやフィードリーダーで受け取れます。", "Get announcements in your own calendar or feed reader.";
    SUBSCRIPTION_SECRET: "アドレスを知っている人は、ログインせずに貴社あてのお知らせを読むことができます。ほかの人に渡さないでください。漏れたおそれがある場合は、アドレスを再発行してください。", "Anyone with an address can read the announcements for your company without signing in. Don't share it, and replace it if it may have leaked.";
    SUBSCRIPTION_ENDS: "アドレスは、メンバーから削除されると無効になります。接続元が制限されている場合は、許可された接続元からだけ使用できます。", "The addresses stop working when you are removed as a member. If an IP allowlist applies, they work from allowed networks only.";
    SUBSCRIPTION_NONE: "アドレスはまだ発行されていません。", "No addresses yet.";
    ADDRESSES: "購読アドレス", "Addresses";
    CALENDAR: "カレンダー（iCalendar）", "Calendar (iCalendar)";
    FEED: "フィード（Atom）", "Feed (Atom)";
    SINCE: "発行日時", "Created";
    MAKE: "アドレスを発行", "Create addresses";
    RENEW: "アドレスを再発行", "Replace addresses";
    RENEW_ASK: "新しいアドレスを発行しますか？　これまでのアドレスは、すぐに使えなくなります。", "Create new addresses? The current ones stop working immediately.";
    RENEW_VERB: "再発行", "Replace";
    END: "購読を終了", "End subscription";
    END_ASK: "購読を終了しますか？　これまでのアドレスは、すぐに使えなくなります。", "End the subscription? The addresses stop working immediately.";
    END_VERB: "終了", "End";
    SAID_MADE: "購読アドレスを発行しました。", "The addresses have been created.";
    SAID_ENDED: "購読を終了しました。", "The subscription has ended.";
    FEED_TITLE: "Sekisho お知らせ", "Sekisho announcements";
    CANCELLED: "【取り下げ】{title}", "[Withdrawn] {title}";
    URGENT_TITLE: "【緊急】{title}", "[Urgent] {title}";
}
