//! template types
