//! From emitted tokens to the set of files: everything printed, the runtime beside it.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Files;
use super::format::{self, FormatError};
use super::skeleton::{self, Crate};
use crate::diagnostic::{Code, Pointer, Report};
use crate::emit::{Content, Emitted};

/// The crates of one document: their folders and the line on top of their files.
pub(crate) struct Layout<'a> {
    /// The folder of each crate.
    pub(crate) folders: [(Crate, &'a str); 3],
    /// The line on top of every file, without the sign that makes it a comment.
    pub(crate) header: &'a str,
    /// Whether there are patterns that the usual engine does not read.
    pub(crate) has_backtracking: bool,
}

/// Prints every file and adds the runtime of each crate. A file that does not print is a mistake in oasmith; it is reported and left
/// out.
pub(crate) fn assemble(emitted: &[Emitted<'_>], layout: &Layout<'_>, report: &mut Report) -> Files {
    let header = format!("// {}", layout.header);
    let mut files = Files::new();
    for (path, text) in print_all(emitted, &header) {
        let clash = match text {
            Ok(text) => files
                .insert(path, text)
                .map(|_| "two files have this path".to_owned()),
            Err(error) => Some(error.to_string()),
        };
        if let Some(message) = clash {
            report.add(
                Code::Internal,
                &Pointer::root(),
                format!("{path}: {message}"),
            );
        }
    }
    for (kind, folder) in layout.folders {
        for (path, text) in skeleton::copies(kind, &header, layout.has_backtracking) {
            files.insert(format!("{folder}/{path}"), text);
        }
        // prettyplease prints them; rustfmt would break some lines elsewhere.
        let settings = format!("# {}\n\ndisable_all_formatting = true\n", layout.header);
        files.insert(format!("{folder}/rustfmt.toml"), settings);
    }
    files
}

type Printed<'e> = (&'e str, Result<String, FormatError>);

/// Prints the files on all cores; the result is in the order of the input.
fn print_all<'e>(emitted: &'e [Emitted<'_>], header: &str) -> Vec<Printed<'e>> {
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    // Files are of very different sizes, so nobody has a share of his own.
    let work = || -> Vec<(usize, Printed<'e>)> {
        let take = || {
            let index = next.fetch_add(1, Ordering::Relaxed);
            Some((index, print(emitted.get(index)?, header)))
        };
        std::iter::from_fn(take).collect()
    };
    let mut printed: Vec<(usize, Printed<'e>)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut printed = work();
        for other in others {
            // The panic of another worker is the caller's.
            printed.extend(other.join().unwrap_or_else(|cause| resume_unwind(cause)));
        }
        printed
    });
    printed.sort_by_key(|(index, _)| *index);
    printed.into_iter().map(|(_, file)| file).collect()
}

fn print<'e>(file: &'e Emitted<'_>, header: &str) -> Printed<'e> {
    let text = match &file.content {
        Content::Text(text) => Ok(text.clone()),
        Content::Rust(tokens) => format::rust(tokens(), header),
    };
    (&file.path, text)
}
