//! Reads the QR code of the page with a third-party library (rqrr), from the picture that the page draws.

use crate::support::{Answer, TestApp};
use app::permission::Role;
use url::Url;

/// Pixels per module.
const SCALE: usize = 4;

/// The address in the QR code of a page.
pub fn read(page: &Answer) -> Url {
    let drawn = page.attribute("svg.qr path", "d").unwrap();
    let size = page.attribute("svg.qr", "viewBox").unwrap();
    let size: usize = size.rsplit(' ').next().unwrap().parse().unwrap();
    let mut dark = vec![false; size * size];
    // Each dark module is drawn separately: "Mx yh1v1h-1z".
    for module in drawn.split('M').skip(1) {
        let (x, y) = module.strip_suffix("h1v1h-1z").unwrap().split_once(' ').unwrap();
        dark[y.parse::<usize>().unwrap() * size + x.parse::<usize>().unwrap()] = true;
    }
    let shade = |x: usize, y: usize| if dark[y / SCALE * size + x / SCALE] { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(size * SCALE, size * SCALE, shade);
    let grids = picture.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1.parse().unwrap()
}

fn parameter(address: &Url, name: &str) -> Option<String> {
    address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The secret that an authenticator app takes from the address.
pub fn secret(address: &Url) -> Vec<u8> {
    let secret = totp_rs::Secret::try_from_base32(parameter(address, "secret").unwrap()).unwrap();
    secret.as_bytes().to_vec()
}

#[tokio::test]
async fn an_app_that_reads_the_qr_code_learns_whose_it_is() {
    let t = TestApp::new().await;
    let viewer = t.signed_in(Role::Viewer).await;
    viewer.post("/account/two-step/start", &[]).await;
    let page = viewer.get("/account/two-step").await;
    let address = read(&page);
    assert_eq!((address.scheme(), address.host_str()), ("otpauth", Some("totp")));
    let path = format!("label={}", address.path());
    let label = url::form_urlencoded::parse(path.as_bytes()).next().unwrap().1.into_owned();
    let issuer = parameter(&address, "issuer").unwrap();
    assert_eq!(label, format!("/{issuer}:viewer@takasakiya.example.jp"));
    assert_eq!(issuer, "Sekisho (127.0.0.1)", "two consoles of one person are two entries");
    assert!(address.path().starts_with("/Sekisho%20"), "apps show a plus as it is: {address}");
    let typed = page.text(".qr-key").unwrap().replace(' ', "");
    assert_eq!(parameter(&address, "secret").as_deref(), Some(typed.as_str()), "the one for typing");
    let standard = [("digits", "6"), ("period", "30"), ("algorithm", "SHA1")];
    for (name, value) in standard {
        assert!(parameter(&address, name).is_none_or(|said| said == value), "{name}: as every app assumes");
    }
}
