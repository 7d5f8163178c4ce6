// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

use crate::runtime::UnknownValue;
use crate::open_enum;

/// Where a flow shows its content on the page.
///
/// Schema `FlowLayoutEnum`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum FlowLayout {
    /// `stacked`
    Stacked,
    /// `content_left`
    ContentLeft,
    /// `content_right`
    ContentRight,
    /// `sidebar_left`
    SidebarLeft,
    /// `sidebar_right`
    SidebarRight,
    /// A value that the document does not list; kept and sent back unchanged.
    Unknown(UnknownValue),
}

open_enum! {
    FlowLayout {
        Stacked: "stacked",
        ContentLeft: "content_left",
        ContentRight: "content_right",
        SidebarLeft: "sidebar_left",
        SidebarRight: "sidebar_right",
        ..Unknown
    }
}
