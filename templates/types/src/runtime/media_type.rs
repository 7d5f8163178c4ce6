//! Media types (RFC 9110, section 8.3.1).

/// Whether two media types are the same, parameters included (RFC 9110, section 8.3.1). `charset` says nothing about what it is.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(';').map(str::trim);
        let parts = parts.filter(|part| !part.is_empty());
        let mut parts: Vec<String> = parts
            .map(|part| part.replace('"', "").to_ascii_lowercase())
            .filter(|part| !part.starts_with("charset="))
            .collect();
        // The order of parameters says nothing, the essence stays in front.
        if let Some((_, parameters)) = parts.split_first_mut() {
            parameters.sort();
        }
        parts
    };
    parts(one) == parts(other)
}

/// The media type without its parameters (RFC 9110, section 8.3.1).
#[must_use]
pub fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// JSON or one of its relatives (RFC 6839, section 3.1).
#[must_use]
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type).to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}
