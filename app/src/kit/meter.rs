use leptos::prelude::*;

/// A part of a whole as a bar. Its length is an SVG attribute, because pages have no inline styles.
#[component]
pub fn Meter<Label, Part>(
    /// The text for screen readers.
    label: Label,
    /// The part in per cent, such as `24.5%`.
    part: Part,
) -> impl IntoView
where
    Label: Fn() -> String + Send + 'static,
    Part: Fn() -> String + Send + 'static,
{
    view! {
        <svg class="meter" role="img" aria-label=label>
            <rect width="100%" height="100%"></rect>
            <rect class="meter-now" width=part height="100%"></rect>
        </svg>
    }
}

/// A part of a whole in per cent with one decimal, truncated, so that only the whole gives 100 %.
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
