//! `cases/<feature>.values.json`: JSON values for the generated types of a case.
//!
//! ```json
//! { "Type": {
//!     "same": [1, 2],                    read, written again as equal JSON, and nothing to complain about
//!     "becomes": [[{ "x": null }, {}]],  read, and written again as the other value
//!     "refused": [["1", ""]],            not read, because of the place
//!     "invalid": [[-1, ""]],             read and kept, but the checks complain about the place
//!     "forbidden": [[{ "y": 1 }, "/y"]]  read by a client, and not by a server, because of the place
//! } }
//! ```

use std::fmt::Write as _;
use std::fs;

use serde_json::{Map, Value};

use crate::case::Case;

/// A test function for the values of a case, in the crate that has the generated crates as dependencies; `None` where the case has no
/// values.
pub fn test(case: &Case) -> Option<String> {
    let path = case.path.with_extension("values.json");
    let text = fs::read_to_string(&path).ok()?;
    let types: Map<String, Value> = serde_json::from_str(&text).unwrap();
    let name = &case.name;
    let api = case.crate_name("types").replace('-', "_");
    let mut function = format!("#[test]\nfn {name}() {{\n    let values = {text:?};\n");
    for ty in types.keys() {
        let _ = writeln!(
            function,
            "    round_trip::check(values, {ty:?}, round_trip!({api}, {ty}));"
        );
    }
    function.push_str("}\n");
    Some(function)
}
