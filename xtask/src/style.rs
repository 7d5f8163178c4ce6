//! Colours; `anstream` takes them out where the output is not a terminal or `NO_COLOR` is set.

use std::fmt::Display;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::builder::Styles;

/// Failures and removed lines.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// Success and added lines.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What deserves a look.
pub(crate) const CAUTION: Style = AnsiColor::Yellow.on_default().bold();
/// What is only looked up.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Titles.
pub(crate) const TITLE: Style = Style::new().bold();

/// The colours of `--help`.
pub(crate) const HELP: Styles = Styles::styled()
    .header(TITLE)
    .usage(TITLE)
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::Cyan.on_default());

/// The text in a style.
pub(crate) fn paint(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Whether standard error shows colours.
pub(crate) fn stderr_has_colors() -> bool {
    AutoStream::choice(&std::io::stderr()) != ColorChoice::Never
}
