//! A page as people get it.

use scraper::{ElementRef, Html, Selector};

pub struct Shown {
    pub status: u16,
    pub body: String,
    html: Html,
}

impl Shown {
    pub fn new(status: u16, body: String) -> Shown {
        let html = Html::parse_document(&body);
        Shown { status, body, html }
    }

    /// What every element that matches gives.
    fn each<T>(&self, selector: &str, give: impl Fn(ElementRef) -> T) -> Vec<T> {
        self.html.select(&Selector::parse(selector).unwrap()).map(give).collect()
    }

    /// The texts of all elements that match.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.each(selector, |found| found.text().collect::<String>().trim().to_owned())
    }

    /// The text of the first element that matches; empty without a match.
    pub fn text(&self, selector: &str) -> String {
        self.texts(selector).into_iter().next().unwrap_or_default()
    }

    /// The values of an attribute of all elements that match.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |found| found.attr(name).unwrap_or_default().to_owned())
    }

    /// The value of an attribute of the first element that matches; empty without a match.
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        self.attributes(selector, name).into_iter().next().unwrap_or_default()
    }

    pub fn count(&self, selector: &str) -> usize {
        self.each(selector, |_| ()).len()
    }

    /// The message at a refused field, found in the way of assistive technology.
    pub fn field_error(&self, field: &str) -> String {
        let id = self.attribute(&format!("#{field}[aria-invalid=true]"), "aria-describedby");
        if id.is_empty() { id } else { self.text(&format!("#{id}")) }
    }

    /// What a field would send: the value of an input, or the chosen options and boxes.
    pub fn values(&self, field: &str) -> Vec<String> {
        let chosen = format!("input[name={field}]:is([type=checkbox], [type=radio])[checked]");
        let typed = format!("input[name={field}]:not([type=checkbox], [type=radio])");
        let others = format!("{typed}, select[name={field}] option[selected]");
        self.attributes(&format!("{chosen}, {others}"), "value")
    }
}
