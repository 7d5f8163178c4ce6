//! Compiling generated packages from nothing, with all that they depend on already there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::super::line::{Goal, Line, Unit};
use super::super::measure::{self, Usage};
use super::super::place::{Place, cargo, keep};
use super::tell;
use crate::exit::Failure;

/// One compilation that is measured.
pub(super) struct Compilation {
    pub(super) name: &'static str,
    /// The workspace.
    pub(super) folder: PathBuf,
    /// What cargo is told.
    pub(super) arguments: &'static [&'static str],
    /// The packages that are compiled; nothing of them is there before.
    pub(super) packages: Vec<String>,
}

/// What compilations took.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) wall: Vec<f64>,
    pub(super) cpu: Vec<f64>,
}

/// Measures them in turns, so many times.
pub(super) fn in_turns(
    place: &Place,
    compilations: &[Compilation],
    runs: usize,
) -> Result<Vec<Taken>, Failure> {
    for compilation in compilations {
        compilation.prepare(place)?;
    }
    let mut all: Vec<Taken> = compilations.iter().map(|_| Taken::default()).collect();
    for _ in 0..runs {
        for (compilation, taken) in compilations.iter().zip(&mut all) {
            let usage = compilation.compile(place)?;
            taken.wall.push(usage.wall);
            taken.cpu.push(usage.cpu);
        }
    }
    Ok(all)
}

/// The lines for wall and CPU time, ours against others.
pub(super) fn lines(
    what: &str,
    ours: &Taken,
    others: &[(&'static str, &Taken)],
    goal: Goal,
) -> [Line; 2] {
    let of = |part: fn(&Taken) -> &Vec<f64>| {
        let pick = |(name, taken): &(&'static str, &Taken)| (*name, part(taken).clone());
        others.iter().map(pick).collect()
    };
    [
        Line::of_medians(
            format!("{what}, wall"),
            Unit::Seconds,
            &ours.wall,
            of(|taken| &taken.wall),
            goal,
        ),
        Line::of_medians(
            format!("{what}, CPU"),
            Unit::Seconds,
            &ours.cpu,
            of(|taken| &taken.cpu),
            goal,
        ),
    ]
}

impl Compilation {
    /// Compiles what others wrote. That is known from the last time if the same compiler was to compile the same packages.
    fn prepare(&self, place: &Place) -> Result<(), Failure> {
        let lock = self.folder.join("Cargo.lock");
        if !lock.is_file() {
            place.run(&mut cargo(&self.folder, &["generate-lockfile"]))?;
        }
        let packages = others(&self.folder)?;
        let tree = ["tree", "--edges", "features", "--prefix", "none"];
        let mut state = measure::output(&mut cargo(&self.folder, &["--version"]))?;
        state.push_str(&measure::output(&mut cargo(&self.folder, &tree))?);
        let stamp = format!("prepared-{}", self.arguments.join("-"));
        let stamp = self.folder.join(stamp);
        if fs::read_to_string(&stamp).is_ok_and(|known| known == state) {
            return Ok(());
        }
        let mut command = self.cargo(place, &[self.kind()]);
        if self.is_release() {
            command.arg("--release");
        }
        for package in &packages {
            command.args(["--package", package]);
        }
        let usage = place.run(&mut command)?;
        tell(&format!("{}, what others wrote", self.name), usage.wall);
        keep(&stamp, &state)
    }

    /// Measures it.
    fn compile(&self, place: &Place) -> Result<Usage, Failure> {
        let mut clean = self.cargo(place, &["clean"]);
        if self.is_release() {
            clean.arg("--release");
        }
        for package in &self.packages {
            clean.args(["--package", package]);
        }
        place.run(&mut clean)?;
        let usage = place.run(&mut self.cargo(place, self.arguments))?;
        let compiled = compiled(&fs::read_to_string(place.log())?);
        let mut wanted = self.packages.clone();
        wanted.sort_unstable();
        if compiled != wanted {
            let name = self.name;
            return Err(format!("{name}: compiled was {compiled:?}, not {wanted:?}").into());
        }
        tell(self.name, usage.wall);
        Ok(usage)
    }

    fn cargo(&self, place: &Place, arguments: &[&str]) -> Command {
        let mut command = cargo(&self.folder, arguments);
        command.arg("--target-dir").arg(place.target());
        command
    }

    fn is_release(&self) -> bool {
        self.arguments.contains(&"--release")
    }

    /// `check` or `build`.
    fn kind(&self) -> &'static str {
        self.arguments.first().copied().unwrap_or("check")
    }
}

/// The names as texts of their own.
pub(super) fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// What cargo says that it compiled, in order.
fn compiled(log: &str) -> Vec<String> {
    let name = |line: &str| {
        let line = line.trim_start();
        let rest = line
            .strip_prefix("Compiling ")
            .or_else(|| line.strip_prefix("Checking "))?;
        rest.split(' ').next().map(str::to_owned)
    };
    let mut names: Vec<String> = log.lines().filter_map(name).collect();
    names.sort_unstable();
    names
}

/// The packages from elsewhere that the packages of a workspace and of its neighbours depend on.
fn others(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let host = measure::output(Command::new("rustc").arg("-vV").current_dir(folder))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: "));
    let arguments = ["metadata", "--format-version", "1", "--filter-platform"];
    let mut metadata = cargo(folder, &arguments);
    metadata.arg(host.ok_or("rustc does not tell its host")?);
    let metadata: Metadata = serde_json::from_str(&measure::output(&mut metadata)?)?;
    let packages = &metadata.packages;
    let find = |id: &str| packages.iter().find(|package| package.id == id);
    let is_local = |id: &str| find(id).is_some_and(|package| package.source.is_none());
    let local = metadata
        .resolve
        .nodes
        .iter()
        .filter(|node| is_local(&node.id));
    let wanted = local.flat_map(|node| &node.dependencies);
    let named = wanted
        .filter_map(|id| find(id))
        .filter(|package| package.source.is_some());
    Ok(named
        .map(|package| format!("{}@{}", package.name, package.version))
        .collect())
}

/// What `cargo metadata` tells.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    /// `None` for a package by path.
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

/// The bytes of a program.
pub(super) fn size(program: &Path) -> Result<f64, Failure> {
    let length = fs::metadata(program)
        .map_err(|error| format!("`{}`: {error}", program.display()))?
        .len();
    #[allow(clippy::cast_precision_loss)]
    Ok(length as f64)
}

#[cfg(test)]
mod tests {
    use super::compiled;

    #[test]
    fn what_was_compiled_is_read() {
        let log = "   Compiling b v1.0.0\n    Checking a v0.1.0 (file)\nwarning: x\n    Finished `dev` profile\n";
        assert_eq!(compiled(log), ["a", "b"]);
    }
}
