//! What stands for the name of a person whose data nobody can read.

use uuid::Uuid;

/// Says so in both languages, because names go unchanged into pages, letters and files. The end of the id tells one from
/// another: ids of one moment begin alike.
pub fn nameless(id: Uuid) -> String {
    let id = id.simple().to_string();
    format!("（読み取れません / unreadable）{}", &id[id.len() - 8..])
}

/// A name with its address, if there is one.
pub fn with_address(name: &str, address: &str) -> String {
    if address.is_empty() { name.to_owned() } else { format!("{name} ({address})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_id_stands_for_a_name() {
        let id = Uuid::from_u128(0x0192_3456_789a_7bcd_8def_0123_4567_89ab);
        assert_eq!(nameless(id), "（読み取れません / unreadable）456789ab");
        assert_eq!(with_address("髙﨑", "t@example.jp"), "髙﨑 (t@example.jp)");
        assert_eq!(with_address("髙﨑", ""), "髙﨑");
    }
}
