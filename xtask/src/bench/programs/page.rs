//! Decodes and encodes a page of a hundred flows, with the generated types and with those written by hand.
//!
//! `page time ROUNDS` prints nanoseconds per byte, the median over the rounds, in which both take turns; `page count KIND WHAT N`
//! does one thing N times, for a profiler that counts instructions, and prints the bytes of the page.

use std::hint::black_box;
use std::time::Instant;

use authentik_types::PaginatedFlowList;
use authentik_types::runtime::json;

use plain::Page;

mod plain;

const REPEATS: usize = 20;

fn main() {
    let text = serde_json::to_vec(&Page::sample()).expect("the sample can be written");
    let plain: Page = serde_json::from_slice(&text).expect("the sample can be read");
    let ours: PaginatedFlowList = serde_json::from_slice(&text).expect("the sample can be read");
    assert_same(&text, &serde_json::to_vec(&ours).expect("the page can be written"));

    let decode_ours = || drop(black_box(serde_json::from_slice::<PaginatedFlowList>(black_box(&text))));
    let decode_plain = || drop(black_box(serde_json::from_slice::<Page>(black_box(&text))));
    // As client and server read a body.
    let decode_body =
        || drop(black_box(json::decode::<PaginatedFlowList>(black_box(&text)).expect("a page")));
    let encode_ours = || drop(black_box(serde_json::to_vec(black_box(&ours))));
    let encode_plain = || drop(black_box(serde_json::to_vec(black_box(&plain))));
    let all: [(&str, &str, &dyn Fn()); 5] = [
        ("ours", "decode", &decode_ours),
        ("body", "decode", &decode_body),
        ("plain", "decode", &decode_plain),
        ("ours", "encode", &encode_ours),
        ("plain", "encode", &encode_plain),
    ];

    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["time", rounds] => {
            let rounds: usize = rounds.parse().expect("a number of rounds");
            let mut times = [const { Vec::new() }; 5];
            for _ in 0..rounds {
                for (times, (_, _, work)) in times.iter_mut().zip(&all) {
                    let start = Instant::now();
                    (0..REPEATS).for_each(|_| work());
                    times.push(start.elapsed().as_secs_f64() * 1e9 / (REPEATS * text.len()) as f64);
                }
            }
            for (times, (kind, what, _)) in times.iter_mut().zip(&all) {
                times.sort_by(f64::total_cmp);
                println!("{kind} {what} {}", times[rounds / 2]);
            }
        }
        ["count", kind, what, number] => {
            let number: usize = number.parse().expect("a number of repetitions");
            let found = all.iter().find(|one| one.0 == *kind && one.1 == *what);
            let (_, _, work) = found.expect("`ours`, `body` or `plain`, `decode` or `encode`");
            (0..number).for_each(|_| work());
            println!("{}", text.len());
        }
        _ => panic!("page time ROUNDS | page count KIND WHAT NUMBER"),
    }
}

fn assert_same(one: &[u8], other: &[u8]) {
    let value = |text| serde_json::from_slice::<serde_json::Value>(text).expect("JSON");
    assert_eq!(value(one), value(other));
}
