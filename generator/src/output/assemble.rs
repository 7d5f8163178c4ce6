//! From emitted tokens to the set of files: everything printed, the runtime beside it.

use super::skeleton::{self, Crate};
use super::{Files, format};
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
pub(crate) fn assemble(emitted: Vec<Emitted>, layout: &Layout<'_>, report: &mut Report) -> Files {
    let header = format!("// {}", layout.header);
    let mut files = Files::new();
    for Emitted { path, content } in emitted {
        let text = match content {
            Content::Text(text) => Ok(text),
            Content::Rust(tokens) => format::rust(tokens, &header),
        };
        let clash = match text {
            Ok(text) => files
                .insert(path.clone(), text)
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
