//! Running a program and learning what it took.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

use crate::exit::Failure;

/// What a program and those it started took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usage {
    /// Seconds that passed.
    pub(super) wall: f64,
    /// Seconds of processors, user and system.
    pub(super) cpu: f64,
    /// Bytes of the largest of the processes.
    pub(super) peak: f64,
}

/// Runs a program to its end; what it prints goes to `log`.
///
/// # Errors
/// It could not be started, or did not end well; then the error has the end of what it printed.
pub(super) fn run(command: &mut Command, log: &Path) -> Result<Usage, Failure> {
    let out = File::create(log)?;
    command
        .stdin(Stdio::null())
        .stdout(out.try_clone()?)
        .stderr(out);
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| refused(command, &error))?;
    let used = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !used.status.success() {
        let program = command.get_program().to_string_lossy();
        let tail = tail(log);
        return Err(format!("`{program}` ended with {}:\n{tail}", used.status).into());
    }
    #[allow(clippy::cast_precision_loss)]
    let peak = used.rusage.maxrss as f64;
    Ok(Usage {
        wall,
        cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        peak,
    })
}

/// Runs a program and gives what it printed on standard output.
///
/// # Errors
/// It could not be started, or did not end well.
pub(super) fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| refused(command, &error))?;
    if !output.status.success() {
        let program = command.get_program().to_string_lossy();
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{program}` ended with {}:\n{text}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

pub(super) fn refused(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    format!("cannot start `{program}`: {error}").into()
}

/// The middle of the values; of an even number, the mean of the two in the middle.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
    if values.len() % 2 == 1 {
        at(middle)
    } else {
        f64::midpoint(at(middle.wrapping_sub(1)), at(middle))
    }
}

fn tail(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.len().saturating_sub(30);
    lines.get(start..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]).to_bits(), 2.0_f64.to_bits());
        assert_eq!(
            median(vec![4.0, 1.0, 2.0, 3.0]).to_bits(),
            2.5_f64.to_bits()
        );
    }
}
