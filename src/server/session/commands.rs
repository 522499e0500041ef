//! Commands, and what becomes of those that take their time.

use super::Session;
use crate::server::looking::{Asked, News, What};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{ExecuteCommandParams, LSPAny, MessageType};

impl Session {
    /// Runs a command.
    pub(super) fn execute(&mut self, params: &ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let (can, outbox) = (&self.can, &self.outbox);
        let Some(asked) = Asked::of(params) else { return self.pages.execute(params, can, outbox) };
        let asked = asked?;
        let open = self.drafts.get(&asked.uri).map(|(open, _)| open);
        self.lookups.execute(&asked, open, &self.configuration, can, outbox)
    }

    /// Takes news of sources that are looked up.
    pub(super) fn looked(&mut self, News { file, what }: News) {
        match what {
            What::Answered(yes) => self.lookups.answered(file, yes, &self.can, &self.outbox),
            What::Kept => self.refresh(true),
            What::Ended(told) => {
                self.lookups.ended(&file);
                match told {
                    Ok(told) => self.outbox.say(MessageType::INFO, told),
                    Err(told) => self.outbox.say(MessageType::ERROR, told),
                }
            }
        }
    }
}
