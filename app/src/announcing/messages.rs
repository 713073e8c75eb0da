use crate::messages;

messages! {
    TITLE: "お知らせの管理", "Manage announcements";
    SUB: "お知らせを作成し、承認を受けて公開します。作成した人は承認できません。", "Write announcements, submit them for approval and publish them. Authors can't approve their own announcements.";
    ANNOUNCEMENT: "お知らせ", "Announcement";
    NEW: "お知らせを作成", "New announcement";
    EDIT_TITLE: "お知らせを編集", "Edit announcement";
    CORRECT_TITLE: "お知らせを訂正", "Correct announcement";
    NONE: "お知らせはまだありません。", "No announcements yet.";
    NONE_HINT: "「お知らせを作成」から作成します。公開するまで契約企業には表示されません。", "Select “New announcement” to write one. Customers can view it once it is published.";
    FILTER: "ステータスで絞り込み", "Filter by status";
    ALL: "すべて", "All";
}

// Columns and facts.
messages! {
    NAME: "件名", "Title";
    KIND: "種類", "Type";
    STATE: "ステータス", "Status";
    PERIOD: "対象の日時", "Date and time";
    PUBLISHED_AT: "公開日時", "Published";
    PUBLISH_AT: "公開予定日時", "Scheduled for";
    SAVED: "最終更新", "Last saved";
    CORRECTION: "訂正：{state}", "Correction: {state}";
    NUMBER: "版", "Version";
    NUMBER_OF: "第{n}版", "Version {n}";
    REACH: "対象", "Audience";
    AUTHORS: "作成者", "Authors";
    APPROVER: "承認者", "Approved by";
    MARKS: "表示と確認", "Display and acknowledgement";
    LATE_COMPANIES: "期限を過ぎた契約企業の数", "Customers notified late";
    LETTERS: "メールの件数", "Emails";
    AT_ONCE: "承認後すぐ", "Immediately after approval";
    EMERGENCY: "緊急", "Emergency";
    REASON: "緊急の理由", "Emergency reason";
    RETURNED: "差し戻しの理由", "Reason for return";
    CHANGES: "前の版との違い", "Changes since the previous version";
    WITHDRAWN_AT: "取り下げ日時", "Withdrawn";
    WITHDRAWN_WHY: "取り下げの理由", "Reason for withdrawal";
}

// The form.
messages! {
    STARTS: "開始日時（日本時間）", "Starts (JST)";
    STARTS_HINT: "お知らせする作業や変更が始まる日時です。通知の期限はこの日時から決まります。", "When the work or change begins. The latest publish time is calculated from it.";
    STARTS_SHORT: "開始日時", "Starts";
    ENDS_SHORT: "終了日時", "Ends";
    ENDS: "終了日時（日本時間）", "Ends (JST)";
    PUBLISH: "公開日時（日本時間）", "Publish at (JST)";
    PUBLISH_HINT: "空欄の場合は、承認後すぐに公開します。", "Leave empty to publish immediately after approval.";
    REACH_HINT: "後から契約した企業も、条件に合えば対象になります。", "Customers that join later are included if they match.";
    REACH_ALL: "すべての契約企業", "All customers";
    REACH_PROFILES: "サービスプロファイルで選択", "By service profile";
    REACH_COMPANIES: "契約企業を選択", "Selected customers";
    PROFILES: "サービスプロファイル", "Service profiles";
    PROFILES_HINT: "「サービスプロファイルで選択」の場合に選択してください。", "Select these if the audience is “By service profile”.";
    PROFILE_OF: "{name}（{n}社）", "{name} ({n} {n|customer|customers})";
    COMPANIES: "契約企業の名前", "Customer names";
    COMPANIES_HINT: "「契約企業を選択」の場合に、1行に1社ずつ入力してください。", "If the audience is “Selected customers”, enter one name per line.";
    TITLE_JA: "件名（日本語）", "Title (Japanese)";
    TEXT_JA: "本文（日本語）", "Text (Japanese)";
    TITLE_EN: "件名（英語）", "Title (English)";
    TEXT_EN: "本文（英語）", "Text (English)";
    TEXT_HINT: "Markdownで入力できます。", "You can use Markdown.";
    ENGLISH_HINT: "任意です。空欄の場合、英語の画面には「日本語のみ」と表示されます。", "Optional. If empty, pages in English show “Japanese only”.";
    MARKS_HINT: "緊急のお知らせは、緊急のお知らせを受け取る連絡先のすべてにメールで送信します。", "An urgent announcement is emailed to every contact that receives urgent notices.";
    ACKNOWLEDGE: "確認の返答を求める", "Ask for acknowledgement";
    TELL: "訂正をメールでも知らせる", "Email contacts about a correction";
    REASON_HINT: "通知の期限を過ぎて公開する場合に入力してください。契約企業にも表示されます。", "Enter a reason to publish after the latest publish time. It is shown to customers.";
    SAVE: "下書きを保存", "Save draft";
    PREVIEW: "プレビュー", "Preview";
    SUBMIT: "保存して承認を依頼", "Submit for approval";
    CONTENT: "内容", "Content";
}

// What the profiles ask for.
messages! {
    LEAD: "通知の期限", "Latest publish time";
    LEAD_NONE: "この種類のお知らせには、期限の定めがありません。", "No notice period applies to this type of announcement.";
    LEAD_WAITS: "種類・対象・開始日時を入力して「プレビュー」を押すと、期限を表示します。", "Enter the type, audience and start, then select “Preview” to show the latest publish time.";
    LEAD_PROFILE: "サービスプロファイル", "Service profile";
    LEAD_AHEAD: "定め", "Notice period";
    LEAD_LATEST: "公開の期限（日本時間）", "Publish by (JST)";
    LEAD_CHANNELS: "通知方法", "Channels";
    LEAD_COMPANIES: "契約企業", "Customers";
    LEAD_IN_TIME: "期限内", "On time";
    LEAD_LATE: "期限切れ", "Too late";
    LEAD_FREE: "定めなし", "No notice period";
    LEAD_TOLD_LATE: "いま公開すると、{n}社への通知が期限に間に合いません。", "{n} {n|customer|customers} would be notified too late.";
    LEAD_ALL_IN_TIME: "対象の契約企業{n}社のすべてに、期限内に通知できます。", "All {n} {n|customer|customers} can be notified on time.";
    BETWEEN: "、", ", ";
    UNTOLD: "この種類のお知らせを受け取る連絡先が登録されていない契約企業が{n}社あります。", "{n} {n|customer has|customers have} no contact that receives this type of notice.";
}

// The page of one.
messages! {
    EDIT: "編集", "Edit";
    APPROVE: "承認して公開", "Approve and publish";
    APPROVE_LATER: "承認して公開を予約", "Approve and schedule";
    PUBLISH_OWN: "公開", "Publish";
    PUBLISH_NOW: "今すぐ公開", "Publish now";
    RETURN: "差し戻し", "Return";
    RETURN_WHY: "差し戻しの理由", "Reason for return";
    CORRECT: "訂正する", "Correct";
    DISCARD: "下書きを破棄", "Discard draft";
    DISCARD_ASK: "この下書きを破棄しますか？　この操作は元に戻せません。", "Discard this draft? This can't be undone.";
    WITHDRAW: "取り下げ", "Withdraw";
    WITHDRAW_SUB: "取り下げたお知らせは、理由とともに表示されたままになります。メールで知らせた連絡先には、取り下げもメールで知らせます。", "A withdrawn announcement stays visible, with the reason. Contacts that were emailed about it are emailed about the withdrawal too.";
    WHY_JA: "取り下げの理由（日本語）", "Reason (Japanese)";
    WHY_EN: "取り下げの理由（英語）", "Reason (English)";
    DECIDE: "承認と公開", "Approval and publication";
    OWN_NOTE: "このお知らせの作成に加わった人は承認できません。別の運営スタッフに依頼してください。", "You contributed to this announcement, so you can't approve it. Ask someone else on the support staff.";
    OLDER: "以前の版", "Earlier versions";
    MAIL: "連絡先へのメール", "Email to contacts";
    MAIL_PROGRESS: "契約企業{companies}社、メール{letters}件を送信待ちに追加しました。", "{companies} customers processed, {letters} emails queued.";
    MAIL_RUNNING: "メールを送信待ちに追加しています。", "Emails are being queued.";
    PREVIEW_JA: "日本語の表示", "As shown in Japanese";
    PREVIEW_EN: "英語の表示", "As shown in English";
    NEWER: "{who}さんが{at}に保存しました。下に保存済みの内容を表示しています。内容を確認してから、もう一度保存してください。", "{who} saved this at {at}. The saved content is shown below. Check it, then save again.";
    NEWER_TITLE: "保存済みの内容", "Saved content";
}

// Refusals.
messages! {
    KIND_WRONG: "種類を選択してください。", "Choose a type.";
    TIME_WRONG: "日時は「2027-03-31T22:00」の形で入力してください。", "Enter the time like 2027-03-31T22:00.";
    STARTS_MISSING: "この種類のお知らせには開始日時が必要です。入力してください。", "This type of announcement needs a start. Enter it.";
    ENDS_BEFORE: "終了日時は開始日時より後にしてください。", "The end must be after the start.";
    PUBLISH_PAST: "公開日時を過ぎています。これからの日時を入力するか、空欄にしてください。", "This time has passed. Enter a later one, or leave it empty.";
    REACH_WRONG: "対象を選択してください。", "Choose the audience.";
    PROFILES_MISSING: "サービスプロファイルを1つ以上選択してください。", "Choose at least one service profile.";
    COMPANIES_MISSING: "契約企業の名前を入力してください。", "Enter the customer names.";
    COMPANIES_MANY: "選択できる契約企業は{n}社までです。", "You can choose at most {n} customers.";
    COMPANY_UNKNOWN: "「{name}」という契約企業はありません。名前を確認してください。", "There is no customer named “{name}”. Check the name.";
    TITLE_MISSING: "日本語の件名を入力してください。", "Enter the title in Japanese.";
    TITLE_LONG: "件名は100文字以内で入力してください。", "The title can have at most 100 characters.";
    TEXT_MISSING: "日本語の本文を入力してください。", "Enter the text in Japanese.";
    TEXT_LONG: "本文は3,000文字以内で入力してください。", "The text can have at most 3,000 characters.";
    ENGLISH_HALF: "英語は、件名と本文の両方を入力するか、両方を空欄にしてください。", "In English, enter both the title and the text, or neither.";
    REASON_LONG: "理由は500文字以内で入力してください。", "The reason can have at most 500 characters.";
    WHY_MISSING: "理由を入力してください。", "Enter the reason.";
    TOO_LATE: "通知の期限（{at}）を過ぎるため、{n}社への通知が間に合いません。日時を変更するか、緊急の理由を入力してください。", "The latest publish time is {at}, so {n} {n|customer|customers} would be notified too late. Change the time, or enter an emergency reason.";
    NEVER_LATE: "通知の期限（{at}）を過ぎるため、{n}社への通知が間に合いません。この期限は緊急でも変更できません。日時を変更してください。", "The latest publish time is {at}, so {n} {n|customer|customers} would be notified too late. This limit has no exception for emergencies. Change the time.";
    STALE: "ほかの人が先に保存しました。入力した内容はこの画面に残っています。", "Someone else saved in the meantime. What you entered is still on this page.";
}

// What was done, or why not.
messages! {
    SAID_SAVED: "下書きを保存しました。", "The draft was saved.";
    SAID_SUBMITTED: "承認を依頼しました。", "Submitted for approval.";
    SAID_PUBLISHED: "公開しました。メールの宛先がある場合は、順に送信します。", "Published. Any emails are being sent.";
    SAID_SCHEDULED: "承認しました。公開予定日時に公開します。", "Approved and scheduled.";
    SAID_RETURNED: "差し戻しました。", "Returned to the authors.";
    SAID_DISCARDED: "下書きを破棄しました。", "The draft was discarded.";
    SAID_WITHDRAWN: "取り下げました。", "The announcement was withdrawn.";
    SAID_CORRECTING: "訂正の下書きを作成しました。公開するまで、いまの版が表示されます。", "A draft of the correction was created. The current version stays visible until the correction is published.";
    GONE: "このお知らせのステータスが変わったため、この操作はできません。", "The status of this announcement has changed, so this can't be done.";
    CHANGED: "確認した後に内容が変更されました。もう一度内容を確認してください。", "It was changed after you reviewed it. Review it again.";
    OWN: "自分が書いたお知らせは承認できません。別の運営スタッフに依頼してください。", "You can't approve an announcement you contributed to. Ask someone else on the support staff.";
    LATE_NOW: "承認を待つ間に通知の期限を過ぎました。差し戻して、日時を変更するか緊急の理由を入力してください。", "The latest publish time passed while it awaited approval. Return it, then change the time or enter an emergency reason.";
    TODO_APPROVE: "お知らせの承認待ちが{n}件あります。", "{n} {n|announcement awaits|announcements await} approval.";
}
