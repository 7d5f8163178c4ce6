//! `cargo xtask bench`: how fast, how big, how hungry, measured against peers in one run.
//!
//! A row measures one thing for each subject: ours, and the peers that can do it. The subjects take turns within each run, so that
//! whatever else the machine does hits all alike; what counts is the ratio, not the seconds.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::exit::{Exit, Failure};
use crate::root::{self, Root};
use crate::style::{TITLE, paint};

use machine::Machine;
use place::Place;
use row::Row;

mod count;
mod line;
mod load;
mod machine;
mod measure;
mod place;
mod programs;
mod results;
mod row;
mod subject;
mod table;

const EXAMPLES: &str = "\
Examples:
  cargo xtask bench
      Measure every row, five runs each. Takes an hour on two idle cores: peers need a minute for each build.
  cargo xtask bench --only json,call,server --runs 3
      Measure some rows; the others stay as they were measured last.
  cargo xtask bench --only check --runs 1 --write
      Measure, and write the table into docs/benchmarks.md.

The first run installs the peers (ploidy, openapi-to-rust) and downloads authentik-client from crates.io, into the work folder.
docs/benchmarks.md says how each row is measured.";

/// Measure generator and generated code against peers
///
/// Needs the document authentik-2026.2.6.yml, in the folder that `OASMITH_SPECS` names or in ../shared/specs. Prints a
/// table, and keeps what was measured in the work folder, from where --write puts it into docs/benchmarks.md.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Bench {
    /// Measure these rows only
    #[arg(long, value_name = "ROW", value_delimiter = ',', value_enum)]
    only: Vec<Row>,
    /// How often everything is measured; the median counts
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Where peers, programs and results are kept between runs: some 20 GB [default: target/bench]
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    /// Write the table of all rows that were ever measured there into docs/benchmarks.md
    #[arg(long)]
    write: bool,
    /// Measure nothing: print (and with --write, write) what was measured last
    #[arg(long)]
    last: bool,
}

impl Bench {
    pub(crate) fn run(&self, root: &Root) -> Result<Exit, Failure> {
        let path = root.path()?;
        let work = match &self.work {
            Some(work) => root::absolute(work)?,
            None => path.join("target/bench"),
        };
        let place = Place::new(&path, work)?;
        if !self.last {
            for row in Row::value_variants() {
                if !self.only.is_empty() && !self.only.contains(row) {
                    continue;
                }
                anstream::eprintln!("{}", paint(TITLE, row.name()));
                let load = machine::load();
                let lines = row.measure(&place, self.runs.into())?;
                // Read again: another call may have measured another row in the meantime.
                let mut results = results::read(&place)?;
                results.put(*row, lines, load);
                results::write(&place, &results)?;
            }
        }
        let results = results::read(&place)?;
        let machine = Machine::read(&place)?;
        table::print(&results, &machine)?;
        if self.write {
            table::write(&path.join("docs/benchmarks.md"), &results, &machine)?;
        }
        Ok(Exit::Fine)
    }
}
