//! What stands for the name of a person whose data nobody can read.

use uuid::Uuid;

use app::kit::id_end;
pub use app::kit::is_nameless;

/// A sign with the end of the id.
pub fn nameless(id: Uuid) -> String {
    app::kit::nameless(id_end(&id.simple().to_string()))
}

/// A name with its address, if there is one.
pub fn with_address(name: &str, address: &str) -> String {
    if address.is_empty() { name.to_owned() } else { format!("{name} ({address})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::kit::name_words;

    #[test]
    fn the_end_of_the_id_stands_for_a_name() {
        let id = Uuid::from_u128(0x0192_3456_789a_7bcd_8def_0123_4567_89ab);
        assert_eq!(name_words(nameless(id)).ja, "（読み取れません）456789ab");
        assert_eq!(with_address("髙﨑", "t@example.jp"), "髙﨑 (t@example.jp)");
        assert_eq!(with_address("髙﨑", ""), "髙﨑");
    }
}
