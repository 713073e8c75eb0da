use leptos::prelude::*;

/// A part of a page in a frame of its own, with its heading, to which links may lead.
#[component]
pub fn Panel(id: &'static str, #[prop(into)] title: String, children: Children) -> AnyView {
    view! {
        <section class="panel" aria-labelledby=id>
            <div class="panel-head panel-head--pad"><h2 id=id>{title}</h2></div>
            {children()}
        </section>
    }
    .into_any()
}
