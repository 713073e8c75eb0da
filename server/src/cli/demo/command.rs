//! `sekisho demo`: creates the demonstration company once. If the program created the data folder itself, a mark file
//! stays in it until everything is filled. A folder with that mark holds only half a demonstration, so the command
//! starts over.

use super::fill::{self, is_empty, print_first_sign_ins};
use crate::cli::failure::Failure;
use crate::cli::start;
use crate::state::AppState;
use crate::state::config::Config;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

const MARK: &str = ".demonstration-unfinished";

pub async fn demo(config: Config, end_users: Option<&Path>, if_empty: bool) -> Result<ExitCode, Failure> {
    let mark = config.data_dir.join(MARK);
    if mark.exists() {
        start_over(&config)?;
    }
    if !config.data_dir.exists() {
        crate::base::private::make_folder(&config.data_dir)?;
        fs::write(&mark, "")?;
    }
    let app = start::open(config).await?;
    let done = fill(&app, end_users, if_empty).await;
    app.close().await;
    done?;
    if mark.exists() {
        fs::remove_file(&mark)?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn fill(app: &std::sync::Arc<AppState>, end_users: Option<&Path>, if_empty: bool) -> Result<(), Failure> {
    if if_empty && !is_empty(app).await? {
        println!("the database already has data; nothing was changed");
        return Ok(print_first_sign_ins(app)?);
    }
    println!("filling the database with demo data");
    Ok(fill::fill(app, end_users).await?)
}

/// Removes half a demonstration. The program must not empty a database elsewhere.
fn start_over(config: &Config) -> Result<(), Failure> {
    if config.database_url.is_some() {
        let dir = config.data_dir.display();
        return Err(format!("an earlier demo was interrupted; remove {dir} and use an empty database").into());
    }
    println!("an earlier demo was interrupted; creating {} again", config.data_dir.display());
    Ok(fs::remove_dir_all(&config.data_dir)?)
}
