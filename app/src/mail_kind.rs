//! Kinds of mail. Each is a constant of the feature that writes the mail.

use crate::kit::known_by_code;
use crate::text::Text;

/// The kind of a mail. Its code is stable, because the outbox and logs contain it.
#[derive(Clone, Copy)]
pub struct MailKind {
    code: &'static str,
    text: Text,
}

impl MailKind {
    pub const fn new(code: &'static str, ja: &'static str, en: &'static str) -> MailKind {
        MailKind { code, text: Text::new(ja, en) }
    }

    pub const fn code(self) -> &'static str {
        self.code
    }

    pub const fn text(self) -> Text {
        self.text
    }
}

known_by_code!(MailKind);

/// The kinds of mail of a feature: `INVITATION: "member.invitation" => "メンバーへの招待", "Member invitation";`.
macro_rules! mails {
    ($($name:ident: $code:literal => $ja:literal, $en:literal;)*) => {
        $(pub const $name: $crate::mail_kind::MailKind = $crate::mail_kind::MailKind::new($code, $ja, $en);)*

        /// Every kind of the feature.
        pub const ALL: &[$crate::mail_kind::MailKind] = &[$($name),*];
    };
}

pub(crate) use mails;
