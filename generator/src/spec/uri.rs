//! Addresses: what a `$ref` is relative to (RFC 3986, section 5).

/// Whether a reference names a scheme, and so depends on nothing around it (RFC 3986, section 3.1).
pub(super) fn is_absolute(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else {
        return false;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// What `reference` names when it stands in the resource at `base`.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    if is_absolute(reference) || base.is_empty() {
        return reference.to_owned();
    }
    if reference.is_empty() {
        return base.to_owned();
    }
    let (authority, path) = split(base);
    let path = if reference.starts_with('/') {
        reference.to_owned()
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{reference}")
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{authority}{}", parts.join("/"))
}

/// Scheme and authority, and the path behind them.
fn split(uri: &str) -> (&str, &str) {
    let Some(authority) = uri.find("://").map(|index| index + 3) else {
        return ("", uri);
    };
    let path = uri.get(authority..).and_then(|rest| rest.find('/'));
    uri.split_at(path.map_or(uri.len(), |index| authority + index))
}

#[cfg(test)]
mod tests {
    use super::{is_absolute, resolve};

    #[test]
    fn references_are_relative_to_their_resource() {
        let base = "https://example.com/schemas/pet";
        assert_eq!(resolve(base, "dog"), "https://example.com/schemas/dog");
        assert_eq!(resolve(base, "../dog"), "https://example.com/dog");
        assert_eq!(resolve(base, "/dog"), "https://example.com/dog");
        assert_eq!(resolve(base, ""), base);
        assert_eq!(resolve(base, "urn:dog"), "urn:dog");
        assert_eq!(
            resolve("https://example.com", "dog"),
            "https://example.com/dog"
        );
        assert!(is_absolute("urn:uuid:x") && !is_absolute("./a:b") && !is_absolute("#/a:b"));
    }
}
