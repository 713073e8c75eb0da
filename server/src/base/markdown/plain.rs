//! Markdown as plain text, for mails.

use pulldown_cmark::{Event, Tag, TagEnd};

/// Writes the events as plain text.
pub fn written<'t>(events: impl Iterator<Item = Event<'t>>) -> String {
    let mut writer = PlainWriter::default();
    for event in events {
        writer.take(event);
    }
    writer.out.trim().to_owned()
}

/// A link that is open: where its words start, and its address if it leaves the console.
struct OpenLink {
    start: usize,
    address: Option<String>,
}

#[derive(Default)]
struct PlainWriter {
    out: String,
    /// The open lists, each with the number of its next item, if it has numbers.
    lists: Vec<Option<u64>>,
    links: Vec<OpenLink>,
    /// True behind the sign of an item, where its first paragraph starts.
    is_at_item: bool,
    is_first_cell: bool,
}

impl PlainWriter {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::HardBreak => self.line(),
            Event::Rule => {
                self.block();
                self.text("----");
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.block();
                self.text("■ ");
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) => self.block(),
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.block();
                }
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::TableHead | Tag::TableRow => {
                self.line();
                self.is_first_cell = true;
            }
            Tag::TableCell => self.cell(),
            Tag::Link { dest_url, .. } => {
                let address = dest_url.strip_prefix("mailto:").unwrap_or(&dest_url).to_owned();
                let address = Some(address).filter(|address| !address.starts_with('/'));
                self.links.push(OpenLink { start: self.out.len(), address });
            }
            _ => {}
        }
    }

    fn cell(&mut self) {
        if !std::mem::take(&mut self.is_first_cell) {
            self.text(" | ");
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
                self.is_at_item = false;
            }
            TagEnd::Link => {
                let Some(OpenLink { start, address: Some(address) }) = self.links.pop() else { return };
                if self.out[start..] != address {
                    self.text(&format!(" ({address})"));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.is_at_item = false;
        self.out.push_str(text);
    }

    /// Begins a new line, unless one has begun.
    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        if !self.is_at_item {
            self.out.push_str(&"  ".repeat(self.lists.len()));
        }
    }

    /// Begins a new paragraph. The first one of an item stands behind its sign.
    fn block(&mut self) {
        if self.is_at_item || self.out.is_empty() {
            return;
        }
        let kept = self.out.trim_end().len();
        self.out.truncate(kept);
        self.out.push_str("\n\n");
        self.out.push_str(&"  ".repeat(self.lists.len()));
    }

    fn item(&mut self) {
        let depth = self.lists.len().saturating_sub(1);
        let kept = self.out.trim_end_matches(' ').len();
        self.out.truncate(kept);
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(&"  ".repeat(depth));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.out.push_str(&number.to_string());
                self.out.push_str(". ");
                *number += 1;
            }
            _ => self.out.push_str("- "),
        }
        self.is_at_item = true;
    }
}

#[cfg(test)]
mod tests {
    use crate::base::markdown::to_text;

    #[test]
    fn mails_have_paragraphs_lists_tables_and_addresses() {
        let text = "# 停止\n\n**日時**\n未定\n\n- a\n  - b\n- c\n\n1. x\n2. y\n\n| 日 | 時 |\n|---|---|\n| 1 | 2 |\n\n\
                    [詳細](https://example.jp) [一覧](/notices) <https://example.jp> <a@example.jp>";
        let shown = "■ 停止\n\n日時\n未定\n\n- a\n  - b\n- c\n\n1. x\n2. y\n\n日 | 時\n1 | 2\n\n\
                     詳細 (https://example.jp) 一覧 https://example.jp a@example.jp";
        assert_eq!(to_text(text), shown);
    }

    #[test]
    fn mails_have_no_images_and_no_hidden_links() {
        let text = "![図](https://evil.example/x.png) [a](javascript:alert(1))\n\n<b>x</b>";
        assert_eq!(to_text(text), "図 a\n\n<b>x</b>");
    }
}
