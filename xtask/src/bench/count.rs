//! Counting instructions with valgrind's callgrind, where it is installed.

use std::path::Path;
use std::process::{Command, Stdio};

use super::measure::refused;
use crate::exit::Failure;

/// Whether there is a valgrind.
pub(super) fn is_there() -> bool {
    let mut command = Command::new("valgrind");
    let status = command
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

/// The command that runs a program with its instructions counted; the count is in what [`read`] finds on standard error.
pub(super) fn command(program: &Path) -> Command {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program);
    command
}

/// Runs a program: the instructions, and what it printed.
pub(super) fn run(program: &Path, arguments: &[&str]) -> Result<(f64, String), Failure> {
    let mut command = command(program);
    let output = command.args(arguments).stdin(Stdio::null()).output();
    let output = output.map_err(|error| refused(&command, &error))?;
    let text = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{}: {text}", program.display()).into());
    }
    Ok((read(&text)?, String::from_utf8(output.stdout)?))
}

/// The count in what valgrind prints at the end: `==1== Collected : 123456`.
pub(super) fn read(text: &str) -> Result<f64, Failure> {
    let collected = text.lines().find_map(|line| line.split_once("Collected :"));
    let number = collected.and_then(|(_, number)| number.trim().parse().ok());
    Ok(number.ok_or_else(|| format!("valgrind printed no count:\n{text}"))?)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_count_is_found() {
        let text = "==7== Events    : Ir\n==7== Collected : 1234\n==7==\n";
        assert_eq!(read(text).map(f64::to_bits).ok(), Some(1234_f64.to_bits()));
        assert!(read("==7==\n").is_err());
    }
}
