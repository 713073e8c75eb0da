//! Texts from which staff begin an answer, in both languages. Marks enclose each gap, and an answer with a gap is not sent.

use crate::text::{Lang, Text};

/// The marks around a gap that staff fill in.
pub const GAP: [&str; 2] = ["［［", "］］"];

/// A text to begin with.
pub struct Template {
    pub code: &'static str,
    pub title: Text,
    pub body: Text,
}

pub const TEMPLATES: [Template; 4] = [
    Template {
        code: "answer",
        title: Text::new("回答", "Answer"),
        body: Text::new(
            "お問い合わせありがとうございます。\n\n［［回答］］\n\nご不明な点があれば、このお問い合わせに返信してください。",
            "Thank you for your inquiry.\n\n［［answer］］\n\nIf anything is unclear, please reply to this inquiry.",
        ),
    },
    Template {
        code: "steps",
        title: Text::new("操作手順の案内", "Instructions"),
        body: Text::new(
            "お問い合わせありがとうございます。次の手順で操作してください。\n\n1. ［［画面］］を開きます。\n2. ［［操作］］\n\nうまくいかない場合は、表示されたメッセージと日時を返信してください。",
            "Thank you for your inquiry. Please follow these steps.\n\n1. Open ［［screen］］.\n2. ［［step］］\n\nIf it does not work, please reply with the message that was shown and the time.",
        ),
    },
    Template {
        code: "ask",
        title: Text::new("追加の確認", "More details needed"),
        body: Text::new(
            "お問い合わせありがとうございます。確認のため、次の点を返信してください。\n\n・［［確認したいこと］］\n・発生した日時\n\nパスワードや認証コードは書かないでください。",
            "Thank you for your inquiry. To look into it, we need the following from you.\n\n- ［［question］］\n- When it happened\n\nPlease don't include passwords or verification codes.",
        ),
    },
    Template {
        code: "trouble",
        title: Text::new("調査中の連絡", "Under investigation"),
        body: Text::new(
            "ご不便をおかけして申し訳ございません。［［事象］］について調査しています。［［日時］］までに、状況をお知らせします。",
            "We are sorry for the inconvenience. We are looking into ［［the problem］］ and will let you know how it stands by ［［time］］.",
        ),
    },
];

/// The text of a template, by its code and its language such as `answer.ja`.
pub fn of(chosen: &str) -> Option<&'static str> {
    let (code, lang) = chosen.split_once('.')?;
    let (template, lang) = (TEMPLATES.iter().find(|template| template.code == code)?, Lang::from_tag(lang)?);
    Some(template.body.of(lang))
}

/// True if a text has a gap that nobody has filled.
pub fn has_gap(text: &str) -> bool {
    GAP.iter().any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_has_gaps_in_both_languages() {
        for template in &TEMPLATES {
            for lang in ["ja", "en"] {
                let text = of(&format!("{}.{lang}", template.code)).unwrap();
                assert!(has_gap(text), "{}", template.code);
                assert_eq!(text.matches(GAP[0]).count(), text.matches(GAP[1]).count(), "{}", template.code);
            }
        }
        assert_eq!((of("answer"), of("answer.fr"), of("other.ja")), (None, None, None));
    }
}
