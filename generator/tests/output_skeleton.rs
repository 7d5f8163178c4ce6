//! The table of runtime files lists what the templates have.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::path::Path;

use oasmith::output::skeleton::{self, Crate};

#[test]
fn the_table_lists_every_runtime_file() {
    for kind in Crate::ALL {
        let template = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../templates")
            .join(kind.folder());
        let mut files = Vec::new();
        collect(&template.join("src/runtime"), "src/runtime", &mut files);
        files.sort();
        let listed: Vec<_> = skeleton::runtime(kind)
            .map(|(path, _)| path.to_owned())
            .collect();
        assert_eq!(
            listed,
            files,
            "output/skeleton.rs does not list the files of templates/{}",
            kind.folder()
        );
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}/{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &path, files);
        } else {
            files.push(path);
        }
    }
}

#[test]
fn copies_have_the_header_on_top() {
    for kind in Crate::ALL {
        for ((path, text), (_, copy)) in
            skeleton::runtime(kind).zip(skeleton::copies(kind, "// head", false))
        {
            assert_eq!(copy, format!("// head\n\n{text}"), "{path}");
        }
    }
}
