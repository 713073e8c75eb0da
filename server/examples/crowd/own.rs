//! A person's own lists: passkeys, certificates, and sessions on many devices.

use crate::{Done, SOME, post};
use app::passkeys::api::PasskeysApi;
use device::Device;
use rcgen::{CertificateParams, DnType, KeyPair};
use server::door::{Origin, PublicUse, Request, Who};
use server::identity::sign_in;
use std::sync::Arc;
use tower_sessions::Session;

#[path = "../../tests/it/support/device.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "test code, which can sign in as well")]
mod device;

/// The limits for a person.
const PASSKEYS: usize = 10;
const CERTIFICATES: usize = 20;

const BROWSER: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                       Chrome/142.0.0.0 Safari/537.36";

/// The same person in a new browser.
fn in_browser(of: &Request) -> Request {
    let session = Session::new(None, Arc::new(of.app.sessions.clone()), None);
    Request { session: Some(session), ..of.clone() }
}

pub async fn passkeys(of: &Request) -> Done {
    let of = in_browser(of);
    for n in 0..PASSKEYS {
        post(&of, "/account/passkeys/start", &[("name", &format!("会社のノートPC {n}"))]).await?;
        let wanted = of.passkey_wanted().await.map_err(|error| format!("{error:?}"))?;
        let answer = Device::new(&of.app.config.origin()).make(&wanted);
        post(&of, "/account/passkeys/finish", &[("credential", &answer)]).await?;
    }
    Ok(())
}

pub async fn certificates(of: &Request) -> Done {
    let (id, name) = (of.signed_in()?.account.id.to_string(), of.signed_in()?.account.name.clone());
    for _ in 0..CERTIFICATES {
        let mut params = CertificateParams::new(Vec::new())?;
        params.distinguished_name.push(DnType::CommonName, &name);
        let pem = params.self_signed(&KeyPair::generate()?)?.pem();
        post(of, "/members/certificates/add", &[("id", &id), ("pem", &pem)]).await?;
    }
    Ok(())
}

/// Signs a person in from many addresses, without a password or a code.
pub async fn sessions(of: &Request) -> Done {
    let me = of.signed_in()?;
    for n in 0..SOME {
        let origin = Origin { ip: format!("198.51.100.{n}"), user_agent: BROWSER.into(), ..Origin::default() };
        let device = in_browser(&Request { who: Who::Stranger, origin, ..of.clone() });
        let mut tx = device.write_public(PublicUse::SignIn).await?;
        tx.log_as(&me.account);
        let who = sign_in::Proved {
            account: &me.account,
            profile: me.profile,
            method: "totp",
            device: sign_in::DeviceTrust::AsSeen,
        };
        sign_in::enter(&device, tx, &who).await?;
    }
    Ok(())
}
