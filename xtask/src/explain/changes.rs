//! What the changes are that `drift` tells: one of them, or the table of all.

use std::fmt::Write as _;

use oasmith::drift::{ChangeId, Impact, Verdict};

use crate::style::{TITLE, paint};

/// The table of docs/drift.md. A cell says what an old client meets at the new server, then what a new client meets at an old server.
pub(super) fn table() -> String {
    let mut text = String::from(
        "| id | what happened | old client, new server | new client, old server |\n| --- | --- | --- | --- |\n",
    );
    for id in ChangeId::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| `{id}` | {} | {} | {} |",
            id.title(),
            cell(*id, |verdict| verdict.old_client),
            cell(*id, |verdict| verdict.old_server),
        );
    }
    text
}

fn cell(id: ChangeId, of: fn(Verdict) -> Impact) -> String {
    let words = |impact: Impact| format!("**{}**: {}", impact.level, impact.reason);
    let (request, response) = (of(id.request()), of(id.response()));
    let mut lines = if id.depends_on_direction() && request != response {
        vec![
            format!("request {}", words(request)),
            format!("response {}", words(response)),
        ]
    } else {
        vec![words(request)]
    };
    let hook = id.hook().map(of).filter(|hook| *hook != response);
    lines.extend(hook.map(|hook| format!("webhook {}", words(hook))));
    lines.join("<br>")
}

/// One change, in all that the table says of it.
pub(super) fn page(id: ChangeId) -> String {
    let mut text = format!("{}: {}\n\n", paint(TITLE, id), id.title());
    let mut write = |whom: &str,
                     Verdict {
                         old_client,
                         old_server,
                     }: Verdict| {
        let pairs = [
            ("an old client with the new server", old_client),
            ("a new client with an old server", old_server),
        ];
        for (pair, impact) in pairs {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{whom}{pair}: {}, {}", impact.level, impact.reason);
        }
    };
    if id.depends_on_direction() {
        write("in requests, ", id.request());
        write("in responses, ", id.response());
    } else {
        write("", id.request());
    }
    if let Some(hook) = id.hook() {
        write("of webhooks, ", hook);
    }
    let _ = writeln!(
        text,
        "\n`[drift.levels]` of oasmith.toml can set another level: \"{id}\" = \"risky\""
    );
    text
}
