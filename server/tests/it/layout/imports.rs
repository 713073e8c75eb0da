//! Finds which file uses which: paths as written, followed through `use` and `pub use` to the file that defines the
//! item.

use super::source::{self, Source};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::OnceLock;

type Segments = Vec<String>;

/// A use of an item in another file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Import {
    pub from: usize,
    pub to: usize,
    /// The path as written, from the crate's root.
    pub path: Segments,
}

/// The files of a crate, and what they offer each other.
pub struct Sources {
    pub files: Vec<Source>,
    modules: HashMap<Segments, usize>,
    uses: Vec<Uses>,
    imports: OnceLock<BTreeSet<Import>>,
}

/// The items that a file imports with `use`, by their local names.
#[derive(Default)]
struct Uses {
    names: HashMap<String, Segments>,
    /// The imports that other files can reach through this file.
    exported: HashMap<String, Segments>,
    /// The file without its `use` lines.
    rest: String,
}

impl Sources {
    pub fn read(src: &Path) -> Sources {
        Sources::of(source::read(src))
    }

    pub fn of(files: Vec<Source>) -> Sources {
        let modules = files.iter().enumerate().map(|(n, file)| (file.module.clone(), n)).collect();
        let mut sources = Sources { files, modules, uses: Vec::new(), imports: OnceLock::new() };
        sources.uses = (0..sources.files.len()).map(|n| sources.uses_of(n)).collect();
        sources
    }

    /// Every use of another file, once for each path.
    pub fn imports(&self) -> &BTreeSet<Import> {
        self.imports.get_or_init(|| (0..self.files.len()).flat_map(|from| self.imports_of(from)).collect())
    }

    /// The paths in a file, without its `use` lines.
    pub fn paths(&self, file: usize) -> Vec<Segments> {
        paths(&self.uses[file].rest)
    }

    fn imports_of(&self, from: usize) -> BTreeSet<Import> {
        let uses = &self.uses[from];
        let written: Vec<Segments> =
            self.paths(from).into_iter().filter_map(|path| self.absolute(from, &path)).collect();
        // An imported module counts as used where one of its items is named.
        let idle = |path: &&Segments| !self.modules.contains_key(*path) || !written.iter().any(|w| w.starts_with(path));
        let brought = uses.names.values().filter(idle);
        let all = brought.chain(&written).filter_map(|path| Some((self.file_of(path, 0)?, path)));
        all.filter(|(to, _)| *to != from).map(|(to, path)| Import { from, to, path: path.clone() }).collect()
    }

    /// Resolves a path in a file from the crate's root; `None` if it leads out of the crate.
    pub fn absolute(&self, file: usize, path: &[String]) -> Option<Segments> {
        let own = &self.files[file].module;
        let (first, rest) = path.split_first()?;
        let named = self.uses.get(file).and_then(|uses| uses.names.get(first));
        let base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => own.clone(),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                let base = own.get(..own.len().checked_sub(up)?)?.to_vec();
                return Some([base, path[up..].to_vec()].concat());
            }
            _ if named.is_some() => named?.clone(),
            _ => Some([own.clone(), vec![first.clone()]].concat()).filter(|child| self.modules.contains_key(child))?,
        };
        Some([base, rest.to_vec()].concat())
    }

    /// The file that defines the item of a path.
    pub fn file_of(&self, path: &[String], hops: usize) -> Option<usize> {
        let (file, rest) = (0..=path.len()).rev().find_map(|n| Some((*self.modules.get(&path[..n])?, &path[n..])))?;
        let Some(target) = rest.first().and_then(|name| self.uses[file].exported.get(name)) else { return Some(file) };
        if hops > 8 { Some(file) } else { self.file_of(&[target, &rest[1..]].concat(), hops + 1) }
    }

    fn uses_of(&self, file: usize) -> Uses {
        let (code, mut uses) =
            (&self.files[file].code, Uses { rest: self.files[file].code.clone(), ..Uses::default() });
        let mut brought = Vec::new();
        for (start, end, is_public) in statements(code) {
            let blank: String = code[start..end].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
            uses.rest.replace_range(start..end, &blank);
            let tree = code[start..end].trim_start_matches("use").trim_end_matches(';');
            brought.extend(leaves(tree).into_iter().map(|leaf| (leaf, is_public)));
        }
        // One `use` may build on another.
        for _ in 0..3 {
            for ((path, name), is_public) in &brought {
                let found = self.absolute_in(file, path, &uses.names);
                if let Some(path) = found {
                    uses.names.insert(name.clone(), path.clone());
                    if *is_public {
                        uses.exported.insert(name.clone(), path);
                    }
                }
            }
        }
        uses
    }

    fn absolute_in(&self, file: usize, path: &[String], names: &HashMap<String, Segments>) -> Option<Segments> {
        let first = path.first()?;
        match names.get(first) {
            Some(base) if path.len() > 1 => Some([base, &path[1..]].concat()),
            _ => self.absolute(file, path),
        }
    }
}

/// Each `use` in a text: its start and end, and whether it is public.
fn statements(code: &str) -> Vec<(usize, usize, bool)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let begins = |at: usize| !code[..at].ends_with(is_part) && code[at + 3..].starts_with(char::is_whitespace);
    let starts = code.match_indices("use").map(|(at, _)| at).filter(|at| begins(*at));
    let statement = |at: usize| {
        let end = at + code[at..].find(';')? + 1;
        let before = code[..at].trim_end();
        let line = before.rsplit(['\n', ';', '}']).next().unwrap_or_default().trim();
        Some((at, end, line.ends_with("pub") || (line.contains("pub(") && line.ends_with(')'))))
    };
    starts.filter_map(statement).collect()
}

/// The paths of an import tree, each with its local name.
fn leaves(tree: &str) -> Vec<(Segments, String)> {
    let tree = tree.trim();
    if let Some((head, body)) = tree.split_once('{') {
        let head: Segments = segments(head);
        let body = body.trim_end().strip_suffix('}').unwrap_or(body);
        let inner = parts(body).into_iter().flat_map(leaves);
        return inner.map(|(path, name)| joined(&head, path, name)).collect();
    }
    let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
    let path = segments(path);
    let name = alias.map(ToOwned::to_owned).or_else(|| path.last().cloned());
    name.map(|name| (path, name)).into_iter().collect()
}

/// `self` within braces means the path before the braces.
fn joined(head: &[String], mut path: Segments, name: String) -> (Segments, String) {
    if path.first().is_some_and(|first| first == "self") && !head.is_empty() {
        path.remove(0);
    }
    let whole = [head.to_vec(), path].concat();
    let name = if name == "self" { whole.last().cloned().unwrap_or(name) } else { name };
    (whole, name)
}

/// Splits a text at the commas outside braces.
fn parts(body: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in body.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&body[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&body[start..]);
    found.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

fn segments(path: &str) -> Segments {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
}

/// Every path of more than one segment in a text.
fn paths(code: &str) -> Vec<Segments> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = code.split(|c: char| !is_part(c)).filter(|word| word.contains("::"));
    words.map(segments).filter(|path| path.len() > 1).collect()
}
