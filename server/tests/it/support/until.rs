//! Waits for a state. A state that never comes fails the test, and does not hold up the others for ever.

use std::time::Duration;

/// Waits until something is so. The limit is far beyond what a busy machine needs.
pub async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let reached = async {
        while !is_so().await {
            tokio::task::yield_now().await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_mins(2), reached).await;
    assert!(in_time.is_ok(), "never: {what}");
}
