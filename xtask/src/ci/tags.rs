//! Each tag alone: the three crates compile with the feature of one tag, and hold what its operations need and nothing else.
//!
//! What they need is found once more from the document, not from the plan that the generator made: the types that the tag's operations
//! mention, and those that these mention. A module stands or falls as a whole. What the crates hold is what the compiler read, which it
//! lists beside its output.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;
use std::process::Stdio;

use oasmith::model::{Api, Form, Kind, Rest, Shape, Type, TypeId};
use oasmith::{Config, CrateNames, GroupNames, Input, NamesLock, Reading};
use serde_json::Value;

use super::Ending;
use super::whole::Workspace;
use crate::exit::{Exit, Failure};
use crate::files::Folder;
use crate::root::Root;
use crate::style::{BAD, paint};

/// Checks every tag; prints what one holds that it should not, or lacks.
pub(super) fn check(root: &Root, workspace: &Workspace) -> Result<Ending, Failure> {
    let Reading { api, names, .. } = read(workspace)?;
    let need = Need::new(&api, &names);
    let mut ending = Exit::Fine;
    for group in &names.groups {
        let Some(found) = compile(root, workspace, &names, group)? else {
            return Ok(Ending::Failed);
        };
        let wanted = need.of(group);
        for (what, files) in [
            ("not needed", found.difference(&wanted)),
            ("missing", wanted.difference(&found)),
        ] {
            for file in files {
                anstream::eprintln!(
                    "{}: {file}, with `{}` alone",
                    paint(BAD, what),
                    group.feature
                );
                ending = Exit::Failed;
            }
        }
    }
    anstream::eprintln!("{} tags, each checked alone", names.groups.len());
    Ok(ending.into())
}

fn read(workspace: &Workspace) -> Result<Reading, Failure> {
    let bytes = fs::read(&workspace.spec)?;
    let lock = fs::read_to_string(workspace.out.join("names.lock")).unwrap_or_default();
    let config = Config {
        name: Some("authentik".to_owned()),
        kept: NamesLock::from_toml(&lock)?,
        ..Config::default()
    };
    let files = Folder::of(&workspace.spec, None)?;
    let input = Input::new("document", &bytes).with_files(&files);
    oasmith::read(&input, &config).ok_or_else(|| "nothing can be generated".into())
}

/// Compiles the three crates with one tag. The files of modules and operations that the compiler read; `None` if it failed.
fn compile(
    root: &Root,
    workspace: &Workspace,
    names: &CrateNames,
    group: &GroupNames,
) -> Result<Option<BTreeSet<String>>, Failure> {
    let crates = [&names.types, &names.client, &names.server];
    let mut check = workspace.cargo(root, "check")?;
    check.args(["--quiet", "--no-default-features", "--features"]);
    check.arg(&group.feature);
    for name in crates {
        check.args(["--package", name]);
    }
    // Diagnostics go to the terminal, the list of what was made comes back.
    check.arg("--message-format=json-render-diagnostics");
    let output = check.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Ok(None);
    }
    let mut files = BTreeSet::new();
    for line in output.stdout.split(|byte| *byte == b'\n') {
        let Ok(message) = serde_json::from_slice::<Value>(line) else {
            continue;
        };
        let made = message.pointer("/target/name").and_then(Value::as_str);
        let own = crates
            .iter()
            .find(|name| made == Some(name.replace('-', "_").as_str()));
        let (Some(name), Some(output)) = (own, message.pointer("/filenames/0")) else {
            continue;
        };
        let output = Path::new(output.as_str().unwrap_or_default());
        for file in sources(output)? {
            if is_of_a_tag(&file) {
                files.insert(format!("{name}/{file}"));
            }
        }
    }
    Ok(Some(files))
}

/// The sources of a crate, from `src/` on: the compiler lists them in a file beside its output, as a rule of make.
fn sources(output: &Path) -> Result<Vec<String>, Failure> {
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    let list = output.with_file_name(format!("{}.d", stem.trim_start_matches("lib")));
    let text = fs::read_to_string(&list)
        .map_err(|error| format!("cannot read `{}`: {error}", list.display()))?;
    let rule = text.lines().next().unwrap_or_default();
    let sources = rule.split_whitespace().skip(1);
    Ok(sources
        .filter_map(|path| path.rfind("/src/").and_then(|at| path.get(at + 1..)))
        .map(str::to_owned)
        .collect())
}

/// Whether a file may be left out: it is neither of the runtime nor one of those that are always there.
fn is_of_a_tag(file: &str) -> bool {
    let always = [
        "src/errors.rs",
        "src/lib.rs",
        "src/operations/mod.rs",
        "src/scalars.rs",
    ];
    !always.contains(&file) && !file.starts_with("src/runtime/")
}

/// What the tags need.
struct Need<'a> {
    api: &'a Api,
    names: &'a CrateNames,
    /// The modules that are there with every tag.
    always: HashSet<&'a str>,
}

impl<'a> Need<'a> {
    fn new(api: &'a Api, names: &'a CrateNames) -> Self {
        let mut need = Self {
            api,
            names,
            always: HashSet::new(),
        };
        // Failures are shared by all tags.
        let responses = api
            .operations
            .iter()
            .flat_map(|operation| &operation.responses);
        let failures = responses.filter(|response| !response.status.is_success());
        let bodies = failures.filter_map(|response| match &response.content.as_ref()?.form {
            Form::Json(ty) => Some(ty),
            _ => None,
        });
        let mut always = need.reach(bodies.filter_map(named).collect());
        // What no tag needs is not the worse for being there.
        let needed: HashSet<&str> = names
            .groups
            .iter()
            .flat_map(|group| need.modules(group))
            .collect();
        let all = names.modules.iter().flatten().map(String::as_str);
        always.extend(all.filter(|module| !needed.contains(module)));
        need.always = always;
        need
    }

    /// The files that are there with one tag alone.
    fn of(&self, group: &GroupNames) -> BTreeSet<String> {
        let CrateNames {
            types,
            client,
            server,
            ..
        } = self.names;
        let module = &group.module;
        let own = [
            format!("{types}/src/operations/{module}.rs"),
            format!("{client}/src/{module}.rs"),
            format!("{server}/src/{module}.rs"),
        ];
        let modules = self.modules(group);
        let modules = modules.union(&self.always);
        modules
            .map(|module| format!("{types}/src/{module}.rs"))
            .chain(own)
            .collect()
    }

    /// The modules that the operations of a tag need.
    fn modules(&self, group: &GroupNames) -> HashSet<&'a str> {
        let ids: HashSet<&str> = group.operations.iter().map(|it| it.id.as_str()).collect();
        let operations = self.api.operations.iter();
        let mut start = Vec::new();
        for operation in operations.filter(|operation| ids.contains(operation.id.as_str())) {
            let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
            let body = operation.body.as_ref().and_then(|body| body.content.ty());
            let answers = operation.responses.iter();
            let answers = answers
                .flat_map(|response| response.contents().filter_map(oasmith::model::Content::ty));
            start.extend(parameters.chain(body).chain(answers).filter_map(named));
        }
        self.reach(start)
    }

    /// The modules that some types need, directly or through others.
    fn reach(&self, start: Vec<TypeId>) -> HashSet<&'a str> {
        let (mut open, mut known) = (start, HashSet::new());
        let mut modules = HashSet::new();
        while let Some(id) = open.pop() {
            if !known.insert(id) {
                continue;
            }
            open.extend(references(self.api, id));
            let home = self
                .names
                .modules
                .get(id.index())
                .and_then(Option::as_deref);
            if let Some(home) = home.filter(|home| modules.insert(*home)) {
                let all = self.api.types.iter().zip(&self.names.modules);
                let neighbours = all.filter(|(_, module)| module.as_deref() == Some(home));
                open.extend(neighbours.flat_map(|(definition, _)| mentions(&definition.shape)));
            }
        }
        modules
    }
}

fn references(api: &Api, id: TypeId) -> Vec<TypeId> {
    let definition = api.definition(id);
    definition.map_or_else(Vec::new, |definition| mentions(&definition.shape))
}

/// The types that a shape mentions.
fn mentions(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Object(object) => {
            let rest = match &object.rest {
                Rest::Typed(ty) => Some(ty),
                Rest::Unstated | Rest::Closed => None,
            };
            let fields = object.fields.iter().map(|field| &field.ty);
            fields.chain(rest).filter_map(named).collect()
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            variants.filter_map(|variant| named(&variant.ty)).collect()
        }
        Shape::Alias(ty) => named(ty).into_iter().collect(),
        Shape::Enumeration(_) => Vec::new(),
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match &ty.kind {
        Kind::Named(id) => Some(*id),
        Kind::Array(inner) | Kind::Map(inner) => named(inner),
        _ => None,
    }
}
