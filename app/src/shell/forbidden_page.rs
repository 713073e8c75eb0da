//! The page of a missing permission for a member: it names the owners of their own company, who can give it.

use super::error_page::error_page;
use crate::error::AppError;
use crate::inquiries::messages as inquiries;
use crate::kit::{AskOwners, PageHead};
use crate::page::Page;
use crate::text::t;
use leptos::prelude::*;

crate::messages! {
    TITLE: "この操作を行う権限がありません", "You don't have permission to do this";
    WHO: "必要な場合は、貴社の契約管理者に権限の追加を依頼してください：", "If you need access, ask an owner of your company:";
    HOME: "ホームへ戻る", "Back to Home";
    NUMBER: "お問い合わせの際は、この番号をお知らせください：", "Please quote this number when you contact Support:";
}

/// `owners`: their names. Without any, it is the common page.
pub fn forbidden_page(request_id: &str, owners: Vec<String>) -> Page {
    if owners.is_empty() {
        return error_page(&AppError::Forbidden, request_id, true, None);
    }
    let request_id = request_id.to_owned();
    Page::new(TITLE, move || {
        view! {
            <PageHead title=t(TITLE)/>
            <div class="stack stack--close">
                <AskOwners words=WHO owners=owners/>
                <p class="btn-row"><a class="btn" href="/">{t(HOME)}</a><a href="/inquiries/new">{t(inquiries::NEW)}</a></p>
                <p class="note">{t(NUMBER)}" "<code>{request_id}</code></p>
            </div>
        }
        .into_any()
    })
}
