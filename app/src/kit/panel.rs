use leptos::prelude::*;

/// A part of a page in a frame of its own, with its heading, to which links may lead.
#[component]
pub fn Panel(
    id: &'static str,
    #[prop(into)] title: String,
    /// True if it has only forms and buttons, which are nothing on paper.
    #[prop(optional)]
    acts: bool,
    children: Children,
) -> AnyView {
    let class = if acts { "panel u-print-none" } else { "panel" };
    view! {
        <section class=class aria-labelledby=id>
            <div class="panel-head panel-head--pad"><h2 id=id>{title}</h2></div>
            {children()}
        </section>
    }
    .into_any()
}
