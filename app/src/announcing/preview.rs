//! A draft as readers would see it, in both languages side by side.

use super::api::{DraftPreview, LetterPreview};
use super::messages as m;
use crate::announcements::messages::JAPANESE_ONLY;
use crate::kit::{Badge, Panel, Prose, SafeHtml, Tone};
use crate::text::{Lang, t};
use leptos::prelude::*;

/// The page, the line on every page, and the letter.
pub fn panel(preview: DraftPreview) -> AnyView {
    let letter = preview.letter.map(letter);
    view! {
        <Panel id="h-preview" title=t(m::PREVIEW)>
            <div class="grid grid--half">
                {side(Lang::Ja, preview.title_ja, preview.html_ja)}
                {side(Lang::En, preview.title_en, preview.html_en)}
            </div>
        </Panel>
        {letter}
    }
    .into_any()
}

/// The title and the text in one language.
pub fn side(lang: Lang, title: String, html: SafeHtml) -> AnyView {
    let heading = if lang == Lang::Ja { m::PREVIEW_JA } else { m::PREVIEW_EN };
    let missing = title.is_empty() && html.is_empty();
    let body = if missing && lang == Lang::En {
        view! { <p><Badge tone=Tone::Plain text=t(JAPANESE_ONLY)/></p> }.into_any()
    } else {
        view! { <p class="name"><b>{title}</b></p><Prose html=html/> }.into_any()
    };
    view! { <section><h3>{t(heading)}</h3><div lang=lang.tag()>{body}</div></section> }.into_any()
}

fn letter(letter: LetterPreview) -> AnyView {
    let LetterPreview { subject, text } = letter;
    view! {
        <Panel id="h-mail" title=t(m::MAIL)>
            <div class="grid grid--half">
                {written(Lang::Ja, subject.ja, text.ja)}
                {written(Lang::En, subject.en, text.en)}
            </div>
        </Panel>
    }
    .into_any()
}

fn written(lang: Lang, subject: String, text: String) -> AnyView {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines = lines.map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    view! { <section lang=lang.tag()><h3>{subject}</h3>{lines}</section> }.into_any()
}
