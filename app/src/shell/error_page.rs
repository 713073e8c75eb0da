use crate::error::AppError;
use crate::kit::{Copy, PageHead, SupportDesk, is_for_staff};
use crate::page::{Layout, Page};
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

crate::messages! {
    BACK: "ホームへ戻る", "Back to Home";
    TO_SIGN_IN: "ログイン画面へ", "Go to sign-in";
    REFERENCE: "お問い合わせの際は、この番号をお知らせください：", "Please quote this number when you contact Support:";
    NUMBER: "お問い合わせ用の番号", "reference number";
    NOT_FOUND: "ページが見つかりません", "Page not found";
    NOT_FOUND_MORE: "URLが変更・削除されたか、表示する権限がない可能性があります。", "The page may have been moved or deleted, or you may not have permission to view it.";
    LINK_OVER: "このリンクは無効です", "This link is no longer valid";
    LINK_OVER_MORE: "有効期限が切れているか、すでに使用されたか、新しいリンクに置き換えられたか、リンクの対象が変更されています。最新のメールのリンクを開くか、送信元に再送信を依頼してください。", "It has expired, has already been used, has been replaced by a newer link, or the item it was for has changed. Open the link in the most recent email, or ask the sender to resend it.";
    ALTERED: "この操作に必要なデータは外部から変更されています", "The data needed for this action was altered outside the console";
    ALTERED_MORE: "契約企業またはアカウントの記録が、このプログラムを通さずにデータベース上で書き換えられているため、この操作は行われませんでした。正しいデータが戻されるまで、書き換えられたアカウントや契約企業の人はログインできません。", "The record of the company or account was changed in the database by something other than this program, so nothing was done. Until the correct data is restored, the altered account, or all people of the altered company, can't sign in.";
    ALTERED_STAFF: "契約企業またはアカウントの記録が、このプログラムを通さずにデータベース上で書き換えられているため、この操作は行われませんでした。このコンソールの運用担当者に、正しいデータを戻すよう依頼してください。どの記録が書き換えられたかは、運用担当者がコマンド sekisho log verify で確認できます。", "The record of the company or account was changed in the database by something other than this program, so nothing was done. Ask the operator of this console to restore the correct data. The operator can run sekisho log verify to see which records were altered.";
    UNREADABLE: "この記録は読み取れません", "This record can't be read";
    UNREADABLE_MORE: "このプログラム以外がデータベースにあるこの記録を書き換えたため、表示も変更もできません。下の番号をサポート窓口にお知らせください。", "This record was changed in the database by something other than this program, so it can't be shown or changed. Please give Support the number below.";
    UNREADABLE_STAFF: "このプログラム以外がデータベースにあるこの記録を書き換えたため、表示も変更もできません。下の番号をこのコンソールの運用担当者にお知らせください。", "This record was changed in the database by something other than this program, so it can't be shown or changed. Please give the operator of this console the number below.";
    RECORD_ALTERED: "この記録は外部から改ざんされています", "This record was altered outside the console";
    RECORD_ALTERED_MORE: "このプログラム以外がデータベースにあるこの記録を書き換えたため、この操作は行われませんでした。前の画面を開くと、この記録に対してできる操作を確認できます。", "This record was changed in the database by something other than this program, so nothing was done. Go back to the previous page to see what you can do with this record.";
    TO_PAGE: "前の画面へ", "Back to previous page";
    ELSEWHERE: "この接続元からは利用できません", "Access from this network isn't allowed";
    ELSEWHERE_MORE: "ご利用いただけるネットワークが制限されています（現在のIPアドレス：{ip}）。社内ネットワークやVPNなど、許可された接続元からもう一度お試しください。許可が必要な場合は、貴社の管理者またはサポート窓口にご連絡ください。", "Access is restricted to certain networks (your current IP address: {ip}). Try again from an allowed network, such as your office network or VPN. If this network should be allowed, contact an administrator of your company or Support.";
    FORBIDDEN: "この操作を行う権限がありません", "You don't have permission to do this";
    FORBIDDEN_MORE: "必要な場合は、貴社の管理者に権限の追加をご依頼ください。", "If you need it, ask an administrator of your company for permission.";
    FORBIDDEN_STAFF: "必要な場合は、ほかの運営スタッフか、このコンソールの運用担当者に相談してください。", "If you need it, contact another support staff member or the operator of this console.";
    CONSENT_ALTERED: "閲覧同意の記録が外部から改ざんされています", "The support access was altered outside the console";
    CONSENT_ALTERED_MORE: "この契約企業の閲覧同意の記録が、このプログラムを通さずにデータベース上で書き換えられているため、この同意では閲覧できません。契約企業の管理者に、この同意を取り消し、必要であれば新しく許可するよう依頼してください。原因の調査は、このコンソールの運用担当者に依頼してください。", "This customer's support access was changed in the database by something other than this program, so it can't be used to view data. Ask one of the customer's administrators to revoke it and, if still needed, to allow access again. Ask the operator of this console to find the cause.";
    BAD_REQUEST: "送信内容を読み取れませんでした", "We couldn't read the request";
    BAD_REQUEST_MORE: "前の画面に戻り、もう一度お試しください。", "Go back to the previous page and try again.";
    METHOD: "このURLは直接開けません", "This address can't be opened directly";
    METHOD_MORE: "画面のボタンから送信するためのURLです。ホームに戻り、メニューから目的の画面を開いてください。", "It only accepts form submissions. Go back to Home and open the page you need from the menu.";
    TOO_MANY: "試行回数が多すぎます", "Too many attempts";
    TOO_MANY_MORE: "安全のため、正しい入力でもしばらく受け付けません。{n}秒ほど待ってから、もう一度お試しください。", "For security, even correct entries aren't accepted for a while. Wait about {n} {n|second|seconds}, then try again.";
    TOO_MANY_MINUTES: "安全のため、正しい入力でもしばらく受け付けません。{n}分ほど待ってから、もう一度お試しください。", "For security, even correct entries aren't accepted for a while. Wait about {n} {n|minute|minutes}, then try again.";
    BUSY: "ただいま混み合っています", "The service is busy";
    BUSY_MORE: "入力した内容は保存されていません。少し待ってから、もう一度お試しください。", "Nothing was saved. Wait a moment, then try again.";
    NO_ROOM: "ただいま保存できません", "Changes can't be saved right now";
    NO_ROOM_MORE: "保存する場所に空きがないため、入力した内容は保存されていません。これまでに保存された内容は失われていません。もう一度お試しいただいても直りませんので、サポート窓口にご連絡ください。", "The storage is full, so what you entered wasn't saved. Previously saved data is not lost. Trying again won't help. Please contact Support.";
    NO_ROOM_STAFF: "保存する場所に空きがないため、入力した内容は保存されていません。これまでに保存された内容は失われていません。もう一度お試しいただいても直りませんので、このコンソールの運用担当者に知らせてください。", "The storage is full, so what you entered wasn't saved. Previously saved data is not lost. Trying again won't help. Please contact the operator of this console.";
    INTERNAL: "エラーが発生しました", "Something went wrong";
    INTERNAL_MORE: "入力した内容は保存されていません。時間をおいて、もう一度お試しください。", "Nothing was saved. Please try again later.";
}

/// The page of an error: what happened, what to do, and a number to quote. It never shows the cause. `before` is the page that
/// led here, if it says what can be done instead.
pub fn error_page(error: &AppError, request_id: &str, signed_in: bool, before: Option<&str>) -> Page {
    let has_page = *error == AppError::Unreadable && before.is_some();
    let (title, more) = if has_page { (RECORD_ALTERED, RECORD_ALTERED_MORE.into()) } else { words(error) };
    let to_staff = if has_page { None } else { to_staff(error) };
    let (request_id, before) = (request_id.to_owned(), before.map(ToOwned::to_owned));
    let heading = title;
    let (on, back) = if signed_in { ("/", BACK) } else { ("/sign-in", TO_SIGN_IN) };
    let page = Page::new(title, move || {
        let more = to_staff.filter(|_| is_for_staff()).map_or(more, Words::from);
        view! {
            <PageHead title=t(heading)/>
            <div class="stack stack--close">
                <p>{tw(&more)}</p>
                <p>{before.map(to_page)}<a class="btn" href=on>{t(back)}</a></p>
                {(!signed_in).then(help)}
                <p class="note">{t(REFERENCE)}" "<code>{request_id.clone()}</code>" "<Copy text=request_id label=t(NUMBER)/><SupportDesk/></p>
            </div>
        }
        .into_any()
    });
    if signed_in { Page { layout: Layout::Console, ..page } } else { page.without_menu() }
}

fn to_page(path: String) -> AnyView {
    view! { <a class="btn btn--primary" href=path>{t(TO_PAGE)}</a>" " }.into_any()
}

fn help() -> AnyView {
    view! { <p><a href="/sign-in/help">{t(crate::sign_in::messages::HELP)}</a></p> }.into_any()
}

/// How long to wait: in seconds below two minutes, then in minutes, rounded up.
fn wait(seconds: u32) -> Words {
    if seconds < 120 {
        return TOO_MANY_MORE.with(&[("n", &seconds)]);
    }
    TOO_MANY_MINUTES.with(&[("n", &seconds.div_ceil(60))])
}

/// The words for staff, where those for a company's people name somebody whom staff do not have.
fn to_staff(error: &AppError) -> Option<Text> {
    match error {
        AppError::Forbidden => Some(FORBIDDEN_STAFF),
        AppError::Altered => Some(ALTERED_STAFF),
        AppError::Unreadable => Some(UNREADABLE_STAFF),
        AppError::NoRoom => Some(NO_ROOM_STAFF),
        _ => None,
    }
}

fn words(error: &AppError) -> (Text, Words) {
    match error {
        AppError::NotFound => (NOT_FOUND, NOT_FOUND_MORE.into()),
        AppError::Altered => (ALTERED, ALTERED_MORE.into()),
        AppError::Unreadable => (UNREADABLE, UNREADABLE_MORE.into()),
        AppError::LinkOver => (LINK_OVER, LINK_OVER_MORE.into()),
        AppError::Elsewhere { ip } => (ELSEWHERE, ELSEWHERE_MORE.with(&[("ip", ip)])),
        AppError::ConsentAltered => (CONSENT_ALTERED, CONSENT_ALTERED_MORE.into()),
        AppError::Forbidden
        | AppError::SignedOut
        | AppError::PasswordChangeFirst
        | AppError::EnrolFirst
        | AppError::ProveFirst => (FORBIDDEN, FORBIDDEN_MORE.into()),
        AppError::Invalid(fields) => {
            (BAD_REQUEST, fields.first().map_or_else(|| BAD_REQUEST_MORE.into(), |f| f.message.clone()))
        }
        AppError::Method => (METHOD, METHOD_MORE.into()),
        AppError::BadRequest(_) => (BAD_REQUEST, BAD_REQUEST_MORE.into()),
        AppError::TooMany { retry_after } => (TOO_MANY, wait(*retry_after)),
        AppError::Busy => (BUSY, BUSY_MORE.into()),
        AppError::NoRoom => (NO_ROOM, NO_ROOM_MORE.into()),
        AppError::Preview | AppError::Declined(_) | AppError::Internal => (INTERNAL, INTERNAL_MORE.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn a_long_wait_is_told_in_minutes() {
        let told = |seconds| (wait(seconds).ja, wait(seconds).en);
        for (seconds, ja, en) in [
            (119, "119秒ほど", "about 119 seconds"),
            (120, "2分ほど", "about 2 minutes"),
            (1799, "30分ほど", "about 30 minutes"),
        ] {
            let (told_ja, told_en) = told(seconds);
            assert!(told_ja.contains(ja) && told_en.contains(en), "{told_ja} {told_en}");
        }
    }
}
