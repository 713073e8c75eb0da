//! The built files: named after their content, so that browsers keep them for a year.

use crate::state::AppState;
use app::page::Assets;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_http::services::{ServeDir, ServeFile};

/// The folder of built files. Default: `site` beside the program.
fn site_dir(configured: Option<&Path>) -> Option<PathBuf> {
    if let Some(dir) = configured {
        return Some(dir.to_owned());
    }
    let beside = std::env::current_exe().ok()?.parent()?.join("../site");
    beside.is_dir().then_some(beside)
}

/// Reads the list of built files. Without it pages have no styles, and the start logs a warning.
pub fn load(configured: Option<&Path>) -> Assets {
    let names: HashMap<String, String> = site_dir(configured)
        .and_then(|dir| std::fs::read_to_string(dir.join("manifest.json")).ok())
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    if names.is_empty() {
        tracing::warn!("no built site found: pages come without styles (run scripts/build-site.sh)");
    }
    let path = |name: &str| names.get(name).map(|hashed| format!("/assets/{hashed}")).unwrap_or_default();
    Assets {
        console_css: path("console.css"),
        gate_css: path("gate.css"),
        more_css: path("more.css"),
        icons: path("icons.svg"),
        favicon: path("favicon.svg"),
        boot_js: path("boot.js"),
        passkey_js: path("passkey.js"),
        wait_js: path("wait.js"),
        export_form_js: path("export-form.js"),
        check_file_js: path("check-file.js"),
        frontend_js: path("frontend.js"),
        frontend_wasm: path("frontend_bg.wasm"),
    }
}

/// Serves the files, compressed ahead of time.
pub fn service(app: &Arc<AppState>) -> ServeDir {
    ServeDir::new(dir_of(app)).precompressed_br().precompressed_gzip()
}

/// The icon that browsers request at its traditional path.
pub fn favicon(app: &Arc<AppState>) -> ServeFile {
    ServeFile::new(dir_of(app).join("favicon.ico"))
}

fn dir_of(app: &AppState) -> PathBuf {
    site_dir(app.config.site_dir.as_deref()).unwrap_or_else(|| PathBuf::from("site"))
}
