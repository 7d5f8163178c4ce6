//! A comparison as an entry of a changelog.

use std::fmt::Write as _;

use oasmith::drift::Level;

use super::comparison::Comparison;
use super::lines::{Line, sections};
use super::plain::clean;
use super::text::summary;

pub(super) fn render(comparison: &Comparison) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let [before, after] = comparison.sides();
    let title = escaped(&clean(&after.title));
    let (old, new) = (
        escaped(&clean(&before.version)),
        escaped(&clean(&after.version)),
    );
    let _ = writeln!(text, "## {title}: {old} → {new}\n");
    for warning in comparison.warnings() {
        let _ = writeln!(text, "> {}\n", escaped(&warning));
    }
    if comparison.changes().is_empty() {
        let _ = writeln!(text, "Nothing changed.\n");
        return text;
    }
    let _ = writeln!(text, "{}\n", summary(comparison));
    let sections = sections(comparison, false);
    for level in Level::ALL.into_iter().rev() {
        let lines = || {
            sections
                .iter()
                .flat_map(|section| &section.lines)
                .filter(move |line| line.level == level)
        };
        if lines().next().is_none() {
            continue;
        }
        let heading = match level {
            Level::Breaking => "Breaking",
            Level::Risky => "Risky",
            Level::Compatible => "Compatible",
        };
        let _ = writeln!(text, "### {heading}\n");
        for line in lines() {
            let _ = writeln!(text, "{}", item(line));
        }
        text.push('\n');
    }
    let _ = writeln!(
        text,
        "<sub>from {} (sha256 {}) to {} (sha256 {})</sub>\n",
        escaped(&before.name),
        before.sha256,
        escaped(&after.name),
        after.sha256
    );
    text
}

fn item(line: &Line) -> String {
    let what = if line.what.is_empty() {
        String::new()
    } else {
        format!(": {}", escaped(&line.what))
    };
    let mut more = String::new();
    for reason in &line.more {
        more.push_str("  \n  ");
        more.push_str(&escaped(reason));
    }
    format!("- **{}**{what}{more}", escaped(&line.place))
}

/// The text so that Markdown shows it as it is; what stands between backticks stays.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut in_code = false;
    let is_paired = text.matches('`').count().is_multiple_of(2);
    for c in text.chars() {
        match c {
            '`' if is_paired => in_code = !in_code,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '@' if !in_code => {
                escaped.push('\\');
            }
            _ => {}
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_document_writes_no_markdown() {
        assert_eq!(escaped("a_b `c_d` <e>"), "a\\_b `c_d` \\<e\\>");
        assert_eq!(escaped("one ` alone_"), "one \\` alone\\_");
    }
}
