//! The code for the browser: only the islands of the pages.

// Keeps the exports of the islands linked.
#[expect(unused_imports, reason = "the islands are exported by name and called from the page")]
use app::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the reactive system; the page's script then wakes each island.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
