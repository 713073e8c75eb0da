use super::messages::SEE;
use super::{Icon, When, date_time, with_time};
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

/// A task that waits for the person, with a link.
#[derive(Clone, Debug)]
pub struct Todo {
    icon: &'static str,
    words: Words,
    detail: Detail,
    href: String,
    link: Text,
}

/// The line below a task.
#[derive(Clone, Debug)]
enum Detail {
    Nothing,
    /// The deadline.
    By(When),
    /// The deadline, in a sentence with `{at}`.
    Until(Text, When),
    /// Progress of work that runs by itself.
    Progress(Words),
}

impl Todo {
    pub fn new(icon: &'static str, words: impl Into<Words>, href: impl Into<String>) -> Todo {
        Todo { icon, words: words.into(), detail: Detail::Nothing, href: href.into(), link: SEE }
    }

    /// A task with a count; `None` if the count is zero.
    pub fn counted(icon: &'static str, n: u64, words: Text, href: &str) -> Option<Todo> {
        (n > 0).then(|| Todo::new(icon, words.with(&[("n", &n)]), href))
    }

    /// A task about forged rows, on a page where all that can be done is to press a button.
    pub fn altered(icon: &'static str, n: u64, words: Text, button: Text, href: &str) -> Option<Todo> {
        (n > 0).then(|| Todo::new(icon, words.naming(button, &[("n", &n)]), href))
    }

    /// A task about each of some companies, in the order of their ids.
    pub fn of_companies<Id: Ord>(
        icon: &'static str,
        words: Text,
        companies: impl IntoIterator<Item = (Id, Words)>,
        href: impl Fn(&Id) -> String,
    ) -> Vec<Todo> {
        let mut companies: Vec<_> = companies.into_iter().collect();
        companies.sort_by(|one, other| one.0.cmp(&other.0));
        let one = |(id, name): &(Id, Words)| Todo::new(icon, words.saying(&[("company", name)]), href(id));
        companies.iter().map(one).collect()
    }

    #[must_use]
    pub fn by(mut self, when: When) -> Todo {
        self.detail = Detail::By(when);
        self
    }

    /// Like `by`, in a sentence with `{at}`.
    #[must_use]
    pub fn until(mut self, words: Text, when: When) -> Todo {
        self.detail = Detail::Until(words, when);
        self
    }

    #[must_use]
    pub fn in_progress(mut self, how_far: Words) -> Todo {
        self.detail = Detail::Progress(how_far);
        self
    }

    /// Sets the text of the link.
    #[must_use]
    pub fn link(mut self, link: Text) -> Todo {
        self.link = link;
        self
    }
}

/// The list of tasks with its count, or a text for an empty list.
pub fn attention(id: &'static str, title: Text, nothing: Text, todo: Vec<Todo>) -> AnyView {
    let n = (!todo.is_empty()).then(|| view! { " "<span class="count">{todo.len()}</span> });
    let body = if todo.is_empty() {
        view! { <p class="u-mt u-muted">{t(nothing)}</p> }.into_any()
    } else {
        view! { <ul class="list">{todo.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby=id>
            <div class="panel-head"><h2 id=id>{t(title)}{n}</h2></div>
            {body}
        </section>
    }
    .into_any()
}

fn line(Todo { icon, words, detail, href, link }: Todo) -> AnyView {
    let (class, detail) = match detail {
        Detail::Nothing => ("is-warn", None),
        Detail::By(when) => ("is-warn", Some(view! { <p class="list-sub">{date_time(&when)}</p> }.into_any())),
        Detail::Until(words, when) => {
            ("is-warn", Some(view! { <p class="list-sub">{with_time(words, &when)}</p> }.into_any()))
        }
        Detail::Progress(far) => ("is-accent", Some(view! { <p class="list-sub num">{tw(&far)}</p> }.into_any())),
    };
    view! {
        <li>
            <span class=class><Icon name=icon/></span>
            <div><p class="list-title">{tw(&words)}</p>{detail}</div>
            <p><a class="btn btn--small" href=href>{t(link)}</a></p>
        </li>
    }
    .into_any()
}
