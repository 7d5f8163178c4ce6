//! Compiling generated packages from nothing, with all that they depend on already there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::line::{Goal, Line, Unit};
use super::super::measure::{self, Usage};
use super::super::place::{Place, cargo, keep};
use super::{emptied, tell};
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

/// A peer whose first compilation took so many times what the best one took is not measured again: it is not what ours is compared
/// with, and some take minutes.
const FAR_BEHIND: f64 = 1.3;

/// Measures ours and those of peers in turns, so many times.
pub(super) fn in_turns(
    place: &Place,
    ours: &[Compilation],
    peers: &[Compilation],
    runs: usize,
) -> Result<(Vec<Taken>, Vec<Taken>), Failure> {
    for compilation in ours.iter().chain(peers) {
        compilation.prepare(place)?;
    }
    let nothing = |all: &[Compilation]| all.iter().map(|_| Taken::default()).collect();
    let mut taken: (Vec<Taken>, Vec<Taken>) = (nothing(ours), nothing(peers));
    for _ in 0..runs {
        for (compilation, taken) in ours.iter().zip(&mut taken.0) {
            taken.put(compilation.compile(place)?);
        }
        let first = taken.1.iter().filter_map(|taken| taken.cpu.first());
        let best = first.copied().fold(f64::INFINITY, f64::min);
        for (compilation, taken) in peers.iter().zip(&mut taken.1) {
            let is_near = |first: &f64| *first <= FAR_BEHIND * best;
            if taken.cpu.first().is_none_or(is_near) {
                taken.put(compilation.compile(place)?);
            }
        }
    }
    Ok(taken)
}

impl Taken {
    fn put(&mut self, usage: Usage) {
        self.wall.push(usage.wall);
        self.cpu.push(usage.cpu);
    }
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
    /// Runs the very command that is measured, the generated packages being empty: so all that others wrote is there with the features that
    /// it has then. That is known from the last time if the same compiler was to compile the same packages.
    fn prepare(&self, place: &Place) -> Result<(), Failure> {
        let tree = [
            "tree",
            "--workspace",
            "--edges",
            "features",
            "--prefix",
            "none",
        ];
        let mut state = measure::output(&mut cargo(&self.folder, &["--version"]))?;
        state.push_str(&measure::output(&mut cargo(&self.folder, &tree))?);
        let stamp = self.stamp(place);
        if fs::read_to_string(&stamp).is_ok_and(|known| known == state) {
            return Ok(());
        }
        let run = || place.run(&mut self.cargo(place, self.arguments));
        let usage = emptied::run(&self.folder, run)?;
        tell(&format!("{}, what others wrote", self.name), usage.wall);
        keep(&stamp, &state)
    }

    /// The file that tells what was there after the last preparation.
    fn stamp(&self, place: &Place) -> PathBuf {
        let name = format!("{} {}", self.name, self.arguments.join(" "));
        let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        place.target().join("prepared").join(name)
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
            fs::remove_file(self.stamp(place))?;
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
