//! How a task ends.

use std::error::Error;
use std::io;
use std::process::ExitCode;

use crate::style::{BAD, paint};

/// The exit codes, as `--help` shows them.
pub(crate) const TABLE: &str = "\
Exit codes:
  0  all is well
  1  `codegen --check`: the output is stale, missing or left over; `ci`, `tidy`: something failed
  2  the command line is wrong, or the system refused to read or write
  3  a document cannot be had or read; with --strict: not all of it is generated
  4  files that oasmith did not write are in the way
  5  `codegen --check`: the output was edited by hand
 10  `drift`: what changed is compatible
 11  `drift`: something that changed is risky for clients that are out there
 12  `drift`: something that changed breaks clients that are out there
 13  `drift --expect-change`: nothing changed";

/// How a task that did its work ends. Where several fit, the greatest is the answer.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Exit {
    Fine = 0,
    Failed = 1,
    Usage = 2,
    Document = 3,
    Refused = 4,
    Edited = 5,
    Compatible = 10,
    Risky = 11,
    Breaking = 12,
    Unchanged = 13,
}

/// Why a task could not do its work; ends the process with [`Exit::Usage`].
pub(crate) type Failure = Box<dyn Error>;

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Prints the failure that ends the process; none where nobody reads on, as behind `| head`.
pub(crate) fn report_last(failure: &(dyn Error + 'static)) -> Exit {
    let kind = failure.downcast_ref::<io::Error>().map(io::Error::kind);
    if kind == Some(io::ErrorKind::BrokenPipe) {
        return Exit::Usage;
    }
    report(failure)
}

/// Prints the failure.
pub(crate) fn report(failure: &dyn Error) -> Exit {
    anstream::eprintln!("{}: {failure}", paint(BAD, "error"));
    Exit::Usage
}
