//! Places in a document: JSON Pointers (RFC 6901).

use std::borrow::Cow;
use std::fmt;

/// A place in a document, written as the fragment of a URI: `#/components/schemas/Flow` (RFC 6901, section 6).
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the fragment of a `$ref`, with or without the leading `#`; percent-encoding is undone (RFC 3986, section 2.1).
    /// `None` where it is not a JSON Pointer.
    #[must_use]
    pub fn parse(fragment: &str) -> Option<Self> {
        let encoded = fragment.strip_prefix('#').unwrap_or(fragment);
        let text = percent_decode(encoded)?;
        (text.is_empty() || text.starts_with('/')).then_some(Self(text))
    }

    /// The place one step down, at the member or the index `token`.
    #[must_use]
    pub fn join(&self, token: impl fmt::Display) -> Self {
        let token = token.to_string();
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        if token.contains(['~', '/']) {
            text.push_str(&token.replace('~', "~0").replace('/', "~1"));
        } else {
            text.push_str(&token);
        }
        Self(text)
    }

    /// The steps from the root to this place, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let unescaped = |token: &str| token.replace("~1", "/").replace("~0", "~");
        self.0.split('/').skip(1).map(move |token| {
            if token.contains('~') {
                Cow::Owned(unescaped(token))
            } else {
                Cow::Borrowed(token)
            }
        })
    }

    /// The last step, unescaped; `None` for the root.
    #[must_use]
    pub fn last(&self) -> Option<String> {
        self.tokens().last().map(Cow::into_owned)
    }

    /// The pointer as RFC 6901 writes it, without `#`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn escapes_what_rfc_6901_reserves() {
        let pointer = Pointer::root()
            .join("paths")
            .join("/flows/{slug}/")
            .join("a~b")
            .join(0);
        assert_eq!(pointer.to_string(), "#/paths/~1flows~1{slug}~1/a~0b/0");
        assert_eq!(
            pointer.tokens().collect::<Vec<_>>(),
            ["paths", "/flows/{slug}/", "a~b", "0"]
        );
    }

    #[test]
    fn reads_percent_encoded_fragments() {
        let pointer = Pointer::parse("#/paths/~1flows~1%7Bslug%7D").unwrap();
        assert_eq!(pointer.last().unwrap(), "/flows/{slug}");
        assert_eq!(Pointer::parse("#Flow"), None);
        assert_eq!(Pointer::parse("#/a%zz"), None);
    }
}
