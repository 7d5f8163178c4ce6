//! Texts that a pattern accepts, made from the pattern itself.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Characters that are easy to read, taken where a class has them.
const PLAIN: [char; 6] = ['a', 'b', 'A', '1', '0', '-'];

/// Texts for a pattern, each repetition `extra` times more often than it has to be, as far as it may; none where the pattern is not one
/// that is understood here. Anchors are taken on trust, and so is what looks around: whoever asks tries the texts.
pub(super) fn texts(pattern: &str, extra: u32) -> Vec<String> {
    let (around, asked) = without_look_around(pattern);
    let Some(text) = text(&around, extra) else {
        return Vec::new();
    };
    // What is asked for somewhere in the text comes first.
    let asked = asked.iter().filter_map(|pattern| self::text(pattern, 0));
    let asked: String = asked.collect();
    let with_asked = (!asked.is_empty()).then(|| asked + &text);
    std::iter::once(text).chain(with_asked).collect()
}

fn text(pattern: &str, extra: u32) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut text = String::new();
    write(&hir, extra, &mut text)?;
    Some(text)
}

/// The pattern without the groups that look around, and what those of them ask for that look for something.
fn without_look_around(pattern: &str) -> (String, Vec<String>) {
    let (mut left, mut asked) = (String::new(), Vec::new());
    let mut rest = pattern;
    while let Some(start) = LOOKS.iter().filter_map(|look| rest.find(look)).min() {
        let (before, group) = rest.split_at(start);
        left.push_str(before);
        let Some(end) = end_of_group(group) else {
            break;
        };
        let (group, after) = group.split_at(end);
        asked.extend(
            group
                .strip_prefix("(?=")
                .and_then(|it| it.strip_suffix(')'))
                .map(str::to_owned),
        );
        rest = after;
    }
    left.push_str(rest);
    (left, asked)
}

/// How groups begin that look around.
const LOOKS: [&str; 4] = ["(?=", "(?!", "(?<=", "(?<!"];

/// Where the group ends that a pattern begins with.
fn end_of_group(pattern: &str) -> Option<usize> {
    let (mut depth, mut in_class, mut is_escaped) = (0_usize, false, false);
    for (index, character) in pattern.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn write(hir: &Hir, extra: u32, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(member(class)?),
        HirKind::Repetition(repetition) => {
            let times = repetition.min.saturating_add(extra);
            for _ in 0..times.min(repetition.max.unwrap_or(times)) {
                write(&repetition.sub, 0, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, extra, text)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, extra, text))?,
        HirKind::Alternation(parts) => write(parts.first()?, extra, text)?,
    }
    Some(())
}

fn member(class: &Class) -> Option<char> {
    match class {
        Class::Unicode(class) => {
            let has = |c: &char| {
                let mut ranges = class.iter();
                ranges.any(|range| (range.start()..=range.end()).contains(c))
            };
            let plain = PLAIN.into_iter().find(has);
            plain.or_else(|| {
                class
                    .iter()
                    .next()
                    .map(regex_syntax::hir::ClassUnicodeRange::start)
            })
        }
        Class::Bytes(class) => {
            let first = class.iter().next()?.start();
            Some(char::from(first))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{text, texts};

    #[test]
    fn texts_for_patterns_that_look_around() {
        assert_eq!(texts("^(?!aws:)[a-z]{2}$", 0), ["aa"]);
        assert_eq!(texts("^(?=.*[A-Z])(?=.*[0-9]).{3,}$", 0), ["aaa", "A1aaa"]);
        assert_eq!(texts("^(?![)(]).$", 0), ["a"]);
    }

    #[test]
    fn a_text_for_a_pattern() {
        let version = text(r"^\d+\.\d+([-+].+)?$", 0);
        assert_eq!(version.as_deref(), Some("1.1"));
        assert_eq!(text("^[a-z][a-z0-9]*$", 2).as_deref(), Some("aaa"));
        assert_eq!(text("^(?:x|y){2,3}$", 9).as_deref(), Some("xxx"));
    }
}
