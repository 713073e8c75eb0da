//! A device with a passkey, implemented independently of the program (WebAuthn Level 3 §6.1, RFC 8152): ES256,
//! attestation `none`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// A simulated authenticator. Tests change its fields to make it misbehave.
pub struct Device {
    pair: EcdsaKeyPair,
    id: Vec<u8>,
    user: Vec<u8>,
    pub origin: String,
    pub host: &'static str,
    /// True if the device verifies its user.
    pub verifies: bool,
}

impl Device {
    pub fn new(origin: &str) -> Device {
        let rng = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &rng).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key.as_ref(), &rng).unwrap();
        let id = digest(&SHA256, pair.public_key().as_ref()).as_ref()[..16].to_vec();
        Device { pair, id, user: Vec::new(), origin: origin.to_owned(), host: "localhost", verifies: true }
    }

    fn flags(&self) -> u8 {
        PRESENT | if self.verifies { VERIFIED } else { 0 }
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, self.host.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend([0; 4]);
        data
    }

    fn client(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = options["challenge"].as_str().unwrap();
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false}).to_string().into()
    }

    fn answer(&self, response: Value) -> String {
        let id = B64.encode(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": response}).to_string()
    }

    /// The answer to a request for a new passkey.
    pub fn make(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        self.user = B64.decode(options["user"]["id"].as_str().unwrap()).unwrap();
        let mut data = self.data(self.flags() | WITH_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.cose());
        let mut attestation = vec![0xa3, 0x63];
        attestation.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x58");
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        let client = self.client("webauthn.create", &options);
        self.answer(json!({"attestationObject": B64.encode(attestation), "clientDataJSON": B64.encode(client)}))
    }

    /// The public key in COSE format.
    fn cose(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(&point[1..33]);
        key.extend([0x22, 0x58, 0x20]);
        key.extend(&point[33..65]);
        key
    }

    /// The answer to a sign-in request.
    pub fn sign(&self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let (data, client) = (self.data(self.flags()), self.client("webauthn.get", &options));
        let mut signed = data.clone();
        signed.extend(digest(&SHA256, &client).as_ref());
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(json!({
            "authenticatorData": B64.encode(data),
            "clientDataJSON": B64.encode(client),
            "signature": B64.encode(signature.as_ref()),
            "userHandle": B64.encode(&self.user),
        }))
    }
}
