//! Places in TOML: settings are told by the line they stand in.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::nodes::{Begins, Builder, Nodes};
use super::text::Text;

/// The places of an `oasmith.toml`, which the reader of settings has read before.
pub(super) fn nodes(text: &Text<'_>) -> Nodes {
    let mut builder = Builder::default();
    if let Ok(table) = DeTable::parse(text.as_str()) {
        let span = table.span();
        object(&mut builder, table.get_ref(), span);
    }
    builder.finish()
}

fn object(builder: &mut Builder, table: &DeTable<'_>, span: Range<usize>) {
    builder.open(Begins::Object, span.start);
    for (key, member) in table {
        builder.plain_scalar(key.get_ref(), key.span());
        value(builder, member.get_ref(), member.span());
    }
    builder.close();
}

fn value(builder: &mut Builder, written: &DeValue<'_>, span: Range<usize>) {
    match written {
        DeValue::Table(table) => object(builder, table, span),
        DeValue::Array(items) => {
            builder.open(Begins::List, span.start);
            for item in items {
                value(builder, item.get_ref(), item.span());
            }
            builder.close();
        }
        _ => {
            builder.plain_scalar("", span);
        }
    }
}
