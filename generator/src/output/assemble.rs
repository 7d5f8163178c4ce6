//! From emitted tokens to the set of files: everything printed, the runtime beside it.

use std::num::NonZero;

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
        for (path, text) in skeleton::copies(kind, &header) {
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
    // Neighbours are of one kind and of like size, so every worker gets some of each kind.
    let share = |worker: usize| -> Vec<(usize, Printed<'e>)> {
        let files = emitted.iter().enumerate().skip(worker).step_by(workers);
        files
            .map(|(index, file)| (index, print(file, header)))
            .collect()
    };
    let mut printed: Vec<(usize, Printed<'e>)> = std::thread::scope(|scope| {
        let share = &share;
        let others: Vec<_> = (1..workers)
            .map(|worker| scope.spawn(move || share(worker)))
            .collect();
        let mut printed = share(0);
        for (worker, other) in (1..).zip(others) {
            // A worker that cannot be joined has panicked; its files are printed here, where the panic is the caller's.
            printed.extend(other.join().unwrap_or_else(|_| share(worker)));
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
