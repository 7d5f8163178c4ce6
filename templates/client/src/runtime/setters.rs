//! The setters of a call, as a table.

/// Gives the call of an operation a method for each argument that the document leaves open, one line for each:
/// `name: Type => method(…)`, where `method` is one of [`Call`](crate::runtime::Call) that takes the argument over.
/// `#[inline]` lets a program compile those that it calls only.
#[doc(hidden)]
#[macro_export]
macro_rules! setters {
    ($operation:ty {$(
        $(#[$attribute:meta])*
        $name:ident: $ty:ty => $setter:ident($($argument:expr),*),
    )*}) => {
        impl $crate::runtime::Call<$operation> {$(
            $(#[$attribute])*
            #[inline]
            pub fn $name(self, $name: $ty) -> Self {
                self.$setter($($argument),*)
            }
        )*}
    };
}
