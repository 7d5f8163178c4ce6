//! How this thread reads at present: what nothing that reads a value can be told otherwise.

use std::cell::Cell;
use std::thread::LocalKey;

thread_local! {
    static STRICT: Cell<bool> = const { Cell::new(false) };
    static PLACES: Cell<Places> = const { Cell::new(Places::Afterwards) };
}

/// When a reading learns the place of a fault.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Places {
    /// In a second reading, for the first one is quicker.
    Afterwards,
    /// Never: a reading around throws the fault away.
    Never,
    /// At once: a reading around is the second one.
    AtOnce,
}

/// Reads as a server does: a member that its object forbids is a fault.
pub fn strictly<T>(read: impl FnOnce() -> T) -> T {
    with(&STRICT, true, read)
}

/// Reads as a client does, within whatever reading.
pub(super) fn leniently<T>(read: impl FnOnce() -> T) -> T {
    with(&STRICT, false, read)
}

/// Whether a server reads.
pub(super) fn is_strict() -> bool {
    STRICT.get()
}

/// Reads with places as they are wanted.
pub(super) fn telling<T>(places: Places, read: impl FnOnce() -> T) -> T {
    with(&PLACES, places, read)
}

/// When this reading is to learn the place of a fault.
pub(super) fn places() -> Places {
    PLACES.get()
}

fn with<F: Copy, T>(flag: &'static LocalKey<Cell<F>>, value: F, read: impl FnOnce() -> T) -> T {
    /// What was before comes back, even after a panic.
    struct Before<F: Copy + 'static>(&'static LocalKey<Cell<F>>, F);

    impl<F: Copy> Drop for Before<F> {
        fn drop(&mut self) {
            self.0.set(self.1);
        }
    }

    let _before = Before(flag, flag.replace(value));
    read()
}
