//! One line of the table: what was measured of whom, and what was hoped for.

use serde::{Deserialize, Serialize};

use super::measure::median;

/// What a number counts.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) enum Unit {
    Seconds,
    Bytes,
    Lines,
    NanosecondsPerByte,
    Instructions,
    PerSecond,
    Microseconds,
}

/// A bound of the ratio of ours to the other's.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub(super) enum Goal {
    AtMost(f64),
    AtLeast(f64),
    /// Nothing was set for this line.
    None,
}

/// One line of the table.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Line {
    pub(super) what: String,
    pub(super) unit: Unit,
    pub(super) ours: f64,
    /// Who else was measured, the one that ours is compared with first.
    pub(super) others: Vec<(String, f64)>,
    pub(super) goal: Goal,
    /// How many measurements the numbers are medians of.
    pub(super) runs: usize,
}

impl Line {
    /// A line of medians. `others` are compared by their medians: the first is the smallest one, unless there is one only.
    pub(super) fn of_medians(
        what: impl Into<String>,
        unit: Unit,
        ours: &[f64],
        others: Vec<(&str, Vec<f64>)>,
        goal: Goal,
    ) -> Self {
        let runs = ours.len();
        let mut others: Vec<(String, f64)> = others
            .into_iter()
            .map(|(name, values)| (name.to_owned(), median(values)))
            .collect();
        others.sort_by(|one, other| one.1.total_cmp(&other.1));
        Self {
            what: what.into(),
            unit,
            ours: median(ours.to_vec()),
            others,
            goal,
            runs,
        }
    }

    /// Ours by the other's; `None` if there is no other.
    pub(super) fn ratio(&self) -> Option<f64> {
        self.others.first().map(|(_, other)| self.ours / other)
    }

    /// Whether the goal is met; `None` if there is none.
    pub(super) fn is_met(&self) -> Option<bool> {
        let ratio = self.ratio()?;
        match self.goal {
            Goal::AtMost(most) => Some(ratio <= most),
            Goal::AtLeast(least) => Some(ratio >= least),
            Goal::None => None,
        }
    }
}

impl Unit {
    /// The number as people read it.
    pub(super) fn show(self, number: f64) -> String {
        match self {
            Self::Seconds if number < 10.0 => format!("{number:.2} s"),
            Self::Seconds => format!("{number:.1} s"),
            Self::Bytes => format!("{:.1} MB", number / 1e6),
            Self::NanosecondsPerByte => format!("{number:.3} ns"),
            Self::Instructions if number < 100.0 => format!("{number:.2}"),
            Self::Lines | Self::Instructions => format!("{number:.0}"),
            Self::PerSecond => format!("{number:.0}/s"),
            Self::Microseconds => format!("{number:.2} µs"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Goal, Line, Unit};

    fn line(goal: Goal) -> Line {
        Line::of_medians(
            "x",
            Unit::Seconds,
            &[1.0, 9.0, 2.0],
            vec![("slow", vec![8.0]), ("quick", vec![4.0])],
            goal,
        )
    }

    #[test]
    fn ours_is_compared_with_the_best() {
        let line = line(Goal::AtMost(0.5));
        assert_eq!(line.others[0].0, "quick");
        assert_eq!(line.ratio().map(f64::to_bits), Some(0.5_f64.to_bits()));
        assert_eq!(line.runs, 3);
    }

    #[test]
    fn a_goal_holds_to_its_bound() {
        assert_eq!(line(Goal::AtMost(0.5)).is_met(), Some(true));
        assert_eq!(line(Goal::AtMost(0.49)).is_met(), Some(false));
        assert_eq!(line(Goal::AtLeast(0.51)).is_met(), Some(false));
        assert_eq!(line(Goal::None).is_met(), None);
    }
}
