use leptos::prelude::*;

/// HTML without scripts, images and styles. Only what sanitises a text makes it, so that no page shows other HTML as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Takes HTML that was sanitised.
    pub fn sanitised(html: String) -> SafeHtml {
        SafeHtml(html)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A text of several paragraphs, with its headings, lists and tables.
#[component]
pub fn Prose(html: SafeHtml) -> AnyView {
    view! { {super::more_styles()}<div class="prose" inner_html=html.0></div> }.into_any()
}
