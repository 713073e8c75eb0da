//! A sample file as a shop would provide it: everything a good row may contain, and one broken row in 500.

use super::*;

const FAMILY: [&str; 9] = ["佐藤", "鈴木", "高橋", "佐々木", "髙橋", "齋藤", "渡邉", "濵田", "﨑山"];
const GIVEN: [&str; 6] = ["陽翔", "結衣", "さくら", "𠮷郎", "はるき", "メアリー"];
const DOMAINS: [&str; 4] = ["example.jp", "example.com", "mail.example.ne.jp", "example.co.jp"];
const PREFECTURES: [&str; 5] = ["東京都", "大阪府", "北海道", "沖縄県", "神奈川県"];
const PROVIDERS: [&str; 7] = ["line", "google", "yahoo_japan", "apple", "facebook", "x", "rakuten"];
const NOTES: [&str; 12] = [
    "",
    "誕生日クーポン希望",
    "=1+1",
    "+81から電話",
    "-要連絡",
    "@店頭登録",
    "改行\nあり",
    "クォート\"あり",
    "カンマ,あり",
    "半角ｶﾅ",
    "①髙﨑",
    "🎁ギフト会員",
];

/// Deterministic numbers (Knuth's MMIX generator).
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

pub(super) struct Sample {
    pub(super) csv: String,
    /// The fields of each good row.
    pub(super) good: Vec<Vec<String>>,
    pub(super) broken: Vec<Refusal>,
}

/// A file of `rows` rows. The broken rows cycle through five kinds.
pub(super) fn sample(rows: usize) -> Sample {
    let mut numbers = Numbers(20_261_122);
    let mut sample = Sample { csv: format!("{HEADER}\r\n"), good: Vec::new(), broken: Vec::new() };
    let mut line = 2;
    for i in 0..rows {
        let mut row = good_row(i, &mut numbers);
        if i % 500 == 499 {
            let (column, reason) = spoil(&mut row, i / 500 % 5);
            sample.broken.push(Refusal { line, column, reason });
        } else {
            sample.good.push(row.clone());
        }
        line += 1 + row.iter().map(|field| field.matches('\n').count() as u64).sum::<u64>();
        let quoted: Vec<_> = row.iter().map(|field| quote(field)).collect();
        sample.csv.push_str(&quoted.join(","));
        sample.csv.push_str("\r\n");
    }
    sample
}

fn good_row(i: usize, n: &mut Numbers) -> Vec<String> {
    let created = format!("20{}-0{}-1{}T0{}:23:45+09:00", 18 + n.below(8), 1 + n.below(9), n.below(10), n.below(10));
    let email = if n.below(5) == 0 { String::new() } else { format!("user{i:07}@{}", n.of(&DOMAINS)) };
    let birthdate = format!("{}-0{}-{:02}", 1940 + n.below(72), 1 + n.below(9), 1 + n.below(28));
    let provider = n.of(&PROVIDERS);
    let (a, b) = (n.below(1 << 31), n.below(1 << 31));
    let subject = if provider == "line" { format!("U{a:016x}{b:016x}") } else { format!("1{a:010}{b:09}7") };
    vec![
        format!("C{i:08}"),
        provider.into(),
        subject,
        email,
        n.of(&["true", "false"]).into(),
        format!("{} {}", n.of(&FAMILY), n.of(&GIVEN)),
        if n.below(3) == 0 { String::new() } else { birthdate },
        n.of(&["", "male", "female", "other"]).into(),
        n.of(&PREFECTURES).into(),
        format!("0{}-{:04}-{:04}", 70 + n.below(21), n.below(10_000), n.below(10_000)),
        n.of(&NOTES).into(),
        created.clone(),
        format!("2026{}", &created[4..]),
    ]
}

fn spoil(row: &mut Vec<String>, kind: usize) -> (&'static str, Reason) {
    match kind {
        0 => {
            row[1] = "myspace".into();
            ("provider", Reason::UnknownProvider)
        }
        1 => {
            row[3] = "not-an-address".into();
            ("email", Reason::NotAnEmailAddress)
        }
        2 => {
            row[6] = "2001-02-30".into();
            ("birthdate", Reason::NotADate)
        }
        3 => {
            row[2].clear();
            ("subject", Reason::Required)
        }
        _ => {
            row.truncate(11);
            ("created_at", Reason::MissingColumns)
        }
    }
}

fn quote(field: &str) -> String {
    if field.contains(['"', ',', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.into() }
}
