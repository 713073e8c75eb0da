//! Whose log a person reads.

use crate::door::Request;
use crate::door::fault::Fault;
use app::operation_logs::api::VIEW;
use app::permission::Permission;

/// Staff read the provider's log, members their company's.
pub fn permission(request: &Request) -> Result<Permission, Fault> {
    let staff = request.signed_in()?.role.is_staff();
    Ok(if staff { app::support::api::LOGS } else { VIEW })
}
