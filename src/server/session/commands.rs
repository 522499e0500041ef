//! Commands, and what becomes of those that take their time.

use super::Session;
use crate::server::abilities::ADD_ENTRY;
use crate::server::looking::{Asked, Choices, News, What};
use crate::server::{fetching, zotero};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, LSPAny, MessageType, Uri};

/// Whether a command reaches for the net, if that is allowed.
pub(super) fn needs_leave(params: &ExecuteCommandParams) -> bool {
    fetching::is_asked(params) || Asked::of(params).is_some()
}

impl Session {
    /// Runs a command.
    pub(super) fn execute(&mut self, params: &ExecuteCommandParams) -> Result<Option<LSPAny>> {
        if fetching::is_asked(params) {
            return self.fetch(params);
        }
        let (can, outbox) = (&self.can, &self.outbox);
        if params.command == ADD_ENTRY {
            let mut arguments = params.arguments.iter();
            let uri = arguments.next().and_then(|uri| serde_json::from_value::<Uri>(uri.clone()).ok());
            let open = uri.and_then(|uri| self.drafts.get(&uri)).map(|(open, _)| open);
            let key = arguments.next().and_then(LSPAny::as_str);
            return zotero::add(&self.zotero, open, key, &self.books, can, outbox);
        }
        let Some(asked) = Asked::of(params) else { return self.pages.execute(params, can, outbox) };
        let asked = asked?;
        let open = self.drafts.get(&asked.uri).map(|(open, _)| open);
        self.lookups.execute(&asked, open, &self.configuration, can, outbox)
    }

    fn fetch(&mut self, params: &ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let wanted = || format!("`{}` wants the URI of a draft and a position in it", params.command);
        let subject = fetching::subject(params).ok_or_else(|| Error::invalid_params(wanted()))?;
        let open = self.drafts.get(&subject.0).map(|(open, _)| open);
        let web = self.lookups.web(Choices::of(open));
        self.fetches.execute(subject, open, &self.configuration, &self.can, (&web, &self.outbox))
    }

    /// Takes news of a reference that is fetched.
    pub(super) fn fetched(&mut self, news: fetching::News) {
        let open = self.fetches.uri(&news).and_then(|uri| self.drafts.get(uri)).map(|(open, _)| open);
        let web = self.lookups.web(Choices::of(open));
        let arrived = self.fetches.take(news, open, &self.configuration, &self.can, (&web, &self.outbox));
        let Some(arrived) = arrived else { return };
        arrived.put_in(open, &self.books, &self.can, &self.outbox);
    }

    /// Takes news of sources that are looked up.
    pub(super) fn looked(&mut self, News { file, what }: News) {
        match what {
            What::Answered(yes) => {
                let open = self.lookups.asking(&file).and_then(|uri| self.drafts.get(uri)).map(|(open, _)| open);
                self.lookups.answered((file, yes), open, &self.configuration, &self.can, &self.outbox);
            }
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
