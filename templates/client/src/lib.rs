//! template client
