//! The Rust in the pages of `docs/` is compiled and run as doctests of this crate, so that no page shows what is not so.

#[cfg(doctest)]
#[doc = include_str!("../../../docs/client.md")]
struct Client;

#[cfg(doctest)]
#[doc = include_str!("../../../docs/server.md")]
struct Server;
