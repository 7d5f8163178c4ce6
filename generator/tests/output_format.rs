//! What `output::format::rust` promises: spacing, docs, tables, and that nothing of the code changes.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::io::Write;
use std::process::{Command, Stdio};
use std::str::FromStr;

use oasmith::output::format;
use oasmith::output::skeleton::{self, Crate};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

const HEADER: &str = "// @generated from spec/x/openapi.yaml by cargo xtask codegen. Do not edit.";

fn print(source: &str) -> String {
    let tokens = TokenStream::from_str(source).unwrap();
    let text = format::rust(tokens, HEADER).unwrap();
    assert_eq!(
        tokens_of(source),
        tokens_of(&text),
        "the tokens have changed:\n{text}"
    );
    text.strip_prefix(HEADER)
        .unwrap()
        .trim_start_matches('\n')
        .to_owned()
}

/// The tokens as text, without the commas before a closing bracket, which are the printer's to choose.
fn tokens_of(source: &str) -> String {
    fn visit(tokens: TokenStream, text: &mut String) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ('(', ')'),
                        Delimiter::Brace => ('{', '}'),
                        Delimiter::Bracket => ('[', ']'),
                        Delimiter::None => (' ', ' '),
                    };
                    text.push(open);
                    visit(group.stream(), text);
                    text.truncate(text.trim_end_matches([',', ' ']).len());
                    text.push(close);
                }
                token => text.extend([token.to_string(), " ".to_owned()]),
            }
        }
    }
    let mut text = String::new();
    visit(TokenStream::from_str(source).unwrap(), &mut text);
    text
}

#[test]
fn items_and_members_are_spaced() {
    let source = include_str!("output/spacing.in.rs");
    assert_eq!(print(source), include_str!("output/spacing.out.rs"));
}

#[test]
fn printing_twice_changes_nothing() {
    let once = print(include_str!("output/spacing.in.rs"));
    assert_eq!(print(&once), once);
}

/// Not a promise, see the module's documentation; holds for shapes that are not wide. The sample has one table, which
/// rustfmt leaves alone.
#[test]
fn rustfmt_agrees_on_the_sample() {
    let text = include_str!("output/spacing.out.rs");
    let Ok(mut rustfmt) = Command::new("rustfmt")
        .args(["--edition", "2024", "--check"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
    else {
        return;
    };
    rustfmt
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = rustfmt.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn docs_are_lines_with_one_space() {
    let source = r#"
        #![doc = "Of the crate.\n\nMore."]
        #[doc = " Quoted.\n\n     indented code\r\n second  "]
        #[doc = "/// slashes"]
        #[doc(hidden)]
        pub struct A { #[doc = "field\n- list\n  - deep"] pub a: u8 }
    "#;
    let text = format::rust(TokenStream::from_str(source).unwrap(), HEADER).unwrap();
    let expected = "\n
//! Of the crate.
//!
//! More.

///  Quoted.
///
///      indented code
///  second
/// /// slashes
#[doc(hidden)]
pub struct A {
    /// field
    /// - list
    ///   - deep
    pub a: u8,
}
";
    assert_eq!(text.strip_prefix(HEADER).unwrap(), expected);
}

#[test]
fn literals_of_several_lines_are_kept() {
    let literal = format!("r#\"a\n{}b (\"#", " ".repeat(40));
    let source =
        format!("mod m {{ impl A {{ fn f() {{ some(match 1 {{ _ => {literal} }}) }} }} }}");
    assert!(print(&source).contains(&literal));
}

#[test]
fn tables_have_a_row_on_each_line() {
    let source = r#"
        record! { Flow { pk: required, title: optional, rest: rest } }
        open_enum! {
            #[doc = " Docs."] #[cfg(feature = "x")]
            pub enum A: Vec<Option<&'static str>> { Yes => "yes", B(u8) => b::c!(-1, [2; 3]); <'a> x -> !, }
            empty {}
        }
        unit!(u8);
        unit!(u16);
    "#;
    let expected = r#"record! {
    Flow {
        pk: required,
        title: optional,
        rest: rest
    }
}

open_enum! {
    /// Docs.
    #[cfg(feature = "x")]
    pub enum A: Vec<Option<&'static str>> {
        Yes => "yes",
        B(u8) => b::c!(-1, [2; 3]);
        <'a> x -> !,
    }
    empty {}
}

unit!(u8);
unit!(u16);
"#;
    assert_eq!(print(source), expected);
}

#[test]
fn tokens_that_are_no_file_are_an_error() {
    let error = format::rust(TokenStream::from_str("pub struct 1;").unwrap(), "").unwrap_err();
    assert_eq!(error.to_string(), "expected identifier in `pub struct 1 ;`");
}

#[test]
fn nothing_at_all_is_the_header() {
    assert_eq!(
        format::rust(TokenStream::new(), HEADER).unwrap(),
        format!("{HEADER}\n")
    );
}

/// Hand-written Rust of every shape there is here, against more than a sample. Compared after prettyplease has printed
/// both whole, because it adds braces to some arms and closures.
#[test]
fn the_runtime_keeps_its_code() {
    let plain = |source: &str| tokens_of(&prettyplease::unparse(&syn::parse_file(source).unwrap()));
    for kind in Crate::ALL {
        for (path, source) in skeleton::runtime(kind) {
            let text = format::rust(TokenStream::from_str(source).unwrap(), "").unwrap();
            assert_eq!(plain(&text), plain(source), "{path}");
        }
    }
}
