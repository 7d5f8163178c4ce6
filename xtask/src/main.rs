//! The tasks of this repository: `cargo xtask --help` lists them.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use root::Root;

mod agree;
mod bench;
mod bless;
mod ci;
mod codegen;
mod completions;
mod corpus;
mod documents;
mod drift;
mod exit;
mod explain;
mod fetch;
mod files;
mod init;
mod judge;
mod load;
mod root;
mod spec;
mod style;
mod tidy;

const EXAMPLES: &str = "\
Examples:
  cargo xtask init NAME FILE     set up spec/NAME for a document, and generate from it
  cargo xtask codegen            generate from every document in spec/ into generated/
  cargo xtask codegen --check    say whether generated/ is what the documents give
  cargo xtask drift              say what the documents change since the last commit, and whom it breaks
  cargo xtask explain E004       tell what a diagnostic means
  cargo xtask ci                 run all that CI runs";

/// Tasks of the oasmith repository
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXAMPLES)]
#[command(after_long_help = long_help(), styles = style::HELP)]
struct Cli {
    #[command(flatten)]
    root: Root,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Init(init::Init),
    Codegen(codegen::Codegen),
    Agree(agree::Agree),
    Bench(bench::Bench),
    Drift(drift::Drift),
    Judge(judge::Judge),
    Spec(spec::Spec),
    Corpus(corpus::Corpus),
    Load(load::Load),
    Explain(explain::Explain),
    Bless(bless::Bless),
    Ci(ci::Ci),
    Tidy(tidy::Tidy),
    Completions(completions::Completions),
}

fn long_help() -> String {
    format!("{EXAMPLES}\n\n{}", exit::TABLE)
}

fn main() -> ExitCode {
    let Cli { root, verb } = Cli::parse();
    let result = match verb {
        Verb::Init(verb) => verb.run(&root),
        Verb::Codegen(verb) => verb.run(&root),
        Verb::Agree(verb) => verb.run(&root),
        Verb::Bench(verb) => verb.run(&root),
        Verb::Drift(verb) => verb.run(&root),
        Verb::Judge(verb) => verb.run(&root),
        Verb::Spec(verb) => verb.run(&root),
        Verb::Corpus(verb) => verb.run(&root),
        Verb::Load(verb) => verb.run(&root),
        Verb::Explain(verb) => verb.run(),
        Verb::Bless(verb) => verb.run(&root),
        Verb::Ci(verb) => Ok(verb.run(&root)),
        Verb::Tidy(tidy::Tidy {}) => tidy::run(&root),
        Verb::Completions(verb) => verb.run(),
    };
    result
        .unwrap_or_else(|failure| exit::report_last(&*failure))
        .into()
}
