//! `cargo xtask bless`: accept what the snapshot tests give.

use crate::exit::{Exit, Failure};
use crate::root::Root;

/// Run the generator's tests and accept every snapshot as it comes out
///
/// Read the diff of the snapshots before you commit them: this makes whatever the generator prints now the expectation.
#[derive(Debug, clap::Args)]
pub(crate) struct Bless {
    /// Passed on to `cargo test`, for example a test's name
    #[arg(trailing_var_arg = true)]
    arguments: Vec<String>,
}

impl Bless {
    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let mut test = root.cargo(["test", "--package", "oasmith"])?;
        test.args(&self.arguments).env("INSTA_UPDATE", "always");
        let status = test.status()?;
        Ok(if status.success() {
            Exit::Fine
        } else {
            Exit::Failed
        })
    }
}
