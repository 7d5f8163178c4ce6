//! `cargo xtask completions`: completion of the command line.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::exit::{Exit, Failure};

/// Print a completion script for a shell
///
/// The script completes the program `xtask`, as in `target/debug/xtask`; shells do not ask it for `cargo xtask`.
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// The shell to print the script for
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        // Into memory first: clap_complete panics if the reader closes the pipe.
        let mut script = Vec::new();
        let mut command = crate::Cli::command().bin_name("xtask");
        clap_complete::generate(self.shell, &mut command, "xtask", &mut script);
        std::io::Write::write_all(&mut std::io::stdout(), &script)?;
        Ok(Exit::Fine)
    }
}
