//! Enums with stable codes for the database, logs and addresses, and words for people.

/// Declares an enum with codes: `codes! { pub enum Colour { Red = "red" => Text::new("赤", "Red"), … } }`. The enum gets
/// `ALL`, `code`, `from_code` and, if each variant has words, `text`.
macro_rules! codes {
    (@ $(#[$meta:meta])* $vis:vis $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal),+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        $vis enum $name { $($(#[$of])* $variant),+ }

        impl $name {
            $vis const ALL: [$name; [$($code),+].len()] = [$($name::$variant),+];

            $vis fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            $vis fn from_code(code: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|one| one.code() == code)
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $crate::kit::codes! { @ $(#[$meta])* $vis $name { $($(#[$of])* $variant = $code),+ } }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$of:meta])* $variant:ident = $code:literal => $text:expr),+ $(,)?
    }) => {
        $crate::kit::codes! { @ $(#[$meta])* $vis $name { $($(#[$of])* $variant = $code),+ } }

        impl $name {
            $vis fn text(self) -> $crate::text::Text {
                match self { $($name::$variant => $text),+ }
            }
        }
    };
}

pub(crate) use codes;
