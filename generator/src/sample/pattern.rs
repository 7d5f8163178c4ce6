//! Texts that a pattern accepts, made from the pattern itself.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Characters that are easy to read, taken where a class has them.
const PLAIN: [char; 6] = ['a', 'b', 'A', '1', '0', '-'];

/// A text for a pattern, each repetition `extra` times more often than it has to be, as far as it may. `None` where the pattern is
/// not one that is understood here. Anchors are taken on trust: whoever asks tries the text.
pub(super) fn text(pattern: &str, extra: u32) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut text = String::new();
    write(&hir, extra, &mut text)?;
    Some(text)
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
    use super::text;

    #[test]
    fn a_text_for_a_pattern() {
        let version = text(r"^\d+\.\d+([-+].+)?$", 0);
        assert_eq!(version.as_deref(), Some("1.1"));
        assert_eq!(text("^[a-z][a-z0-9]*$", 2).as_deref(), Some("aaa"));
        assert_eq!(text("^(?:x|y){2,3}$", 9).as_deref(), Some("xxx"));
    }
}
