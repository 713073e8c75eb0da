//! A letter: one structure, rendered as text and as HTML in either language. Fixed text and personal details are
//! separate parts, so that staff can see the text without the details.

use app::kit::{around_signs, for_reader};
use app::text::{Lang, Text, Words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The structure to render.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub subject: Words,
    /// What staff see in its place, if the subject names people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_subject: Option<Words>,
    pub parts: Vec<Part>,
}

/// A part of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The name of the recipient.
    Greeting(String),
    /// Fixed text, nothing personal.
    Text(Words),
    /// Facts with their labels; the values are personal.
    Facts(Vec<(Words, Words)>),
    /// Facts that say nothing about a person: a rule, a deadline, a company.
    Lines(Vec<(Words, Words)>),
    /// A button. Anyone who has the address may use it.
    Link { label: Words, url: String },
    /// A code to type.
    Code(String),
}

/// The footer of every letter.
pub struct Footer {
    /// The name by which people know the service.
    pub service: String,
    pub console: String,
    pub support: Option<String>,
}

/// Between a label and its value.
const COLON: Text = Text::new("：", ": ");
const MASK: &str = "●●●●";
const DEAR: Text = Text::new("{name} 様", "Dear {name},");
const AUTOMATIC: Text = Text::new(
    "このメールは自動で送信しています。返信は受け付けていません。",
    "This is an automated email. Replies are not monitored.",
);
const SUPPORT: Text = Text::new("お問い合わせ先：{address}", "Support: {address}");

impl Letter {
    pub fn new(subject: Text) -> Letter {
        Letter { subject: subject.into(), public_subject: None, parts: Vec::new() }
    }

    /// Gives the letter a subject that names people. Staff go on to see the one from before.
    #[must_use]
    pub fn naming(mut self, subject: &Words) -> Letter {
        let subject = Words { ja: one_line(&subject.ja), en: one_line(&subject.en) };
        self.public_subject = Some(std::mem::replace(&mut self.subject, subject));
        self
    }

    /// Begins the letter with the recipient's name, if there is one.
    #[must_use]
    pub fn dear(mut self, name: &str) -> Letter {
        if !name.is_empty() {
            self.parts.insert(0, Part::Greeting(one_line(name)));
        }
        self
    }

    #[must_use]
    pub fn text(mut self, text: impl Into<Words>) -> Letter {
        self.parts.push(Part::Text(text.into()));
        self
    }

    #[must_use]
    pub fn facts(mut self, facts: impl IntoIterator<Item = (Text, Words)>) -> Letter {
        let line = |words: Words| Words { ja: one_line(&words.ja), en: one_line(&words.en) };
        self.parts.push(Part::Facts(facts.into_iter().map(|(label, value)| (label.into(), line(value))).collect()));
        self
    }

    /// Adds facts that say nothing about a person, such as values of a profile. Staff see them.
    #[must_use]
    pub fn lines<L: Into<Words>>(mut self, lines: impl IntoIterator<Item = (L, Words)>) -> Letter {
        self.parts.push(Part::Lines(lines.into_iter().map(|(label, value)| (label.into(), value)).collect()));
        self
    }

    #[must_use]
    pub fn link(mut self, label: Text, url: String) -> Letter {
        self.parts.push(Part::Link { label: label.into(), url });
        self
    }

    #[must_use]
    pub fn code(mut self, code: String) -> Letter {
        self.parts.push(Part::Code(code));
        self
    }

    /// The letter as staff may see it: personal parts masked at a fixed length.
    #[must_use]
    pub fn masked(mut self) -> Letter {
        if let Some(public) = self.public_subject.take() {
            self.subject = public;
        }
        for part in &mut self.parts {
            match part {
                Part::Text(_) | Part::Lines(_) => {}
                Part::Greeting(hidden) | Part::Code(hidden) | Part::Link { url: hidden, .. } => MASK.clone_into(hidden),
                Part::Facts(facts) => facts.iter_mut().for_each(|(_, value)| *value = Words::same(MASK)),
            }
        }
        self
    }

    /// The parts as paragraphs of plain text.
    pub fn paragraphs(&self, lang: Lang) -> Vec<String> {
        self.parts.iter().map(|part| for_reader(part.plain(lang), lang)).collect()
    }

    /// The whole letter as plain text.
    pub fn plain(&self, lang: Lang, footer: &Footer) -> String {
        let mut paragraphs = self.paragraphs(lang);
        paragraphs.push(format!("-- \n{}\n{}", footer.service, footer.lines(lang).join("\n")));
        paragraphs.join("\n\n") + "\n"
    }

    /// The whole letter as HTML. It loads no image, no font and nothing else from anywhere.
    pub fn html(&self, lang: Lang, footer: &Footer) -> String {
        let subject = self.subject.of(lang).to_owned();
        let parts: Vec<AnyView> = self.parts.iter().map(|part| part.view(lang)).collect();
        let lines = std::iter::once(footer.service.clone()).chain(footer.lines(lang));
        let footer: Vec<AnyView> = lines.map(|line| view! { {line}<br/> }.into_any()).collect();
        let view = view! {
            <html lang=lang.tag()>
                <head><meta charset="utf-8"/><title>{subject.clone()}</title></head>
                <body style="margin:0;padding:24px;background:#fff;color:#1a1a1a;font:16px/1.7 sans-serif">
                    <div style="max-width:600px;margin:0 auto">
                        <h1 style="font-size:20px;border-bottom:2px solid #0017c1;padding-bottom:8px">{subject}</h1>
                        {parts}
                        <p style="border-top:1px solid #ccc;padding-top:12px;font-size:13px;color:#555">{footer}</p>
                    </div>
                </body>
            </html>
        };
        let owner = Owner::new();
        let html = owner.with(|| view.to_html());
        owner.cleanup();
        for_reader(format!("<!DOCTYPE html>{html}"), lang)
    }
}

/// A text with its line breaks.
fn lines(text: &str) -> AnyView {
    let line = |(n, line): (usize, &str)| {
        let line = line.to_owned();
        if n == 0 { line.into_any() } else { view! { <br/>{line} }.into_any() }
    };
    text.split('\n').enumerate().map(line).collect::<Vec<AnyView>>().into_any()
}

impl Footer {
    fn lines(&self, lang: Lang) -> Vec<String> {
        let support = self.support.as_ref().map(|address| SUPPORT.with(&[("address", address)]).of(lang).to_owned());
        [Some(AUTOMATIC.of(lang).to_owned()), Some(self.console.clone()), support].into_iter().flatten().collect()
    }
}

impl Part {
    fn plain(&self, lang: Lang) -> String {
        match self {
            Part::Greeting(name) => DEAR.with(&[("name", name)]).of(lang).to_owned(),
            Part::Text(words) => words.of(lang).to_owned(),
            Part::Facts(facts) | Part::Lines(facts) => {
                let colon = COLON.of(lang);
                let line = |(label, value): &(Words, Words)| format!("{}{colon}{}", label.of(lang), value.of(lang));
                facts.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Part::Link { label, url } => format!("{}\n{url}", label.of(lang)),
            Part::Code(code) => code.clone(),
        }
    }

    fn view(&self, lang: Lang) -> AnyView {
        match self {
            Part::Greeting(_) | Part::Text(_) => view! { <p>{lines(&self.plain(lang))}</p> }.into_any(),
            Part::Facts(facts) | Part::Lines(facts) => {
                let rows = facts.iter().map(|(label, value)| {
                    view! {
                        <tr>
                            <th style="text-align:left;vertical-align:top;padding:4px 16px 4px 0;font-weight:normal;color:#555">
                                {label.of(lang).to_owned()}
                            </th>
                            <td style="padding:4px 0;word-break:break-word">{value.of(lang).to_owned()}</td>
                        </tr>
                    }
                });
                view! { <table style="border-collapse:collapse">{rows.collect_view()}</table> }.into_any()
            }
            Part::Link { label, url } => view! {
                <p>
                    <a
                        href=url.clone()
                        style="display:inline-block;padding:10px 20px;background:#0017c1;color:#fff;text-decoration:none"
                    >
                        {label.of(lang).to_owned()}
                    </a>
                </p>
                <p style="font-size:13px;color:#555;word-break:break-all">{url.clone()}</p>
            }
            .into_any(),
            Part::Code(code) => {
                view! { <p style="font:bold 28px monospace;letter-spacing:4px">{code.clone()}</p> }.into_any()
            }
        }
    }
}

/// Keeps personal text on one line, with a stroke between its lines. The sign for a missing name stays until the reader's
/// language is known.
fn one_line(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    around_signs(&lines.collect::<Vec<_>>().join(" / "), |part| crate::base::printable(part, 500))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter::new(Text::new("件名", "Subject"))
            .dear("<b>髙﨑</b>\r\nBcc: evil@example.org")
            .text(Text::new("本文です。", "The text."))
            .facts([(Text::new("場所", "Where"), Words::same("192.0.2.1"))])
            .lines([(Text::new("変更後", "After"), Words::same("B2B"))])
            .link(Text::new("開く", "Open"), "https://console.example.jp/x/secret".into())
    }

    fn footer() -> Footer {
        let (service, console) = ("関所".into(), "https://console.example.jp".into());
        Footer { service, console, support: Some("desk@example.jp".into()) }
    }

    #[test]
    fn a_letter_is_text_and_html_in_both_languages() {
        let text = letter().plain(Lang::Ja, &footer());
        assert!(text.starts_with(
            "<b>髙﨑</b> / Bcc: evil@example.org 様\n\n本文です。\n\n場所：192.0.2.1\n\n変更後：B2B\n\n開く\nhttps://"
        ));
        assert!(text.contains("\n-- \n関所\nこのメールは"), "{text}");
        assert!(text.ends_with("お問い合わせ先：desk@example.jp\n"), "{text}");
        let en = letter().plain(Lang::En, &footer());
        assert!(en.contains("\n\nWhere: 192.0.2.1\n\n") && en.ends_with("Support: desk@example.jp\n"), "{en}");
        let html = letter().html(Lang::En, &footer());
        assert!(html.contains("&lt;b&gt;髙﨑") && !html.contains("<b>"), "{html}");
        assert!(html.contains("The text.") && html.contains("lang=\"en\"") && html.contains("関所"));
        assert!(!html.contains("src=") && !html.contains("@import"));
    }

    #[test]
    fn a_missing_name_is_in_the_readers_language() {
        let letter = Letter::new(Text::new("件名", "Subject")).dear(&app::kit::nameless("456789ab"));
        let (ja, en) = (letter.plain(Lang::Ja, &footer()), letter.html(Lang::En, &footer()));
        assert!(ja.starts_with("（読み取れません）456789ab 様") && !ja.contains("unreadable"), "{ja}");
        assert!(en.contains("Dear (unreadable) 456789ab,") && !en.contains("読み取れません"), "{en}");
    }

    #[test]
    fn staff_see_what_is_not_about_a_person() {
        let shown = letter().masked();
        let all = [shown.plain(Lang::Ja, &footer()), shown.html(Lang::En, &footer())].concat();
        for hidden in ["髙﨑", "192.0.2.1", "secret"] {
            assert!(!all.contains(hidden), "{hidden}");
        }
        assert!(all.contains("本文です。") && all.contains("The text."));
        assert!(all.contains("変更後：B2B") && all.matches("B2B").count() == 2, "{all}");
    }
}
