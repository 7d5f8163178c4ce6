//! Fingerprints of changes: the same for the same change, wherever it stands and whatever else changes.

/// FNV-1a with 64 bits (draft-eastlake-fnv): the same on every machine and in every release, which the hashes of the standard library are
/// not. It tells changes apart, it does not protect them.
pub(super) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        // A byte that UTF-8 does not have separates the parts.
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn parts_are_told_apart() {
        assert_eq!(fingerprint(["a", "b"]), fingerprint(["a", "b"]));
        assert_ne!(fingerprint(["a", "b"]), fingerprint(["ab"]));
        assert_ne!(fingerprint(["a", "b"]), fingerprint(["b", "a"]));
        // The hash of nothing is the offset basis, on every machine.
        assert_eq!(fingerprint([]), "cbf29ce484222325");
    }
}
