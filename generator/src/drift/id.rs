//! What the table of changes says of each of them.

use std::fmt;
use std::str::FromStr;

use super::level::Verdict;
use super::table::{ChangeId, Row};

impl ChangeId {
    /// The stable id in kebab case: `enum-value-added`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// What happened, in half a line.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.row().title
    }

    /// What it means where values travel from client to server.
    #[must_use]
    pub fn request(self) -> Verdict {
        self.row().request
    }

    /// What it means where values travel from server to client.
    #[must_use]
    pub fn response(self) -> Verdict {
        self.row().response
    }

    /// What it means where values travel from the server to who receives a webhook or callback: the same as in a response, unless the
    /// table says otherwise.
    #[must_use]
    pub fn hook_request(self) -> Verdict {
        self.row().hook.unwrap_or(self.row().response)
    }

    /// What it means where values travel from there back to the server: the same as in a request. What can only be in a response has no
    /// such verdict, so that the table says it.
    #[must_use]
    pub fn hook_response(self) -> Verdict {
        let Row { request, hook, .. } = self.row();
        match hook {
            Some(hook) if !self.depends_on_direction() => *hook,
            _ => *request,
        }
    }

    /// What the table says of webhooks and callbacks alone.
    #[must_use]
    pub fn hook(self) -> Option<Verdict> {
        self.row().hook
    }

    /// Whether the direction of travel makes a difference.
    #[must_use]
    pub fn depends_on_direction(self) -> bool {
        let Row {
            request, response, ..
        } = self.row();
        request.old_client != response.old_client || request.old_server != response.old_server
    }

    /// How likely it is the reason for another public item in Rust: 0 for never.
    pub(super) fn likelihood(self) -> u8 {
        match self {
            Self::ServerVariableDefaultChanged
            | Self::OperationMoved
            | Self::WebhookMethodChanged
            | Self::CallbackAddressChanged
            | Self::SecurityTightened
            | Self::SecurityRelaxed
            | Self::SecurityChanged
            | Self::SecurityStated
            | Self::Deprecated
            | Self::NoLongerDeprecated
            | Self::DefaultStated
            | Self::DefaultChanged
            | Self::PathParameterRenamed => 0,
            // Bounds may decide on the width of an integer, nothing else.
            Self::ConstraintTightened | Self::ConstraintRelaxed | Self::ConstraintChanged => 1,
            Self::ReadOnlyAdded
            | Self::ReadOnlyRemoved
            | Self::WriteOnlyAdded
            | Self::WriteOnlyRemoved => 2,
            _ => 3,
        }
    }

    /// Whether it gives items other paths: old ones go and new ones come, and none is another one where it is.
    pub(super) fn moves_items(self) -> bool {
        matches!(
            self,
            Self::OperationRenamed
                | Self::OperationRetagged
                | Self::WebhookRenamed
                | Self::SecuritySchemeRenamed
        )
    }
}

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl FromStr for ChangeId {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|known| known.id() == id)
            .ok_or_else(|| format!("there is no change `{id}`"))
    }
}
