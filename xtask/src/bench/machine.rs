//! The machine that measures.

use std::fs;
use std::process::Command;

use super::measure;
use super::place::Place;
use crate::exit::Failure;

/// What a reader needs to know of the machine to judge the numbers.
pub(super) struct Machine {
    cores: usize,
    processor: String,
    rustc: String,
}

impl Machine {
    pub(super) fn read(place: &Place) -> Result<Self, Failure> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let rustc = measure::output(
            Command::new(rustc)
                .arg("--version")
                .current_dir(place.work()),
        )?;
        Ok(Self {
            cores: std::thread::available_parallelism()?.get(),
            processor: processor(),
            rustc: rustc.trim().to_owned(),
        })
    }

    /// One sentence.
    pub(super) fn describe(&self) -> String {
        let Self {
            cores,
            processor,
            rustc,
        } = self;
        format!(
            "{cores} cores of {processor}, {}, {rustc}",
            std::env::consts::OS
        )
    }
}

/// The model of the processor, where the system tells it.
fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == "model name").then(|| value.trim().to_owned())
    });
    model.unwrap_or_else(|| std::env::consts::ARCH.to_owned())
}

/// How many processes wanted a processor in the last minute, where the system tells it.
pub(super) fn load() -> Option<f64> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    text.split(' ').next()?.parse().ok()
}
