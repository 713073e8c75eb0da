use proptest::prelude::*;

use super::*;

fn found(name: &str, typed: &str) -> bool {
    query(typed).name.is_some_and(|query| query.matches(&name_words(name)))
}

#[test]
fn names_are_found_however_they_are_typed() {
    let pairs = [
        ("髙﨑𠮷", "高崎吉"),
        ("髙﨑 𠮷郎", "高崎"),
        ("ｶﾀｶﾅ", "かたかな"),
        ("かたかな", "カタカナ"),
        ("ﾊﾞﾋﾞﾌﾞ ﾊﾟﾋﾟﾌﾟ", "ばびぶ　ぱぴぷ"),
        ("ハ゛バ", "ババ"),
        ("か\u{200b}\u{3099}", "ガ"),
        ("ヴァヷ", "ゔぁわ\u{3099}"),
        ("渡邉 メアリー", "渡邊"),
        ("渡辺\u{e0101}", "渡邉"),
        ("神戸", "神戶"),
        ("佐々木 蓮", "佐佐木"),
        ("斎藤 健太", "齋藤　健太"),
        ("斎藤 健太", "斉藤健太"),
        ("斎藤 健太", "健太 斎藤"),
        ("斎藤　健太", "健太"),
        ("斎藤健太", "斎藤 健太"),
        ("メアリー・スミス", "すみす"),
        ("ﾒｱﾘｰ･ｽﾐｽ", "メアリー スミス"),
        ("ＪＯＨＮ  Smith", "ｊｏｈｎ smith"),
        ("Smith, John", "john smith"),
        ("Ｊｏｓé", "jose\u{301}"),
    ];
    for (name, typed) in pairs {
        assert!(found(name, typed), "{name} by {typed}: {:?} {:?}", name_words(name), query(typed));
    }
}

#[test]
fn different_names_stay_apart() {
    let pairs = [
        ("はは", "ばば"),
        ("はは", "ぱぱ"),
        ("崎田", "碕田"),
        ("斎藤 健太", "斎藤 健"),
        ("斎藤 健太", "斎"),
        ("斎藤 健太", "健太 鈴木"),
        ("おおの", "おの"),
    ];
    for (name, typed) in pairs {
        assert!(!found(name, typed), "{name} by {typed}");
    }
}

#[test]
fn a_name_is_indexed_whole_and_by_its_words() {
    assert_eq!(name_words(" 髙橋　ハナコ "), ["高橋はなこ", "高橋", "はなこ"]);
    assert_eq!(name_words("蓮"), ["蓮"]);
    assert_eq!(name_words("ann ann"), ["annann", "ann"]);
    assert_eq!(name_words(" 　・ "), [""; 0]);
    let long = "a b c d e f g h i j k l m n o p q r s";
    assert_eq!(name_words(long).len(), MAX_NAME_WORDS + 1);
    assert!(found(long, long));
}

#[test]
fn addresses_and_ids_fold_width_and_case() {
    assert_eq!(email(" ＵＳＥＲ０１＠Ｅｘａｍｐｌｅ．ＪＰ\u{3000}"), "user01@example.jp");
    assert_eq!(email("User01@Example.JP\n"), "user01@example.jp");
    assert_eq!(customer_id("Ｃ0000－0001"), "c0000-0001");
    assert_ne!(customer_id("カ"), customer_id("か"));
}

#[test]
fn phones_become_national_digits() {
    for written in [
        "090-1234-5678",
        "０９０－１２３４－５６７８",
        "+81 90 1234 5678",
        "＋８１ (0)90-1234-5678",
        "(090)1234.5678",
        "+81-090-1234-5678",
    ] {
        assert_eq!(phone(written), "09012345678", "{written}");
    }
    assert_eq!(phone("81-3-1234"), "8131234");
    assert_eq!(phone("+1 415 555 0100"), "14155550100");
    assert_eq!(phone("+8"), "8");
    assert_eq!(phone("なし"), "");
}

#[test]
fn a_query_says_what_it_may_mean() {
    let address = query(" ＡＢＣ@example.jp");
    assert_eq!(address.email.as_deref(), Some("abc@example.jp"));
    assert_eq!(address.phone, None);
    let phone = query("＋81 90-1234-5678");
    assert_eq!((phone.phone.as_deref(), phone.name), (Some("09012345678"), None));
    // All the signs that an import accepts.
    for sign in "-－‐‑‒–—―−ーｰ() （）.．/／".chars() {
        let typed = format!("090{sign}1234{sign}5678");
        assert_eq!(query(&typed).phone.as_deref(), Some("09012345678"), "{typed}");
        assert!(sign.is_whitespace() || is_phone_sign(sign), "{typed}");
    }
    assert_eq!(query("C00000001").phone, None);
    assert_eq!(query("C00000001").customer_id.as_deref(), Some("c00000001"));
    assert_eq!(query("12345").phone, None);
    let nothing = Query { email: None, customer_id: None, phone: None, name: None };
    assert_eq!(query(" 　 "), nothing);
}

proptest! {
    /// A name finds itself, also in folded form, and so does each of its words.
    #[test]
    fn every_name_finds_itself(name in "\\PC{0,30}") {
        let words = name_words(&name);
        for word in &words {
            prop_assert_eq!(&name_words(word)[0], word);
        }
        if let Some(query) = query(&name).name {
            prop_assert!(query.matches(&words));
        }
    }

    #[test]
    fn folding_twice_changes_nothing(s in "\\PC{0,30}") {
        prop_assert_eq!(email(&email(&s)), email(&s));
        prop_assert_eq!(customer_id(&customer_id(&s)), customer_id(&s));
    }

    #[test]
    fn kana_meet(s in "[ぁ-ゖー]{1,12}") {
        let katakana: String = s.chars().map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap(),
            _ => c,
        }).collect();
        prop_assert_eq!(name_words(&s), name_words(&katakana));
    }
}

#[test]
fn a_name_is_shown_in_the_shape_that_was_not_typed() {
    for (typed, other) in [("高橋", "髙橋"), ("髙橋 一郎", "高橋 一郎"), ("渡辺", "渡邉"), ("山﨑", "山崎")]
    {
        assert_eq!(other_shape(typed).as_deref(), Some(other), "{typed}");
        assert_eq!(query(typed).name, query(other).name, "{other} finds the same people");
    }
    for same in ["佐藤", "たかはし", "user1@example.jp", "C00000001", ""] {
        assert_eq!(other_shape(same), None, "{same}");
    }
}
