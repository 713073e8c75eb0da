//! Enums with stable codes for the database, logs and addresses, and words for people.

/// Declares an enum with codes: `codes! { pub enum Colour { Red = "red" => Text::new("赤", "Red"), … } }`. The enum gets
/// `ALL`, `code`, `from_code` and, if each variant has words, `text` and `text_of` a code.
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

            $vis fn text_of(code: &str) -> Option<$crate::text::Text> {
                $name::from_code(code).map($name::text)
            }
        }
    };
}

/// Equality and `Debug` of values that their code identifies.
macro_rules! known_by_code {
    ($($name:ident),+) => {
        $(impl PartialEq for $name {
            fn eq(&self, other: &$name) -> bool {
                self.code == other.code
            }
        }

        impl Eq for $name {}

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code)
            }
        })+
    };
}

pub(crate) use {codes, known_by_code};
