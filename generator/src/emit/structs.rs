//! Structs.

use proc_macro2::TokenStream;
use crate::plan::rust::Struct;
pub(super) fn emit(_item: &Struct) -> TokenStream { TokenStream::new() }
