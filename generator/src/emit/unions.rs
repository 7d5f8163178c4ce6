//! Unions.

use proc_macro2::TokenStream;
use crate::plan::rust::Union;
pub(super) fn emit(_item: &Union) -> TokenStream { TokenStream::new() }
