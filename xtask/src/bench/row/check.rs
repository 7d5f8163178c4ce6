//! `cargo check` of the generated crates.

use super::super::line::{Goal, Line};
use super::super::place::Place;
use super::super::subject::{PEERS, Subject};
use super::compile::{Compilation, in_turns, lines, strings};
use crate::exit::Failure;

pub(super) fn measure(place: &Place, runs: usize) -> Result<Vec<Line>, Failure> {
    let folder = Subject::Ours.sources(place)?;
    let ours = [
        Compilation {
            name: "oasmith, types and client",
            folder: folder.clone(),
            arguments: &["check", "--package", "authentik-client"],
            packages: strings(Subject::Ours.packages()),
        },
        Compilation {
            name: "oasmith, types, client and server",
            folder,
            arguments: &["check", "--workspace"],
            packages: strings(&["authentik-types", "authentik-client", "authentik-server"]),
        },
    ];
    let mut others = Vec::new();
    for peer in PEERS {
        others.push(Compilation {
            name: peer.name(),
            folder: peer.sources(place)?,
            arguments: &["check"],
            packages: strings(peer.packages()),
        });
    }
    let (ours, others) = in_turns(place, &ours, &others, runs)?;
    let [client, whole] = ours.as_slice() else {
        return Ok(Vec::new());
    };
    let names = PEERS.into_iter().map(Subject::name);
    let peers: Vec<_> = names.zip(&others).collect();
    let client = lines(
        "`cargo check` of types and client",
        client,
        &peers,
        Goal::AtMost(0.25),
    );
    let whole = lines(
        "`cargo check` of types, client and server",
        whole,
        &peers,
        Goal::AtMost(0.5),
    );
    Ok(client.into_iter().chain(whole).collect())
}
