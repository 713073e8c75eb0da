//! Sources for the layout test: the program's code without tests, comments and the text in literals.

use std::path::{Path, PathBuf};

/// One file.
pub struct Source {
    /// The path below `src`, such as `door/read.rs`.
    pub name: String,
    /// The module path in the crate: `["door", "read"]`.
    pub module: Vec<String>,
    /// The code without tests, comments and the text in literals, line by line.
    pub code: String,
}

/// All files of a crate, except its tests.
pub fn read(src: &Path) -> Vec<Source> {
    let mut found: Vec<Source> = files(src).iter().filter_map(|path| one(src, path)).collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The path and the lines of each file, tests included.
pub fn lengths(src: &Path) -> Vec<(String, usize)> {
    let lines = |path: &Path| std::fs::read_to_string(path).unwrap().lines().count();
    let name = |path: &Path| path.strip_prefix(src).unwrap().to_str().unwrap().to_owned();
    let sources = files(src).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    sources.map(|path| (name(&path), lines(&path))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn one(src: &Path, path: &Path) -> Option<Source> {
    let name = path.strip_prefix(src).unwrap().to_str().unwrap();
    of(name, &std::fs::read_to_string(path).unwrap())
}

/// Reads a file; `None` for tests and irrelevant files.
pub fn of(name: &str, text: &str) -> Option<Source> {
    let stem = name.strip_suffix(".rs")?;
    let module: Vec<String> = stem.split('/').filter(|part| *part != "mod").map(ToOwned::to_owned).collect();
    if module.iter().any(|part| part == "tests") || name == "main.rs" {
        return None;
    }
    let module = if name == "lib.rs" { Vec::new() } else { module };
    Some(Source { name: name.to_owned(), module, code: without_tests(&plain(text)) })
}

/// Replaces comments and literals by blanks.
pub fn plain(text: &str) -> String {
    let (mut out, mut at) = (text.as_bytes().to_vec(), 0);
    while at < text.len() {
        let end = end_of_piece(text, at);
        for byte in out.iter_mut().take(end).skip(at).filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
        at = end.max(at + 1);
    }
    String::from_utf8(out).unwrap()
}

/// The texts in the literals of a code, as they are written there.
pub fn texts(text: &str) -> Vec<&str> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let end = end_of_piece(text, at);
        if text.as_bytes()[at] == b'"' {
            found.push(&text[at + 1..end - 1]);
        }
        at = end.max(at + 1);
    }
    found
}

/// The end of the comment or literal that begins here; the position itself if nothing begins there.
fn end_of_piece(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    match &bytes[at..] {
        [b'/', b'/', ..] => text[at..].find('\n').map_or(bytes.len(), |n| at + n),
        [b'/', b'*', ..] => text[at..].find("*/").map_or(bytes.len(), |n| at + n + 2),
        [b'"', ..] => end_of_text(bytes, at),
        [b'r', ..] => end_of_raw(bytes, at),
        [b'\'', ..] => end_of_char(bytes, at),
        _ => at,
    }
}

fn end_of_text(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != b'"' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    end + 1
}

/// The end of a raw text `r#"…"#`; the position itself if there is no raw text.
fn end_of_raw(bytes: &[u8], at: usize) -> usize {
    let inside_word =
        at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_') && bytes[at - 1] != b'b';
    let hashes = bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
    if inside_word || bytes.get(at + 1 + hashes) != Some(&b'"') {
        return at;
    }
    let close = [&b"\""[..], &vec![b'#'; hashes]].concat();
    let body = at + 2 + hashes;
    let found = bytes[body..].windows(close.len()).position(|window| window == close);
    found.map_or(bytes.len(), |n| body + n + close.len())
}

/// The end of a character such as `'{'`. A lifetime is not a character.
fn end_of_char(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at + 1) == Some(&b'\\') {
        return at + 3 + bytes[at + 3..].iter().position(|byte| *byte == b'\'').unwrap_or_default() + 1;
    }
    let width = bytes.get(at + 1).map_or(1, |byte| match byte {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    });
    if bytes.get(at + 1 + width) == Some(&b'\'') { at + 2 + width } else { at }
}

/// Removes items under `#[cfg(test)]`, line by line.
fn without_tests(code: &str) -> String {
    let mut left = code.to_owned();
    while let Some(start) = left.find("#[cfg(test)]") {
        let end = end_of_item(&left, start);
        let blank: String = left[start..end].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        left.replace_range(start..end, &blank);
    }
    left
}

/// The end of an item: after its block or its semicolon.
pub fn end_of_item(code: &str, start: usize) -> usize {
    let open = code[start..].find(['{', ';']).map_or(code.len(), |n| start + n);
    if code.as_bytes().get(open) == Some(&b'{') { end_of_block(code, open) } else { (open + 1).min(code.len()) }
}

/// The end of a block that starts with a brace.
pub fn end_of_block(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return at + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// Every function: its name, and its lines from `fn` to the closing brace.
pub fn functions(code: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, name) in signatures(code) {
        let end = end_of_signature(code, at);
        if code.as_bytes().get(end) == Some(&b'{') {
            found.push((name, code[at..end_of_block(code, end)].lines().count()));
        }
    }
    found
}

/// Every function, also one without a body: where its `fn` stands, and its name.
fn signatures(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let begins = at == 0 || !code.as_bytes()[at - 1].is_ascii_alphanumeric() && code.as_bytes()[at - 1] != b'_';
        let name: String = code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if begins && !name.is_empty() {
            found.push((at, name));
        }
    }
    found
}

/// Every function with its parameters. Those of closures are not counted.
pub fn parameters(code: &str) -> Vec<(String, Vec<&str>)> {
    let mut found = Vec::new();
    for (at, name) in signatures(code) {
        let generics = at + 3 + name.len();
        let has_generics = code.as_bytes().get(generics) == Some(&b'<');
        let open = if has_generics { end_of_brackets(code, generics) } else { generics };
        if code.as_bytes().get(open) == Some(&b'(') {
            found.push((name, parts(&code[open + 1..end_of_brackets(code, open) - 1])));
        }
    }
    found
}

/// The end of what is in brackets.
fn end_of_brackets(code: &str, open: usize) -> usize {
    depths(&code[open..]).find(|(_, depth)| *depth == 0).map_or(code.len(), |(at, _)| open + at + 1)
}

/// The parts between the commas that stand in no brackets, such as parameters.
pub fn parts(list: &str) -> Vec<&str> {
    let (mut found, mut start) = (Vec::new(), 0);
    for (at, depth) in depths(list) {
        if depth == 0 && list.as_bytes()[at] == b',' {
            found.push(&list[start..at]);
            start = at + 1;
        }
    }
    found.push(&list[start..]);
    found.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// How deep in brackets the code is after each byte. The head of an arrow is no bracket.
pub fn depths(code: &str) -> impl Iterator<Item = (usize, i32)> {
    let (mut depth, mut before) = (0, b' ');
    let after = move |(at, byte)| {
        match byte {
            b'(' | b'[' | b'{' | b'<' => depth += 1,
            b'>' if before == b'-' || before == b'=' => {}
            b')' | b']' | b'}' | b'>' => depth -= 1,
            _ => {}
        }
        before = byte;
        (at, depth)
    };
    code.bytes().enumerate().map(after)
}

/// The brace that opens the body, or the semicolon of a function without one. Const generics with block defaults are
/// not supported, because the sources have none.
fn end_of_signature(code: &str, at: usize) -> usize {
    let mut depth = 0i32;
    for (n, byte) in code.bytes().enumerate().skip(at) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b'{' | b';' if depth == 0 => return n,
            _ => {}
        }
    }
    code.len()
}
