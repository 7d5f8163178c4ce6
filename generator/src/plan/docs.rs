//! Docs: the document's words, made safe for rustdoc.
//!
//! Nothing a description says becomes code, a link or HTML: indented and fenced blocks become `text` fences, so that they are never
//! doctests, `<name>` and `[name]` are escaped, bare addresses become links.

use std::borrow::Cow;

use crate::model::Docs;

/// The width of a line of docs, without indentation and slashes.
const WIDTH: usize = 100;

/// The docs of an item: description, else title, unless they only repeat the item's name.
#[must_use]
pub fn lines(docs: &Docs, name: &str) -> Vec<String> {
    let text = docs
        .description
        .as_deref()
        .or(docs.title.as_deref())
        .unwrap_or_default();
    if is_echo(text, name) {
        Vec::new()
    } else {
        safe(text)
    }
}

/// Paragraphs one below the other, with an empty line between them.
#[must_use]
pub fn paragraphs(parts: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut all = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !all.is_empty() {
            all.push(String::new());
        }
        all.extend(part);
    }
    all
}

/// Whether a text says no more than the name: `User`, `user.`, `Pk`.
fn is_echo(text: &str, name: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_lowercase())
    }
    !text.trim().is_empty() && letters(text).eq(letters(name))
}

/// Lines of rustdoc that render as the text.
fn safe(text: &str) -> Vec<String> {
    let is_usual = text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~'));
    let text = if is_usual {
        Cow::Borrowed(text)
    } else {
        let breaks = text
            .chars()
            .map(|c| if is_line_break(c) { '\n' } else { c });
        Cow::Owned(breaks.filter(|c| is_printable(*c)).collect())
    };
    let mut lines: Vec<String> = Vec::new();
    let mut block: Option<Block<'_>> = None;
    // The column at which the text of the open list item begins.
    let mut item = None;
    for line in text.trim().lines().map(str::trim_end) {
        let fence = fence(line);
        match block.as_mut() {
            Some(open) if fence.is_some_and(|fence| open.is_closed_by(fence, line)) => {
                lines.extend(block.take().map(Block::lines).into_iter().flatten());
            }
            Some(open) => open.content.push(line),
            None => match fence {
                Some(fence) => {
                    item = None;
                    block = Some(Block {
                        fence,
                        content: Vec::new(),
                    });
                }
                // Four spaces or a tab would begin a code block, which rustdoc compiles.
                None => {
                    for line in wrapped(&escaped(&unindented(line))) {
                        lines.push(within_item(line, &mut item));
                    }
                }
            },
        }
    }
    lines.extend(block.map(Block::lines).into_iter().flatten());
    lines.dedup_by(|next, line| next.is_empty() && line.is_empty());
    lines
}

/// A fenced block of code.
struct Block<'t> {
    fence: &'t str,
    content: Vec<&'t str>,
}

impl Block<'_> {
    /// A fence is closed by one of the same sign that is as long, with nothing behind it (the `CommonMark` spec, Fenced code blocks).
    fn is_closed_by(&self, fence: &str, line: &str) -> bool {
        fence.chars().next() == self.fence.chars().next()
            && fence.len() >= self.fence.len()
            && line.trim() == fence
    }

    /// The block as text, in a fence that nothing in it closes.
    fn lines(self) -> Vec<String> {
        let longest = self
            .content
            .iter()
            .filter_map(|line| fence(line))
            .map(str::len)
            .max()
            .unwrap_or(0);
        let fence = "`".repeat(if longest == 0 { 3 } else { longest + 1 });
        let content = self.content.into_iter().map(str::to_owned);
        std::iter::once(format!("{fence}text"))
            .chain(content)
            .chain([fence])
            .collect()
    }
}

/// The fence that a line begins with.
fn fence(line: &str) -> Option<&str> {
    let text = line.trim_start();
    let sign = text
        .chars()
        .next()
        .filter(|sign| matches!(sign, '`' | '~'))?;
    let end = text.find(|c| c != sign).unwrap_or(text.len());
    text.get(..end).filter(|fence| fence.len() >= 3)
}

/// A long line of a paragraph as several; lists, tables and headings keep theirs.
fn wrapped(line: &str) -> Vec<String> {
    let is_text = line.starts_with(|c: char| c.is_alphabetic() || c == '`');
    if line.chars().count() <= WIDTH || !is_text {
        return vec![line.to_owned()];
    }
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let Some(current) = lines.last_mut() else {
            break;
        };
        // A line that began with one of these signs would be a list, a heading or a quote.
        let begins_block = word.starts_with(['-', '*', '+', '#', '>', '|', '=', '~'])
            || word.starts_with(|c: char| c.is_ascii_digit());
        if current.is_empty()
            || begins_block
            || current.chars().count() + 1 + word.chars().count() <= WIDTH
        {
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

fn unindented(line: &str) -> String {
    let text = line.trim_start();
    let depth = line.len() - text.len();
    let is_item = text.starts_with("- ") || text.starts_with("* ");
    if is_item && depth >= 2 {
        format!("  {text}")
    } else {
        text.to_owned()
    }
}

/// Indents a line that goes on with a list item, as a reader of the source expects; Markdown takes it for the item's text anyway (the
/// `CommonMark` spec, Laziness).
fn within_item(line: String, item: &mut Option<usize>) -> String {
    match (*item, item_text(&line)) {
        (_, Some(column)) => {
            *item = Some(column);
            line
        }
        (Some(column), None) if !line.is_empty() && !line.starts_with('#') && !is_rule(&line) => {
            format!("{}{line}", " ".repeat(column))
        }
        _ => {
            *item = None;
            line
        }
    }
}

/// The column at which the text of a list item begins, if a line is one.
fn item_text(line: &str) -> Option<usize> {
    let text = line.trim_start();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let signs = if digits > 0 {
        ['.', ')'].as_slice()
    } else {
        &['-', '*', '+']
    };
    let rest = text.get(digits..)?.strip_prefix(signs)?;
    let spaces = rest.len() - rest.trim_start().len();
    (spaces > 0 && digits < 10 && !is_rule(text)).then(|| line.len() - rest.len() + spaces)
}

/// Whether a line is a thematic break, or would underline a heading.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| *c != ' ');
    let first = signs.next();
    matches!(first, Some('-' | '*' | '_' | '=')) && signs.all(|sign| Some(sign) == first)
}

/// U+2028 and its like end a line for some readers and not for others.
fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}'
    )
}

/// Neither a control character nor one that changes the direction of the text around it.
fn is_printable(c: char) -> bool {
    c == '\n'
        || c == '\t'
        || !(c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

/// Escapes what rustdoc would read as HTML or as a link to an item; code spans stay as they are.
fn escaped(line: &str) -> String {
    let is_sign = |byte| matches!(byte, b'`' | b'<' | b'>' | b'[' | b']' | b'\\' | b'_' | b'/');
    if !line.bytes().any(is_sign) {
        return line.to_owned();
    }
    // An unpaired backtick would swallow the rest of the paragraph.
    let paired = line.matches('`').count().is_multiple_of(2);
    let mut text = String::with_capacity(line.len());
    for (index, span) in line.split('`').enumerate() {
        if index > 0 {
            text.push_str(if paired { "`" } else { "\\`" });
        }
        if paired && index % 2 == 1 {
            text.push_str(span);
        } else {
            text.push_str(&escaped_words(span));
        }
    }
    text
}

fn escaped_words(span: &str) -> String {
    let words: Vec<String> = span.split(' ').map(escaped_word).collect();
    words.join(" ")
}

fn escaped_word(word: &str) -> String {
    if let Some(start) = word.find("http://").or_else(|| word.find("https://"))
        && let Some((before, address)) = word.split_at_checked(start)
        && !before.ends_with(['<', '(', '[', '"'])
        && !address.contains(['<', '>', '[', ']'])
    {
        let end = address.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        let after = address.strip_prefix(end).unwrap_or_default();
        return format!("{}<{end}>{after}", escape_signs(before));
    }
    code_or_text(word)
}

/// A word with an underscore is a name of the API: as a code span it is one, and never emphasis.
fn code_or_text(word: &str) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let start = word.find(is_name).unwrap_or(word.len());
    let end = word.rfind(is_name).map_or(start, |last| last + 1);
    match (word.get(..start), word.get(start..end), word.get(end..)) {
        (Some(before), Some(name), Some(after))
            if name.contains('_') && name.chars().all(is_name) =>
        {
            format!("{}`{name}`{}", escape_signs(before), escape_signs(after))
        }
        _ => escape_signs(word),
    }
}

fn escape_signs(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for c in word.chars() {
        if matches!(c, '<' | '>' | '[' | ']' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::model::Docs;

    fn safe(text: &str) -> Vec<String> {
        lines(
            &Docs {
                description: Some(text.to_owned()),
                ..Docs::default()
            },
            "",
        )
    }

    #[test]
    fn code_never_becomes_a_doctest() {
        assert_eq!(
            safe("Example:\n\n    fn pwn() {}"),
            ["Example:", "", "fn pwn() {}"]
        );
        assert_eq!(safe("```\nfn pwn() {}"), ["```text", "fn pwn() {}", "```"]);
        assert_eq!(
            safe("~~~~\n```\nfn pwn() {}\n~~~~"),
            ["````text", "```", "fn pwn() {}", "````"]
        );
        assert_eq!(
            safe("~~~rust\nfn pwn() {}\n~~~"),
            ["```text", "fn pwn() {}", "```"]
        );
    }

    #[test]
    fn text_of_a_list_item_is_indented() {
        assert_eq!(
            safe("Either\n- one\nor so\n  - deep\nand\n\nor\n10. ten\n11) more\n---\nno"),
            [
                "Either", "- one", "  or so", "  - deep", "    and", "", "or", "10. ten",
                "11) more", "---", "no"
            ]
        );
        let item = format!("- a\n{} end", "word ".repeat(25).trim());
        assert!(
            safe(&item)
                .iter()
                .skip(1)
                .all(|line| line.starts_with("  "))
        );
    }

    #[test]
    fn html_and_links_are_text() {
        assert_eq!(
            safe("see <name> and [Flow]"),
            [r"see \<name\> and \[Flow\]"]
        );
        assert_eq!(safe("`<name>` stays"), ["`<name>` stays"]);
        assert_eq!(safe("a stray ` and <b>"), [r"a stray \` and \<b\>"]);
        assert_eq!(
            safe("see https://example.com/a."),
            ["see <https://example.com/a>."]
        );
    }

    #[test]
    fn names_of_the_api_are_code() {
        assert_eq!(
            safe("the verbose_name, (is_staff) and __init__."),
            ["the `verbose_name`, (`is_staff`) and `__init__`."]
        );
        assert_eq!(safe("a _ b"), ["a `_` b"]);
    }

    #[test]
    fn strange_line_ends_and_directions() {
        assert_eq!(
            safe("a\u{2028}b\r\nc\u{202e}d"),
            ["a", "b", "", "cd"].map(str::to_owned).as_slice()
        );
    }

    #[test]
    fn an_echo_is_no_doc() {
        let docs = Docs {
            title: Some("Pk".into()),
            ..Docs::default()
        };
        assert!(lines(&docs, "pk").is_empty());
    }
}
