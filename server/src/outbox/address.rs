//! Reads mail addresses that people type. Every accepted address can be mailed.

use super::message::can_go_to;
use crate::base::address::spelled;
use app::contacts::messages as m;
use app::error::Refusals;
use app::text::Text;

/// Returns the stored form if mails can be sent to the address, otherwise what is wrong with it.
pub fn read(typed: &str) -> Result<String, Text> {
    spelled(typed).and_then(|email| if can_go_to(&email) { Ok(email) } else { Err(m::EMAIL_WRONG) })
}

/// Like [`read`], but adds a mistake to the refusals of the form.
pub fn required(typed: &str, refusals: &mut Refusals) -> String {
    if typed.trim().is_empty() {
        refusals.add("email", m::EMAIL_MISSING);
        return String::new();
    }
    read(typed).unwrap_or_else(|words| {
        refusals.add("email", words);
        String::new()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::address::folded;

    #[test]
    fn one_mailbox_is_stored_in_one_form() {
        for (typed, stored) in [
            (" Taro.Yamada@Example.JP ", "taro.yamada@example.jp"),
            ("ｔａｒｏ＠example.jp", "taro@example.jp"),
            ("taro..yamada@docomo.ne.jp", "taro..yamada@docomo.ne.jp"),
            ("\"taro..yamada\"@docomo.ne.jp", "taro..yamada@docomo.ne.jp"),
            ("hanako.@ezweb.ne.jp", "hanako.@ezweb.ne.jp"),
            ("\"taro\"@example.jp", "taro@example.jp"),
            ("user@例え.jp", "user@xn--r8jz45g.jp"),
            ("user@xn--r8jz45g.jp", "user@xn--r8jz45g.jp"),
            ("o'brien+x@example.co.jp", "o'brien+x@example.co.jp"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(stored), "{typed}");
            assert_eq!(folded(typed), stored);
        }
    }

    #[test]
    fn what_cannot_be_mailed_is_refused() {
        for bad in [
            "",
            "nobody",
            "@example.jp",
            "a@",
            "x@y",
            "a@b@c.jp",
            "x@example.jp.",
            "x@.jp",
            "x@exam_ple.jp",
            "x@-a.jp",
            "a b@example.jp",
            "a@exa mple.jp",
            "a\u{3000}b@example.jp",
            "a@example.jp\r\nBcc: b@example.jp",
            "user@[192.0.2.1]",
            "user@192.0.2.1",
            "user@[IPv6:2001:db8::1]",
            "ユーザー@example.jp",
            "taro..yamada@example.jp",
            ".a@example.jp",
            "\"a b\"@docomo.ne.jp",
            "\"a\\\"b\"@docomo.ne.jp",
            "a,b@example.jp",
            "a@example.123",
        ] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
        assert!(read(&format!("{}@example.jp", "a".repeat(65))).is_err());
        assert!(read(&format!("a@{}.jp", "a".repeat(64))).is_err());
    }
}
