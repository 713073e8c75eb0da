//! Who may come in: passwords, second steps, passkeys, certificates, networks, sessions, devices, joining, signing in, proving again.

pub mod account;
pub mod breached;
pub mod certificates;
pub mod colleague;
pub mod credentials;
pub mod devices;
pub mod guessable;
pub mod joining;
pub mod kept_form;
pub mod networks;
pub mod passkeys;
pub mod proof;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;
pub mod waiting_act;
