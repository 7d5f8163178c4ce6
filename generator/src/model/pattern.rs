//! Patterns: regular expressions of ECMA-262 (JSON Schema validation, draft 2020-12, section 6.3.3), as far as there is an engine for them.

/// A pattern made ready for an engine that the generated code can have, too.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// For `regex-lite`, which takes a time that grows with the text alone.
    Plain(regex_lite::Regex),
    /// For `fancy-regex`: it looks around, refers back, or names classes of Unicode.
    Backtracking(Box<fancy_regex::Regex>),
}

/// So many ways are tried for one text: samples are short.
const MOST_WAYS: usize = 10_000;

impl Pattern {
    /// Reads a pattern in the notation of the engines.
    ///
    /// # Errors
    /// Why the first of them does not read it, where none does.
    pub fn new(pattern: &str) -> Result<Self, String> {
        let plain = match regex_lite::Regex::new(pattern) {
            Ok(regex) => return Ok(Self::Plain(regex)),
            Err(error) => error.to_string(),
        };
        let regex = fancy_regex::RegexBuilder::new(pattern)
            .backtrack_limit(MOST_WAYS)
            .build();
        match regex {
            Ok(regex) => Ok(Self::Backtracking(Box::new(regex))),
            Err(_) => Err(plain),
        }
    }

    /// Whether it matches somewhere in the text.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Plain(regex) => regex.is_match(text),
            Self::Backtracking(regex) => regex.is_match(text).unwrap_or(false),
        }
    }

    /// Whether the generated code needs more than its usual engine.
    #[must_use]
    pub fn is_backtracking(&self) -> bool {
        matches!(self, Self::Backtracking(_))
    }

    /// The text of a pattern as the engines read it, with what it becomes: as it stands, if the first of them takes it so.
    ///
    /// # Errors
    /// As of [`new`](Self::new).
    pub fn of_document(pattern: &str) -> Result<(String, Self), String> {
        match regex_lite::Regex::new(pattern) {
            Ok(regex) => return Ok((pattern.to_owned(), Self::Plain(regex))),
            // What is too large for it takes the other one long, and is too large for it as well.
            Err(error) if error.to_string().contains("size limit") => {
                return Err(error.to_string());
            }
            Err(_) => {}
        }
        let written = rewritten(pattern);
        Self::new(&written).map(|it| (written, it))
    }
}

/// The same pattern where the engines read it otherwise: `\d` and `\w` are of ASCII in ECMA-262 (section 22.2.2.9), and in a class `[`, `&&`,
/// `~~` and a `-` behind a class mean themselves.
fn rewritten(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut in_class = false;
    // A class ended just before.
    let mut after_class = false;
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        let was_after_class = std::mem::take(&mut after_class);
        match character {
            '\\' => {
                let escaped = rest.next().unwrap_or('\\');
                let class = match escaped {
                    'd' => Some("[0-9]"),
                    'D' => Some("[^0-9]"),
                    'w' => Some("[0-9A-Za-z_]"),
                    'W' => Some("[^0-9A-Za-z_]"),
                    _ => None,
                };
                after_class = in_class && class.is_some();
                match class {
                    Some(class) => text.push_str(class),
                    None => text.extend(['\\', escaped]),
                }
            }
            '[' if !in_class => {
                in_class = true;
                text.push('[');
                text.extend(rest.next_if_eq(&'^'));
            }
            '[' => text.push_str("\\["),
            ']' => {
                in_class = false;
                text.push(']');
            }
            '-' if was_after_class && rest.peek() != Some(&']') => text.push_str("\\-"),
            '&' | '~' if in_class && rest.peek() == Some(&character) => {
                text.extend(['\\', character]);
            }
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_are_read_as_documents_mean_them() {
        for (pattern, right, wrong) in [
            (r"^\d+$", "12", "\u{663}"),
            (r"^(?!x)\d+$", "12", "\u{663}"),
            (r"^(?!x)[\w-.]+$", "a-b.c", "\u{e9}"),
            (r"^(?!x)[^\d]$", "a", "1"),
            ("^[[a-z]{2}$", "[a", "[1"),
            (r"^[\w-.+]+$", "a-b.+", "a b"),
            (r"^[\p{L}\p{N}]+$", "\u{e9}1", "-"),
            ("^(?=.*a)(?!.*b).+$", "ca", "cab"),
            ("^(?!x)[a&&b~~]+$", "a&b~", "c"),
        ] {
            let (_, read) =
                Pattern::of_document(pattern).unwrap_or_else(|it| panic!("{pattern}: {it}"));
            assert!(read.is_match(right), "{pattern} {right}");
            assert!(!read.is_match(wrong), "{pattern} {wrong}");
        }
    }

    #[test]
    fn what_the_usual_engine_takes_stays_as_it_is() {
        let read =
            |pattern| Pattern::of_document(pattern).map(|(text, it)| (text, it.is_backtracking()));
        assert_eq!(read(r"^\d+$"), Ok((r"^\d+$".to_owned(), false)));
        assert_eq!(read("^[[a]$"), Ok((r"^[\[a]$".to_owned(), false)));
        assert_eq!(read(r"^(?!\d)$"), Ok((r"^(?![0-9])$".to_owned(), true)));
        assert!(read("(").is_err());
        let error = read("^.{1,2097152}$").unwrap_err();
        assert!(error.contains("size limit"), "{error}");
    }
}
