// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! The URL in front of every path.

use std::fmt;

use http::Uri;

/// An absolute `http` or `https` URL without user name, query and fragment.
#[derive(Clone, Debug)]
pub(super) struct BaseUrl {
    /// Scheme, host, port and path, without a slash at the end.
    text: String,
}

impl BaseUrl {
    /// Reads a base URL. The error says what is wrong and how to mend it, without repeating the URL, which may hold a
    /// password.
    pub(super) fn parse(url: &str) -> Result<Self, &'static str> {
        if url.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err("holds white space: trim it");
        }
        if url.contains('\\') {
            return Err("holds a backslash: use `/`");
        }
        if url.contains('#') {
            return Err("has a fragment: leave out `#` and what follows");
        }
        let uri: Uri = url.parse().map_err(|_| {
            "is not a URL: write it like `https://auth.example.com/api/v3`, with an international host name in its \
             `xn--` form"
        })?;
        let scheme = match uri.scheme_str() {
            Some(scheme @ ("http" | "https")) => scheme,
            Some(_) => return Err("must start with `https://` or `http://`"),
            None => return Err("is not absolute: it must start with `https://` or `http://`"),
        };
        if uri.query().is_some() {
            return Err("has a query: leave out `?` and what follows");
        }
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        check_authority(authority)?;
        let path = uri.path().trim_end_matches('/');
        if path.split('/').any(is_dot_segment) {
            return Err("has a `.` or `..` in its path: write the path that is meant");
        }
        Ok(Self {
            text: format!("{scheme}://{authority}{path}"),
        })
    }

    /// The URL of a path below this one, with exactly one slash between them.
    pub(super) fn join(&self, path: &str) -> String {
        format!("{}/{}", self.text, path.strip_prefix('/').unwrap_or(path))
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn check_authority(authority: &str) -> Result<(), &'static str> {
    if authority.contains('@') {
        return Err(
            "holds a user name or password: leave it out and give the builder a credential",
        );
    }
    // A colon inside the brackets of an IPv6 address does not start a port.
    let after_address = authority
        .rsplit_once(']')
        .map_or(authority, |(_, after)| after);
    match after_address.split_once(':') {
        Some(("", _)) if !authority.contains(']') => Err("has no host"),
        None if authority.is_empty() => Err("has no host"),
        Some((_, port)) if port.parse::<u16>().is_err() => {
            Err("has a port that is not a number from 0 to 65535")
        }
        _ => Ok(()),
    }
}

/// Dot segments in every spelling that URL parsers resolve (WHATWG URL, "double-dot URL path segment").
fn is_dot_segment(segment: &str) -> bool {
    matches!(
        segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
        "." | ".."
    )
}
