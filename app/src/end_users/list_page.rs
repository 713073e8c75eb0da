use super::messages as m;
use crate::error::AppError;
use crate::page::{Page, PageCx};
use leptos::prelude::*;

pub async fn list(_cx: &PageCx) -> Result<Page, AppError> {
    Ok(Page::new(m::TITLE, || ().into_any()))
}
