// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! What the mock can remember: which operations are about which resources.

/// Resources of one kind, and the operations on them. Made by [`resources!`](crate::resources).
#[derive(Clone, Copy, Debug)]
pub struct Resource {
    /// The path template of one of them: `/flows/instances/{slug}/`.
    pub path: &'static str,
    /// The member that tells one from the others.
    pub member: Option<&'static str>,
    /// One of them, as the document shows it.
    pub shown: &'static str,
    /// The operations on one of them.
    pub actions: &'static [Action],
    /// The operations on all of them.
    pub collection: Option<Collection>,
}

/// An operation on a resource.
#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// The HTTP method.
    pub method: &'static str,
    /// The members of the request's body that the resource has as well: whatever the request says there may stand in an answer.
    pub copied: &'static [&'static str],
    /// Whether the answer is the resource.
    pub tells: bool,
}

/// The operations on all resources of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Collection {
    /// The path template: `/flows/instances/`.
    pub path: &'static str,
    /// Makes another one.
    pub creates: Option<Action>,
    /// Lists them.
    pub lists: Option<List>,
}

/// A list of resources.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// Where the items are in the answer, as a JSON Pointer (RFC 6901).
    pub items: &'static str,
    /// Where the answer says how many there are.
    pub count: Option<&'static str>,
    /// How many of them the answer can hold.
    pub most: Option<usize>,
    /// How the query asks for a page.
    pub pages: Option<Pages>,
    /// The parameters of the query that are called as a member of the items: those are listed in which it has that value.
    pub filters: &'static [&'static str],
}

/// The parameters of a query that ask for a page.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// The number of the page; the first one is 1.
    pub number: Option<&'static str>,
    /// How many items come before the page.
    pub offset: Option<&'static str>,
    /// How many items a page has.
    pub size: Option<&'static str>,
}

/// Says what the mock can remember: first the lists of members that are copied from requests, `MEMBERS = ["name", …]`, then one line for each
/// kind of resource: the path of one, the member that it is known `by`, and as what it is shown. In brackets are the operations on one of them, `PATCH(MEMBERS)` with the members that are copied from the request, `-> ()` for
/// one whose answer is not the resource. After `in` come the path of all of them and the operations there: `POST(MEMBERS)`, and
/// `GET at "/items"` with the place of the list, `counted at` that of their number, `up to` how many it can hold, `page "page"` and
/// `after "offset"` with the parameters that say which page is wanted, `size "page_size"` with how long it is, `equal ["name", …]` with
/// the parameters that filter. Gives `RESOURCES`.
#[doc(hidden)]
#[macro_export]
macro_rules! resources {
    ($($members:ident = [$($name:literal),*];)* $(
        $path:literal $(by $member:literal)? => $shown:ident
        [$($method:ident $(($copied:ident))? $(-> $told:tt)?),*]
        $(in $collection:literal [
            $(POST $(($created:ident))? $(,)?)?
            $(
                GET at $items:literal $(counted at $count:literal)? $(up to $most:literal)?
                $(page $number:literal)? $(after $offset:literal)? $(size $size:literal)?
                $(equal [$($filter:literal),*])?
            )?
        ])?;
    )*) => {
        $(const $members: &[&str] = &[$($name),*];)*

        /// What the mock can remember.
        pub const RESOURCES: &[$crate::runtime::mock::Resource] = &[$(
            $crate::runtime::mock::Resource {
                path: $path,
                member: $crate::answers!(@option $($member)?),
                shown: $shown,
                actions: &[$($crate::resources!(@action $method [$($copied)?] [$($told)?])),*],
                collection: $crate::answers!(@option $($crate::runtime::mock::Collection {
                    path: $collection,
                    creates: $crate::answers!(@option $(
                        $crate::resources!(@action POST [$($created)?] [])
                    )?),
                    lists: $crate::answers!(@option $($crate::runtime::mock::List {
                        items: $items,
                        count: $crate::answers!(@option $($count)?),
                        most: $crate::answers!(@option $($most)?),
                        pages: $crate::resources!(@pages [$($number)?] [$($offset)?] [$($size)?]),
                        filters: &[$($($filter),*)?],
                    })?),
                })?),
            }
        ),*];
    };
    (@action $method:ident $copied:tt $told:tt) => {
        $crate::runtime::mock::Action {
            method: stringify!($method),
            copied: $crate::resources!(@copied $copied),
            tells: $crate::resources!(@tells $told),
        }
    };
    (@pages [] [] []) => { None };
    (@pages [$($number:literal)?] [$($offset:literal)?] [$($size:literal)?]) => {
        Some($crate::runtime::mock::Pages {
            number: $crate::answers!(@option $($number)?),
            offset: $crate::answers!(@option $($offset)?),
            size: $crate::answers!(@option $($size)?),
        })
    };
    (@copied []) => { &[] };
    (@copied [$copied:ident]) => { $copied };
    (@tells []) => { true };
    (@tells [()]) => { false };
}
