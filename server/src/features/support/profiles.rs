//! The profiles and the rules for staff, for the pages of staff.

use crate::door::Request;
use crate::door::fault::Fault;
use crate::features::security::{self, title};
use crate::profile;
use app::error::AppError;
use app::security::api::{ProfileView, StaffRule};
use app::support::api::PROFILES;
use app::text::Words;

pub async fn one(request: &Request, name: &str) -> Result<ProfileView, Fault> {
    request.check(PROFILES).await?;
    Ok(security::show(&request.app, profile::built_in(name).ok_or(AppError::NotFound)?))
}

pub async fn staff_rules(request: &Request) -> Result<Vec<StaffRule>, Fault> {
    let read = request.read(PROFILES).await?;
    Ok(security::staff_rules(request.app.staff_rules(read.db()).await?))
}

pub async fn all(request: &Request) -> Result<Vec<(String, Words)>, Fault> {
    request.check(PROFILES).await?;
    Ok(titles())
}

pub fn titles() -> Vec<(String, Words)> {
    profile::names().iter().map(|name| ((*name).to_owned(), title(profile::built_in(name)))).collect()
}
