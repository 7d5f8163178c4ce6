//! `cargo build` of a program that calls five operations.

use super::super::line::{Goal, Line, Unit};
use super::super::place::Place;
use super::super::programs;
use super::super::subject::{PEERS, Subject};
use super::compile::{Compilation, in_turns, lines, size, strings};
use crate::exit::Failure;

/// The tags of the five operations.
const TAGS: [&str; 2] = ["flows", "stages"];

pub(super) fn debug(place: &Place, runs: usize) -> Result<Vec<Line>, Failure> {
    measure(place, runs, "`cargo build`", &["build"])
}

pub(super) fn release(place: &Place, runs: usize) -> Result<Vec<Line>, Failure> {
    let mut lines = measure(
        place,
        runs,
        "`cargo build --release`",
        &["build", "--release"],
    )?;
    let size = |subject, tags: &[&str]| {
        let (_, name) = programs::five(place, subject, tags)?;
        size(&place.target().join("release").join(name))
    };
    let mut peers = Vec::new();
    for peer in PEERS {
        peers.push((peer.name(), vec![size(peer, &[])?]));
    }
    for (what, tags) in [
        ("stripped size of the program", &[] as &[&str]),
        ("stripped size, with its two tags only", &TAGS),
    ] {
        lines.push(Line::of_medians(
            what,
            Unit::Bytes,
            &[size(Subject::Ours, tags)?],
            peers.clone(),
            Goal::AtMost(0.6),
        ));
    }
    Ok(lines)
}

fn measure(
    place: &Place,
    runs: usize,
    what: &str,
    arguments: &'static [&'static str],
) -> Result<Vec<Line>, Failure> {
    let compilation = |name, subject: Subject, tags| {
        let (folder, program) = programs::five(place, subject, tags)?;
        let mut packages = strings(subject.packages());
        packages.push(program);
        Ok::<_, Failure>(Compilation {
            name,
            folder,
            arguments,
            packages,
        })
    };
    let ours = [
        compilation("oasmith", Subject::Ours, &[])?,
        compilation("oasmith, two tags", Subject::Ours, &TAGS)?,
    ];
    let mut others = Vec::new();
    for peer in PEERS {
        others.push(compilation(peer.name(), peer, &[])?);
    }
    let (ours, others) = in_turns(place, &ours, &others, runs)?;
    let [ours, tags] = ours.as_slice() else {
        return Ok(Vec::new());
    };
    let names = PEERS.into_iter().map(Subject::name);
    let peers: Vec<_> = names.zip(&others).collect();
    let goal = Goal::AtMost(0.25);
    let ours = lines(&format!("{what} of five calls"), ours, &peers, goal);
    let tags = lines(
        &format!("{what} of five calls, with their two tags only"),
        tags,
        &peers,
        goal,
    );
    Ok(ours.into_iter().chain(tags).collect())
}
