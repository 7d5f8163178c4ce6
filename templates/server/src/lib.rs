//! template server
