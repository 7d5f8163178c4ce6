//! Which module of the generator may use which: the table of ARCHITECTURE.md, enforced.
//!
//! Read from the tokens of a file, so that comments and strings count for nothing. A use is `crate::name`, `super::name`
//! where that is the crate's root, or the name of a crate that only some layers may know.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{Finding, Source};

struct Layer {
    name: &'static str,
    /// The layers it may use.
    modules: &'static [&'static str],
    /// Those of [`CRATES`] it may use.
    crates: &'static [&'static str],
}

/// Crates that belong to one stage each: who else names one does that stage's work.
const CRATES: [&str; 13] = [
    "glob",
    "heck",
    "libyaml_safer",
    "openapiv3",
    "prettyplease",
    "proc_macro2",
    "quote",
    "serde_json_path",
    "serde_yaml",
    "sha2",
    "similar",
    "syn",
    "toml",
];

const LAYERS: &[Layer] = &[
    Layer {
        name: "diagnostic",
        modules: &[],
        crates: &[],
    },
    Layer {
        name: "lock",
        modules: &[],
        crates: &["toml"],
    },
    Layer {
        name: "config",
        modules: &["lock"],
        crates: &["glob", "syn", "toml"],
    },
    Layer {
        name: "spec",
        modules: &["config", "diagnostic", "overlay"],
        crates: &["libyaml_safer", "openapiv3", "serde_yaml", "toml"],
    },
    Layer {
        name: "overlay",
        modules: &["diagnostic"],
        crates: &["serde_json_path"],
    },
    Layer {
        name: "model",
        modules: &["diagnostic"],
        crates: &[],
    },
    Layer {
        name: "lower",
        modules: &["config", "diagnostic", "model", "spec"],
        crates: &["openapiv3"],
    },
    Layer {
        name: "sample",
        modules: &["model"],
        crates: &[],
    },
    Layer {
        name: "plan",
        modules: &["config", "diagnostic", "lock", "model", "sample"],
        crates: &["heck"],
    },
    Layer {
        name: "emit",
        modules: &["plan"],
        crates: &["proc_macro2", "quote"],
    },
    Layer {
        name: "output",
        modules: &["diagnostic", "emit"],
        crates: &["prettyplease", "proc_macro2", "sha2", "similar", "syn"],
    },
    Layer {
        name: "surface",
        modules: &["model", "plan"],
        crates: &[],
    },
    Layer {
        name: "drift",
        modules: &["diagnostic", "model", "surface"],
        crates: &[],
    },
    Layer {
        name: "comparison",
        modules: &[
            "config",
            "diagnostic",
            "drift",
            "lower",
            "model",
            "output",
            "plan",
            "spec",
            "surface",
        ],
        crates: &[],
    },
];

/// Checks one file of the generator; any other has no layer.
pub(super) fn check(source: &Source, findings: &mut Vec<Finding>) {
    let Some(inside) = source.path.strip_prefix("generator/src/") else {
        return;
    };
    let Some(inside) = inside.strip_suffix(".rs").filter(|inside| *inside != "lib") else {
        return;
    };
    let name = inside.split('/').next().unwrap_or(inside);
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
        findings.push(source.finding(
            1,
            format!("`{name}` is not in the table of layers in xtask/src/tidy/layers.rs"),
        ));
        return;
    };
    let tokens = match source.text.parse::<TokenStream>() {
        Ok(tokens) => tokens,
        Err(error) => {
            findings.push(source.finding(1, error.to_string()));
            return;
        }
    };
    let mut uses = BTreeSet::new();
    collect(tokens, depth(inside), &mut uses);
    for used in uses.iter().filter(|used| !layer.allows(used)) {
        // `Config` and the like are of the crate's root and belong to no layer.
        findings.push(source.finding(
            line_of(&source.text, used),
            format!("`{name}` may not use `{used}`"),
        ));
    }
}

impl Layer {
    fn allows(&self, used: &str) -> bool {
        let free = !CRATES.contains(&used) && LAYERS.iter().all(|layer| layer.name != used);
        free || used == self.name || self.modules.contains(&used) || self.crates.contains(&used)
    }
}

/// How many times `super` leads from the module to the crate's root.
fn depth(inside: &str) -> usize {
    inside.trim_end_matches("/mod").split('/').count()
}

/// Adds the first name of every path that starts at the crate's root, and every name of a crate of [`CRATES`].
fn collect(tokens: TokenStream, depth: usize, uses: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut rest = tokens.as_slice();
    while let Some((first, after)) = rest.split_first() {
        match first {
            TokenTree::Group(group) => collect(group.stream(), depth, uses),
            TokenTree::Ident(ident) if ident == "crate" => add_members(after, uses),
            TokenTree::Ident(ident) if ident == "super" => {
                let mut after = after;
                let mut left = depth.saturating_sub(1);
                while let Some(next) = left.checked_sub(1).and_then(|_| step(after, "super")) {
                    after = next;
                    left -= 1;
                }
                if left == 0 {
                    add_members(after, uses);
                }
                // What follows is read as tokens of this path, not as a new one.
                rest = after;
                continue;
            }
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let is_macro =
                    matches!(after.first(), Some(TokenTree::Punct(p)) if p.as_char() == '!');
                let is_path = separator(after).is_some();
                if CRATES.contains(&name.as_str()) && (is_macro || is_path) {
                    uses.insert(name);
                }
            }
            _ => {}
        }
        rest = after;
    }
}

/// What follows `::`.
fn separator(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    match tokens {
        [TokenTree::Punct(one), TokenTree::Punct(two), rest @ ..]
            if one.as_char() == ':' && two.as_char() == ':' =>
        {
            Some(rest)
        }
        _ => None,
    }
}

/// What follows `::name`.
fn step<'a>(tokens: &'a [TokenTree], name: &str) -> Option<&'a [TokenTree]> {
    match separator(tokens)? {
        [TokenTree::Ident(ident), rest @ ..] if ident == name => Some(rest),
        _ => None,
    }
}

/// Adds `a` of `::a…`, or `a` and `b` of `::{a…, b…}`.
fn add_members(tokens: &[TokenTree], uses: &mut BTreeSet<String>) {
    match separator(tokens) {
        Some([TokenTree::Ident(ident), ..]) => {
            uses.insert(ident.to_string());
        }
        Some([TokenTree::Group(group), ..]) if group.delimiter() == Delimiter::Brace => {
            let mut starts = true;
            for token in group.stream() {
                match token {
                    TokenTree::Ident(ident) if starts => {
                        uses.insert(ident.to_string());
                        starts = false;
                    }
                    TokenTree::Punct(punct) => starts = punct.as_char() == ',',
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn line_of(text: &str, name: &str) -> usize {
    let code = |line: &str| !line.trim_start().starts_with("//");
    text.lines()
        .position(|line| code(line) && line.contains(name))
        .unwrap_or(0)
        + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        let mut findings = Vec::new();
        check(
            &Source {
                path: path.to_owned(),
                text: text.to_owned(),
            },
            &mut findings,
        );
        findings
            .into_iter()
            .map(|finding| format!("{}: {}", finding.line, finding.message))
            .collect()
    }

    #[test]
    fn forbidden_uses_are_found_however_they_are_written() {
        let cases = [
            "\nuse crate::spec::Document;\n",
            "\nuse crate::{diagnostic::Code, spec};\n",
            "\nuse super::super::spec::Document;\n",
            "\nfn f() { a(crate::spec::load()) }\n",
        ];
        for text in cases {
            assert_eq!(
                messages("generator/src/plan/field.rs", text),
                ["2: `plan` may not use `spec`"],
                "{text}"
            );
        }
        let text = "\nfn f() { quote! {} }\n";
        assert_eq!(
            messages("generator/src/plan/mod.rs", text),
            ["2: `plan` may not use `quote`"]
        );
        let text = "\nuse super::emit;\n";
        assert_eq!(
            messages("generator/src/plan/mod.rs", text),
            ["2: `plan` may not use `emit`"]
        );
    }

    #[test]
    fn allowed_uses_words_and_own_modules_are_not_found() {
        let text = "//! spec and quote!\nuse super::spec;\nuse heck::ToSnakeCase;\nuse crate::{Config, model::Api};\n\
                    fn quote() { self.spec.syn(\"crate::spec\") }\n";
        assert_eq!(messages("generator/src/plan/field.rs", text), [""; 0]);
        assert_eq!(
            messages("generator/src/lib.rs", "use crate::spec;"),
            [""; 0]
        );
    }

    #[test]
    fn a_new_layer_has_to_be_entered() {
        assert_eq!(messages("generator/src/misc.rs", "").len(), 1);
    }
}
