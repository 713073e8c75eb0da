use std::cell::Cell;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use proptest::prelude::*;
use zeroize::Zeroizing;

use super::*;

const TENANT: [u8; 16] = [7; 16];
const CONTEXT: Context = Context { table: "end_users", column: "email", tenant: TENANT, row: [9; 16] };

/// Never repeats bytes within a test, and gives the same bytes in every run.
fn counting() -> impl Fn(&mut [u8]) {
    let next = Cell::new(1_u8);
    move |buffer: &mut [u8]| {
        for byte in buffer {
            *byte = next.replace(next.get().wrapping_mul(5).wrapping_add(17));
        }
    }
}

fn key(seed: u8) -> DataKey {
    DataKey::generate(&|buffer| buffer.fill(seed)).unwrap()
}

fn master(seed: u8) -> MasterKey {
    MasterKey::new(Zeroizing::new([seed; KEY_LEN]))
}

/// A temporary folder for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sekisho-seal-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn key(&self) -> PathBuf {
        self.0.join("master.key")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_moved_value_does_not_open() {
    let key = key(1);
    let blob = key.seal(&CONTEXT, b"user@example.jp", &counting()).unwrap();
    assert_eq!(key.open(&CONTEXT, &blob).unwrap(), b"user@example.jp");
    let elsewhere = [
        Context { row: [8; 16], ..CONTEXT },
        Context { tenant: [8; 16], ..CONTEXT },
        Context { column: "name", ..CONTEXT },
        Context { table: "members", ..CONTEXT },
        Context { table: "end_userse", column: "mail", ..CONTEXT },
        Context { tenant: CONTEXT.row, row: CONTEXT.tenant, ..CONTEXT },
    ];
    for context in elsewhere {
        assert_eq!(key.open(&context, &blob), Err(SealError::MovedOrChanged), "{context:?}");
    }
}

#[test]
fn a_changed_or_cut_value_does_not_open() {
    let key = key(1);
    let blob = key.seal(&CONTEXT, "𠮷郎".as_bytes(), &counting()).unwrap();
    assert_eq!(blob.len(), OVERHEAD + 7);
    for at in 0..blob.len() {
        for bit in 0..8 {
            let mut changed = blob.clone();
            changed[at] ^= 1 << bit;
            assert!(key.open(&CONTEXT, &changed).is_err(), "bit {bit} of byte {at}");
        }
        assert!(key.open(&CONTEXT, &blob[..at]).is_err(), "cut at {at}");
    }
    assert_eq!(key.open(&CONTEXT, &[]), Err(SealError::CutOff));
    assert_eq!(key.open(&CONTEXT, &blob[..OVERHEAD - 1]), Err(SealError::CutOff));
    assert_eq!(key.open(&CONTEXT, b"plain"), Err(SealError::UnknownVersion(b'p')));
}

#[test]
fn nonces_differ_so_equal_values_look_different() {
    let (key, fill) = (key(1), counting());
    assert_ne!(key.seal(&CONTEXT, b"a", &fill).unwrap(), key.seal(&CONTEXT, b"a", &fill).unwrap());
}

#[test]
fn too_long_names_are_refused() {
    let long = "a_name_that_is_sixty_four_bytes_long_and_so_one_more_than_allowe";
    assert_eq!(long.len(), 64);
    let context = Context { column: long, ..CONTEXT };
    assert_eq!(key(1).seal(&context, b"", &counting()), Err(SealError::TooLong));
    assert!(key(1).seal(&Context { column: &long[1..], table: &long[1..], ..CONTEXT }, b"", &counting()).is_ok());
}

#[test]
fn rotation_opens_old_values_by_their_key_id() {
    let (old, new, fill) = (key(1), key(2), counting());
    let (old_id, new_id) = (old.id(), new.id());
    let mut before = old.seal(&CONTEXT, b"before", &fill).unwrap();
    let mut after = new.seal(&CONTEXT, b"after", &fill).unwrap();
    assert_eq!(new.open(&CONTEXT, &before), Err(SealError::WrongKey { needs: old_id, given: new_id }));

    let keys = DataKeys::new(new, vec![old]);
    assert!(keys.is_stale(&before).unwrap());
    assert!(!keys.is_stale(&after).unwrap());
    assert_eq!(keys.open_in_place(&CONTEXT, &mut before).unwrap(), b"before");
    assert_eq!(keys.open_in_place(&CONTEXT, &mut after).unwrap(), b"after");

    let mut unknown = key(3).seal(&CONTEXT, b"?", &fill).unwrap();
    let expected = SealError::WrongKey { needs: key(3).id(), given: new_id };
    assert_eq!(keys.open_in_place(&CONTEXT, &mut unknown), Err(expected));
}

#[test]
fn a_wrapped_key_opens_for_its_tenant_and_master_only() {
    let (key, fill) = (key(5), counting());
    let wrapped = key.wrap(&master(1), TENANT, &fill).unwrap();
    assert_eq!(DataKey::wrapped_by(&wrapped).unwrap(), master(1).id());
    let again = DataKey::from_wrapped(&master(1), TENANT, &wrapped).unwrap();
    assert_eq!(again.id(), key.id());
    let other_tenant = DataKey::from_wrapped(&master(1), [8; 16], &wrapped).err();
    assert_eq!(other_tenant, Some(SealError::MovedOrChanged));
    let other_master = DataKey::from_wrapped(&master(2), TENANT, &wrapped).err();
    assert_eq!(other_master, Some(SealError::WrongKey { needs: master(1).id(), given: master(2).id() }));

    let rewrapped = again.wrap(&master(2), TENANT, &fill).unwrap();
    let blob = key.seal(&CONTEXT, b"kept", &fill).unwrap();
    let key = DataKey::from_wrapped(&master(2), TENANT, &rewrapped).unwrap();
    assert_eq!(key.open(&CONTEXT, &blob).unwrap(), b"kept");
}

#[test]
fn derived_keys_are_stable_and_all_different() {
    let sign = |key: &ring::hmac::Key| ring::hmac::sign(key, b"m").as_ref().to_vec();
    let of = |master: MasterKey| {
        vec![
            sign(&master.cookie_key().unwrap()),
            sign(&master.cursor_key().unwrap()),
            sign(&master.log_personal_key().unwrap()),
            master.log_signing_key().unwrap().sign(b"m").as_ref().to_vec(),
        ]
    };
    let mut all = of(master(1));
    assert_eq!(all, of(master(1)));
    all.extend(of(master(2)));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 8);
}

#[test]
fn blind_indexes_match_within_field_and_key_only() {
    let index = BlindIndex::new(&key(1)).unwrap();
    let one = index.index("email", "user@example.jp");
    assert_eq!(one, BlindIndex::new(&key(1)).unwrap().index("email", "user@example.jp"));
    assert_ne!(one, index.index("customer_id", "user@example.jp"));
    assert_ne!(one, index.index("email", "user@example.jq"));
    assert_ne!(one, BlindIndex::new(&key(2)).unwrap().index("email", "user@example.jp"));
}

#[test]
fn a_key_file_is_made_once_and_read_back() {
    let folder = Folder::new("create");
    assert!(matches!(MasterKey::load(&folder.key()).err(), Some(KeyFileError::Missing(_))));
    let made = MasterKey::load_or_create(&folder.key(), &counting()).unwrap();
    let metadata = fs::metadata(folder.key()).unwrap();
    assert_eq!((metadata.permissions().mode() & 0o777, metadata.len()), (0o600, 32));
    assert_eq!(MasterKey::load_or_create(&folder.key(), &|buffer| buffer.fill(0)).unwrap().id(), made.id());
    assert!(matches!(MasterKey::create(&folder.key(), &counting()).err(), Some(KeyFileError::Exists(_))));
    assert_eq!(MasterKey::load(&folder.key()).unwrap().id(), made.id());
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "nothing temporary is left");
}

#[test]
fn unsafe_key_files_are_refused() {
    let folder = Folder::new("refuse");
    for (len, mode) in [(31, 0o600), (33, 0o600), (0, 0o600), (32, 0o640), (32, 0o604), (32, 0o602)] {
        fs::write(folder.key(), vec![1; len]).unwrap();
        fs::set_permissions(folder.key(), Permissions::from_mode(mode)).unwrap();
        let refused = match MasterKey::load(&folder.key()).err() {
            Some(KeyFileError::WrongLength { found, .. }) => len != 32 && found == len as u64,
            Some(KeyFileError::TooOpen { mode: found, .. }) => found == mode,
            _ => false,
        };
        assert!(refused, "{len} bytes, mode {mode:o}");
    }
    fs::set_permissions(folder.key(), Permissions::from_mode(0o400)).unwrap();
    assert!(MasterKey::load(&folder.key()).is_ok());
    assert!(matches!(MasterKey::load(&folder.0).err(), Some(KeyFileError::NotAFile(_))));
    let error = MasterKey::load(&folder.0.join("none")).err().unwrap().to_string();
    assert!(error.contains("none") && error.contains("missing"), "{error}");
}

proptest! {
    #[test]
    fn what_is_sealed_opens(text: Vec<u8>, seed: u8, tenant: [u8; 16], row: [u8; 16], nonce: [u8; 12]) {
        let context = Context { tenant, row, ..CONTEXT };
        let key = key(seed);
        let mut blob = key.seal(&context, &text, &|buffer| buffer.copy_from_slice(&nonce)).unwrap();
        prop_assert_eq!(blob.len(), text.len() + OVERHEAD);
        prop_assert_eq!(key.open(&context, &blob).unwrap(), &text[..]);
        prop_assert_eq!(key.open_in_place(&context, &mut blob).unwrap(), &text[..]);
    }
}
