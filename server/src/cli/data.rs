use super::Failure;
use crate::app_state::App;
use crate::tenants::NewAccount;
use std::path::Path;
use std::sync::Arc;

/// Prints a new account's first sign-in, once.
pub fn print_new(account: &NewAccount) {
    println!("email address: {}", account.email);
    println!("one-time password: {}", account.one_time_password);
    println!("It must be changed at the first sign-in and is stored nowhere.");
}

/// Imports a file and reports rows read, stored and refused.
pub async fn import(_app: &Arc<App>, _tenant: &str, _file: &Path) -> Result<(), Failure> {
    Err("import comes with the end-user feature".into())
}
