//! That what is printed from tokens is what syn and prettyplease make of it.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use super::{Part, Piece, by_syn, direct, member_by_syn, split};

/// The files of the generated crates in this repository, without what is not printed.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name() != Some("runtime".as_ref()) {
            files(&path, found);
        } else if path.extension() == Some("rs".as_ref()) {
            found.push(path);
        }
    }
}

fn parts(source: &str) -> Vec<Part> {
    let tokens: TokenStream = source.parse().unwrap();
    split::file(tokens).1
}

/// How many items and members were printed in both ways.
fn compare(source: &str, printed: &mut usize) {
    for (part, again) in parts(source).into_iter().zip(parts(source)) {
        let keyword = part.keyword().unwrap_or_default();
        // Of a table syn knows the tokens alone.
        let is_table = part.body().is_some() && part.tokens.iter().any(|token| token.is('!'));
        if is_table {
            continue;
        }
        if let Some(piece) = direct::item(&part, 0) {
            assert_same(&piece, &by_syn(again.into_stream(), 0).unwrap());
            *printed += 1;
        } else if matches!(keyword.as_str(), "impl" | "trait") {
            let members = |mut part: Part| split::parts(part.take_body().unwrap());
            for (member, again) in members(part).into_iter().zip(members(again)) {
                if let Some(piece) = direct::member(&member, 1) {
                    assert_same(&piece, &member_by_syn(again, &keyword, 0).unwrap());
                    *printed += 1;
                }
            }
        }
    }
}

#[track_caller]
fn assert_same(piece: &Piece, other: &Piece) {
    assert_eq!(piece.text, other.text);
    assert_eq!(piece.group, other.group, "{}", piece.text);
}

#[test]
fn both_ways_print_the_same() {
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated");
    let mut found = Vec::new();
    files(&generated, &mut found);
    let mut printed = 0;
    for file in found {
        compare(&fs::read_to_string(file).unwrap(), &mut printed);
    }
    assert!(printed > 100, "{printed}");
    let sources = [
        "/// One.\n///\n/// - Two.\n#[derive(Clone)]\npub struct A { /// Field.\n pub a: Option<Vec<u8>>, b: [u8; 4] }",
        "pub enum E { A, B(Box<C>), /// More.\n #[x] D { a: u8 } } struct U; struct N {} enum O {}",
        "use std::fmt; use a::{b, c::d}; use a::{b}; use super::*; pub(crate) use a as b; #[cfg(x)] use a::{b, c};",
        "pub mod a; mod b; /// Docs.\n pub mod c; #[cfg(x)] pub mod d;",
        "const A: &str = \"b\"; pub const B: usize = 1; const C: [u8; 2] = [1, 2];",
        "impl A { pub fn a(&self) -> u8 { self.b.c(1) } fn b(mut self, c: &'static str) {} fn d() {} const E: u8 = 1; type F = G<H>; }",
        "trait T { fn a<X: Y>(&self, x: X) -> impl Future<Output = Result<A, B>> + Send; const N: &'static [&'static str]; fn w() where A: B; }",
        "impl A { fn a_name_that_is_long_enough_to_break_the_line(&self, argument: AnArgument, another: AnotherArgument) -> Result<A, B> {} }",
        "impl A { fn a_name(&self) -> impl Future<Output = Result<AVeryLongNameOfASuccess, Error<AVeryLongNameOfAFailure>>> + Send { x } }",
    ];
    for source in sources {
        compare(source, &mut printed);
    }
}
