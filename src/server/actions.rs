//! Code actions, from our own findings: some clients send no diagnostics along.

mod diff;
mod fixes;
mod rewritings;
mod shelf;
mod silence;

use super::abilities::{Abilities, EXPLAIN, FIX_ALL};
use super::books::Books;
use super::desk::Desk;
use super::drafts::Open;
use super::outbox::{Level, Outbox};
use super::{convert, edits, fetching, looking};
use crate::config::Network;
use crate::finding::{Edit, Finding, Safety};
use crate::repair::Elsewhere;
use crate::rules::{Group, rule};
use crate::text::Text;
use crate::workspace::read;
use fixes::{Change, Changed, is_safe};
use std::collections::BTreeSet;
use std::ops::Range;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, CodeActionTriggerKind,
    Command, Uri, WorkspaceEdit,
};

/// Findings whose fixes one menu offers. Nobody reads a longer menu, and a client may ask about a whole book.
const MOST_OFFERED: usize = 40;

/// What a deferred action carries to the client and back.
#[derive(serde::Serialize, serde::Deserialize)]
struct Deferred {
    uri: Uri,
    version: i32,
    change: Change,
}

/// The actions for a range of a draft.
pub fn answer(desk: &mut Desk<'_>, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let (can, outbox) = (desk.can, desk.outbox);
    let only = params.context.only.as_ref();
    let wants = |kind: &CodeActionKind| only.is_none_or(|only| only.iter().any(|o| holds(o, kind)));
    if desk.open().is_none() {
        return if wants(&CodeActionKind::QUICKFIX) { shelf::answer(desk, params) } else { None };
    }
    let (uri, drafts) = (desk.uri.as_ref()?, &mut *desk.drafts);
    let open = drafts.get_mut(uri).map(|(open, _)| open)?;
    let (range, _) = convert::bytes(open.text(), params.range, can.encoding);
    let mut menu = Menu { open, books: desk.books, can, outbox, actions: Vec::new() };
    if wants(&CodeActionKind::QUICKFIX) {
        menu.quick_fixes(&range);
    }
    if wants(&FIX_ALL) {
        menu.fix_all();
    }
    let asked = rewritings::Asked {
        named: only.is_some(),
        offered: wants(&CodeActionKind::QUICKFIX) && rewritings::claim(&menu.open.findings(outbox), &range).is_some(),
        // Wherever the cursor goes a client asks by itself; a source to be cited would be offered at every word.
        invoked: params.context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC),
    };
    for (title, kind, change) in rewritings::offers(menu.open, &range, asked, &wants) {
        menu.offer(title, kind, change, None, false);
    }
    let may_look = !desk.configuration.untrusted && menu.open.settings().network() != Network::Off;
    if wants(&CodeActionKind::QUICKFIX) && asked.invoked && may_look {
        menu.actions.extend(fetching::offer(menu.open, range.start, params.range.start).filter(|_| can.apply_edit));
        menu.actions.extend(looking::offer(menu.open, range.start, params.range.start));
    }
    Some(menu.actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// Fills in the edit of an action that [`answer`] deferred. One for a text that has changed since stays without.
pub fn resolve(desk: &mut Desk<'_>, mut action: CodeAction) -> CodeAction {
    let (can, outbox) = (desk.can, desk.outbox);
    let data = action.data.clone().and_then(|data| serde_json::from_value::<Deferred>(data).ok());
    let open = desk.uri.as_ref().and_then(|uri| desk.drafts.get_mut(uri)).map(|(open, _)| open);
    let (Some(open), Some(Deferred { version, change, .. })) = (open, data) else { return action };
    if version != open.version {
        outbox.log(
            Level::Info,
            format!("`{}` was for version {version}; the draft is at {}", action.title, open.version),
        );
        return action;
    }
    action.edit = change.edits(open, outbox).and_then(|changed| changed_edit(open, desk.books, changed, can));
    action
}

/// The draft that an action is about.
pub fn subject(action: &CodeAction) -> Option<Uri> {
    serde_json::from_value(action.data.as_ref()?.get("uri")?.clone()).ok()
}

struct Menu<'a> {
    open: &'a mut Open,
    books: &'a Books,
    can: &'a Abilities,
    outbox: &'a Outbox,
    actions: Vec<CodeAction>,
}

impl Menu<'_> {
    fn quick_fixes(&mut self, range: &Range<usize>) {
        let findings = self.open.findings(self.outbox);
        let touches = |f: &Finding| f.range.start <= range.end && f.range.end >= range.start;
        let touched = || findings.iter().enumerate().filter(|(_, f)| touches(f)).take(MOST_OFFERED);
        for (index, finding) in touched() {
            let Some(draft) = self.open.draft() else { return };
            let fixes = draft.fixes([finding]).pop().unwrap_or_default();
            let only = fixes.len() == 1;
            for (number, fix) in fixes.into_iter().enumerate() {
                let preferred = number == 0 && (only || fix.safety == Safety::Safe);
                let change = Change::Fix { finding: index, fix: number };
                self.offer(fix.title, CodeActionKind::QUICKFIX, change, Some(finding), preferred);
            }
        }
        self.cite_again(&findings, range);
        let rules: BTreeSet<&str> = touched().map(|(_, finding)| finding.rule.name).collect();
        // Who says what, a writer looks up claim by claim.
        let in_bulk = |name: &&&str| rule(name).is_some_and(|rule| rule.group != Group::Attribution);
        for rule in rules.iter().filter(in_bulk) {
            if findings.iter().filter(|f| f.rule.name == *rule && !f.repairs.is_empty()).count() > 1 {
                let title = format!("Fix all `{rule}` problems in this draft");
                let change = Change::Rule { rule: (*rule).into() };
                self.offer(title, CodeActionKind::QUICKFIX, change, None, false);
            }
        }
        for (index, finding) in touched() {
            let title = format!("Silence `{}` here", finding.rule.name);
            let change = Change::Silence { finding: index };
            self.offer(title, CodeActionKind::QUICKFIX, change, Some(finding), false);
        }
        for rule in rules {
            let title = format!("Explain `{rule}`");
            self.actions.push(CodeAction {
                title: title.clone(),
                kind: Some(CodeActionKind::QUICKFIX),
                command: Some(Command { title, command: EXPLAIN.into(), arguments: Some(vec![rule.into()]) }),
                ..CodeAction::default()
            });
        }
    }

    /// For a claim that wants a source: what the draft cites already.
    fn cite_again(&mut self, findings: &[Finding], range: &Range<usize>) {
        let Some((finding, at)) = rewritings::claim(findings, range) else { return };
        for (title, change) in rewritings::cited_again(self.open, at) {
            self.offer(title, CodeActionKind::QUICKFIX, change, Some(finding), false);
        }
    }

    fn fix_all(&mut self) {
        if self.open.findings(self.outbox).iter().any(is_safe) {
            self.offer("Apply every safe fix in this draft".into(), FIX_ALL, Change::All, None, false);
        }
    }

    /// Adds an action, with its edit unless the client can ask for that later.
    fn offer(
        &mut self,
        title: String,
        kind: CodeActionKind,
        change: Change,
        finding: Option<&Finding>,
        preferred: bool,
    ) {
        let (open, can) = (&mut *self.open, self.can);
        let diagnostic = |finding: &Finding| {
            let range = convert::range(open.text(), &finding.range, can.encoding);
            convert::diagnostic((open.text(), &open.uri), range, finding, can)
        };
        let diagnostics = finding.map(|finding| vec![diagnostic(finding)]);
        let mut action = CodeAction {
            title,
            kind: Some(kind),
            diagnostics,
            is_preferred: preferred.then_some(true),
            ..CodeAction::default()
        };
        if can.resolve {
            let deferred = Deferred { uri: open.uri.clone(), version: open.version, change };
            action.data = serde_json::to_value(deferred).ok();
        } else {
            let Some(changed) = change.edits(open, self.outbox) else { return };
            let Some(edit) = changed_edit(open, self.books, changed, can) else { return };
            action.edit = Some(edit);
        }
        self.actions.push(action);
    }
}

/// Whether a kind that the client asks for holds another: itself and its subordinates, by the dots.
fn holds(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let (asked, kind) = (asked.as_str(), kind.as_str());
    asked.is_empty() || kind == asked || kind.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.'))
}

fn changed_edit(
    open: &Open,
    books: &Books,
    Changed { edits, elsewhere }: Changed,
    can: &Abilities,
) -> Option<WorkspaceEdit> {
    workspace_edit(open, books, edits, elsewhere, can)
}

/// Edits of a draft, and of a bibliography, as the client takes them; `None` if that is being changed.
pub fn workspace_edit(
    open: &Open,
    books: &Books,
    edits: Vec<Edit>,
    elsewhere: Option<Elsewhere>,
    can: &Abilities,
) -> Option<WorkspaceEdit> {
    let mut texts = Vec::new();
    if let Some(Elsewhere { path, .. }) = &elsewhere {
        // While somebody types in it, or another program has written it, places in it are not what they were.
        if !books.is_read(path) {
            return None;
        }
        let (uri, version, text) = match books.text(path) {
            Some((uri, version, text)) => (uri, Some(version), text),
            None => (Uri::from_file_path(path)?, None, Text::new(&read(path).ok()?)),
        };
        let source = text.to_string();
        let edits = elsewhere.as_ref().map(|elsewhere| elsewhere.edits_in(&source)).unwrap_or_default();
        texts.push((uri, version, convert::text_edits(&text, &edits, can.encoding)));
    }
    if !edits.is_empty() {
        let edits = convert::text_edits(open.text(), &edits, can.encoding);
        texts.insert(0, (open.uri.clone(), Some(open.version), edits));
    }
    Some(self::edits::workspace_edit(texts, can))
}
