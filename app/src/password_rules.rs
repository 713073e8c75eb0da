//! The password rule, shared by the browser's live checklist and the server's decision (SL-20a). Rules that need a list
//! or a hash (common words, earlier passwords) run only on the server.

/// The parts of a profile's password rule that can be checked while typing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PasswordShape {
    /// Minimum number of characters (Unicode code points).
    pub min: u16,
    /// Maximum number of characters.
    pub max: u16,
    /// Requires at least one half-width letter and one half-width digit (SL-20a).
    pub letters_and_digits: bool,
}

/// One rule of the checklist.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShapeRule {
    Length,
    Letter,
    Digit,
}

impl PasswordShape {
    /// The rules that apply, in display order.
    pub fn rules(self) -> &'static [ShapeRule] {
        if self.letters_and_digits {
            &[ShapeRule::Length, ShapeRule::Letter, ShapeRule::Digit]
        } else {
            &[ShapeRule::Length]
        }
    }

    /// True if a password meets one rule. Browser and server normalise it first (NFKC).
    pub fn keeps(self, rule: ShapeRule, password: &str) -> bool {
        match rule {
            ShapeRule::Length => {
                let n = password.chars().count();
                n >= usize::from(self.min) && n <= usize::from(self.max)
            }
            ShapeRule::Letter => password.bytes().any(|b| b.is_ascii_alphabetic()),
            ShapeRule::Digit => password.bytes().any(|b| b.is_ascii_digit()),
        }
    }

    /// The first rule that a password does not meet.
    pub fn broken(self, password: &str) -> Option<ShapeRule> {
        self.rules().iter().copied().find(|r| !self.keeps(*r, password))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: PasswordShape = PasswordShape { min: 8, max: 128, letters_and_digits: true };

    #[test]
    fn the_shape_counts_characters_and_half_width_letters_and_digits() {
        assert_eq!(SHAPE.broken("abc123"), Some(ShapeRule::Length));
        assert_eq!(SHAPE.broken("12345678"), Some(ShapeRule::Letter));
        assert_eq!(SHAPE.broken("abcdefgh"), Some(ShapeRule::Digit));
        assert_eq!(SHAPE.broken("ａｂｃｄ１２３４"), Some(ShapeRule::Letter));
        assert_eq!(SHAPE.broken("abcd1234"), None);
        assert_eq!(SHAPE.broken("関所を通る pass phrase 9!"), None);
        assert_eq!(SHAPE.broken(&"a1".repeat(65)), Some(ShapeRule::Length));
    }
}
