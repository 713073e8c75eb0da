//! Shows domains readably: `xn--r8jz45g.jp` is 例え.jp (RFC 3492). They are stored and mailed in ASCII, and were checked
//! when typed; this only displays them.

/// An address, or a text with an address, with a readable domain.
pub fn readable(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((local, domain)) if domain.contains("xn--") => {
            let labels: Vec<String> = domain.split('.').map(label).collect();
            format!("{local}@{}", labels.join("."))
        }
        _ => text.to_owned(),
    }
}

fn label(label: &str) -> String {
    label.strip_prefix("xn--").and_then(decode).unwrap_or_else(|| label.to_owned())
}

const BASE: u32 = 36;

fn decode(code: &str) -> Option<String> {
    let (basic, extended) = code.rsplit_once('-').unwrap_or(("", code));
    let mut out: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = extended.bytes();
    while digits.len() > 0 {
        let before = i;
        i = add_number(i, &mut digits, bias)?;
        let length = u32::try_from(out.len()).ok()? + 1;
        bias = adapt(i - before, length, before == 0);
        n = n.checked_add(i / length)?;
        i %= length;
        out.insert(i as usize, char::from_u32(n)?);
        i += 1;
    }
    Some(out.into_iter().collect())
}

/// Adds the next number of the digits, whose length shows in its last digit.
fn add_number(mut sum: u32, digits: &mut impl Iterator<Item = u8>, bias: u32) -> Option<u32> {
    let (mut weight, mut k) = (1_u32, BASE);
    loop {
        let digit = value(digits.next()?)?;
        sum = sum.checked_add(digit.checked_mul(weight)?)?;
        let threshold = k.saturating_sub(bias).clamp(1, 26);
        if digit < threshold {
            return Some(sum);
        }
        weight = weight.checked_mul(BASE - threshold)?;
        k += BASE;
    }
}

fn value(digit: u8) -> Option<u32> {
    match digit {
        b'a'..=b'z' => Some(u32::from(digit - b'a')),
        b'0'..=b'9' => Some(u32::from(digit - b'0') + 26),
        _ => None,
    }
}

fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += BASE;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn domains_are_read_as_they_were_typed() {
        for (stored, shown) in [
            ("user@xn--r8jz45g.jp", "user@例え.jp"),
            ("user@xn--wgv71a119e.jp", "user@日本語.jp"),
            ("user@xn--bcher-kva.example", "user@bücher.example"),
            ("user@example.jp", "user@example.jp"),
            ("user@xn--???.jp", "user@xn--???.jp"),
            ("氏名", "氏名"),
        ] {
            assert_eq!(readable(stored), shown);
        }
    }
}
