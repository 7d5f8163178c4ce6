//! oasmith
