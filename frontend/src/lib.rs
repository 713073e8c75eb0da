//! What the browser runs: the islands of the page, nothing else.

// Keeps the islands' exports linked.
#[expect(unused_imports, reason = "the islands are exported by name and called from the page")]
use app::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the reactive system; the page's script then wakes each island.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
