use leptos::prelude::*;

/// A measured part of a whole. Its length is an attribute of SVG, because a page has no inline styles.
#[component]
pub fn Meter(
    /// What it says, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// The part in per cent, such as `24.5%`.
    #[prop(into)]
    part: Signal<String>,
) -> AnyView {
    view! {
        <svg class="meter" role="img" aria-label=label>
            <rect width="100%" height="100%"></rect>
            <rect class="meter-now" width=part height="100%"></rect>
        </svg>
    }
    .into_any()
}

/// A part of a whole in per cent with one decimal, cut off and not rounded, so that only the whole is 100 %.
pub fn per_cent(part: u64, whole: u64) -> String {
    let permille = if whole == 0 { 0 } else { u128::from(part.min(whole)) * 1000 / u128::from(whole) };
    format!("{}.{}%", permille / 10, permille % 10)
}

#[cfg(test)]
mod tests {
    use super::per_cent;

    #[test]
    fn only_the_whole_is_a_hundred() {
        assert_eq!(
            [per_cent(0, 0), per_cent(1, 3), per_cent(19_999, 20_000), per_cent(7, 7)],
            ["0.0%", "33.3%", "99.9%", "100.0%"]
        );
    }
}
