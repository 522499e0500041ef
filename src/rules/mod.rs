//! The rules. One rule is one file with a value and its check, one page of the same name, and one line in [`RULES`].

mod attribution_mismatch;
mod bare_site;
mod bibliography_not_found;
mod bibliography_syntax;
mod broken_link_syntax;
mod changed_source;
mod dangling_pointer;
mod dead_link;
mod duplicate_definition;
mod duplicate_source;
mod empty_link;
mod figure_not_found;
mod impossible_date;
mod incomplete_entry;
mod link_text_mismatch;
mod malformed_identifier;
mod metadata_mismatch;
mod missing_file;
mod missing_heading;
mod missing_scheme;
mod misspelt_domain;
mod moved_link;
mod page;
mod quotation_not_found;
mod retracted_source;
mod source_boilerplate;
mod source_counter;
mod unattributed_quotation;
mod uncited_entry;
mod undefined_citation_key;
mod undefined_footnote;
mod undefined_reference;
pub(crate) mod unknown_silencer;
mod unlinked_source;
mod unlocked_source;
mod unsourced_claim;
mod unsourced_figure;
mod unused_bibliography_entry;
mod unused_definition;
pub(crate) mod unused_silencer;
mod vague_attribution;

mod chat_residue;
mod export_residue;
mod footnote_order;
mod garbled_text;
mod placeholder_source;
mod private_target;
mod tracking_parameter;
mod unlisted_citation;
mod wrapped_url;

pub mod by_number;
mod claims;
mod cursor;
mod labels;
mod quoted;
mod reads;
mod recorded;
mod relied;
pub mod removal;

pub use dead_link::target as link_target;
pub use page::page;
pub use relied::Relied;

use crate::check::{Passage, Stock, Survey, Tally, View};
use crate::citation::distance;
use crate::claim::{Claim, Kind};
use crate::finding::{Finding, Severity};

/// Every rule, grouped; within and across groups, in order of precedence: where two findings overlap, the
/// earlier rule's stands and the other is dropped (one fault, one finding), unless the later rule is [`Rule::independent`].
pub static RULES: &[&Rule] = &[
    &chat_residue::RULE,
    &export_residue::RULE,
    &broken_link_syntax::RULE,
    &source_counter::RULE,
    &private_target::RULE,
    &placeholder_source::RULE,
    &wrapped_url::RULE,
    &garbled_text::RULE,
    &malformed_identifier::RULE,
    &unlisted_citation::RULE,
    &misspelt_domain::RULE,
    &attribution_mismatch::RULE,
    &link_text_mismatch::RULE,
    &bare_site::RULE,
    &dangling_pointer::RULE,
    &source_boilerplate::RULE,
    &unlinked_source::RULE,
    &duplicate_source::RULE,
    &undefined_reference::RULE,
    &undefined_footnote::RULE,
    &undefined_citation_key::RULE,
    &bibliography_not_found::RULE,
    &bibliography_syntax::RULE,
    &incomplete_entry::RULE,
    &unused_bibliography_entry::RULE,
    &empty_link::RULE,
    &missing_scheme::RULE,
    &missing_file::RULE,
    &missing_heading::RULE,
    &duplicate_definition::RULE,
    &unused_definition::RULE,
    &footnote_order::RULE,
    &uncited_entry::RULE,
    &impossible_date::RULE,
    &tracking_parameter::RULE,
    &dead_link::RULE,
    &moved_link::RULE,
    &retracted_source::RULE,
    &metadata_mismatch::RULE,
    &quotation_not_found::RULE,
    &changed_source::RULE,
    &figure_not_found::RULE,
    &unlocked_source::RULE,
    &unattributed_quotation::RULE,
    &vague_attribution::RULE,
    &unsourced_figure::RULE,
    &unsourced_claim::RULE,
    &unknown_silencer::RULE,
    &unused_silencer::RULE,
];

/// The rule of that name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// No rule's name is near to a longer one, in bytes.
const LONGEST_MISSPELT: usize = 80;

/// The rule's name nearest to a wrong one, if one is near.
pub fn nearest_rule(name: &str) -> Option<&'static str> {
    // More than a fifth of so long a name would be wrong.
    if name.len() > LONGEST_MISSPELT {
        return None;
    }
    let near = RULES.iter().map(|rule| (distance(name, rule.name), rule.name)).min()?;
    (near.0 <= 1 + name.len() / 5).then_some(near.1)
}

/// A kind of fault, and how to find it.
#[derive(Debug)]
pub struct Rule {
    /// A kebab-case noun for the fault; reads after "allow".
    pub name: &'static str,
    /// What the fault is about.
    pub group: Group,
    /// The severity unless the writer chose another.
    pub severity: Severity,
    /// Whether the rule is on unless the writer says otherwise.
    pub on: bool,
    /// Whether its findings carry fixes.
    pub fixable: Fixable,
    /// Whether a finding stands even where it overlaps one of an earlier rule: it speaks of something else there.
    pub independent: bool,
    /// How editors draw it.
    pub tag: Option<Tag>,
    /// The rule's page, in Markdown: documentation, and examples that are run as tests.
    pub page: &'static str,
    /// How to find it.
    pub check: Check,
    /// What the look at the whole draft, of which this is the tally, reads of this block: a digest, none of nothing. As long as what is
    /// read stays the same, blocks may change, come and go, and what was found in others stands.
    pub reads: fn(&Tally, &View) -> Option<u64>,
    /// How to find it in a bibliography, if it is found in drafts and there.
    pub shelf: Option<fn(&Stock<'_>, &mut Vec<Finding>)>,
}

impl Rule {
    /// What a rule is unless its file says otherwise, to be completed with `..Rule::DEFAULT`.
    pub const DEFAULT: Rule = Rule {
        name: "",
        group: Group::Citation,
        severity: Severity::Warning,
        on: true,
        fixable: Fixable::Never,
        independent: false,
        tag: None,
        page: "",
        check: Check::Block(|_, _| {}),
        reads: |_, view| reads::whole(&view.block),
        shelf: None,
    };

    /// The page's section on why the fault matters.
    pub fn why(&self) -> &'static str {
        let (_, rest) = self.page.split_once("## Why\n").unwrap_or(("", ""));
        rest.split("\n## ").next().unwrap_or("").trim()
    }

    /// The page's first sentence: what the rule finds.
    pub fn summary(&self) -> &'static str {
        self.page.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or("").trim()
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// What a tool left where a source should be.
    Residue,
    /// It points, but not at a source.
    Source,
    /// The structure does not hold.
    Citation,
    /// Who says so?
    Attribution,
    /// What was found out about the source says otherwise.
    Evidence,
    /// A comment that silences rules is itself at fault.
    Silencing,
}

impl Group {
    /// The group's name, as in configuration and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Residue => "residue",
            Self::Source => "source",
            Self::Citation => "citation",
            Self::Attribution => "attribution",
            Self::Evidence => "evidence",
            Self::Silencing => "silencing",
        }
    }
}

/// Whether a rule's findings carry fixes. The tests hold rules to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixable {
    /// None does.
    Never,
    /// Some do.
    Sometimes,
    /// Each does.
    Always,
}

/// How editors may draw a finding, beside its severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Faded: it could go without loss.
    Unnecessary,
}

/// How a rule looks.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// At one block, knowing nothing of the others; findings are in the block's coordinates and are remembered with it.
    Block(fn(&Passage<'_>, &mut Vec<Finding>)),
    /// At the whole draft, through what is known of its blocks; findings are in the draft's coordinates.
    Draft(fn(&Survey<'_>, &mut Vec<Finding>)),
    /// At each block, and at the whole draft for what one block cannot tell.
    Both(fn(&Passage<'_>, &mut Vec<Finding>), fn(&Survey<'_>, &mut Vec<Finding>)),
    /// At each block; and at what blocks' rules found, to take some of it back.
    Withdrawing(fn(&Passage<'_>, &mut Vec<Finding>), fn(&Survey<'_>, &mut Vec<Finding>)),
    /// At one claim of the draft, which is of that kind, and at the block in which it stands.
    Claim(fn(&Survey<'_>, &Claim, Kind) -> Option<Finding>),
    /// At a bibliography; findings are in the coordinates of its file.
    Shelf(fn(&Stock<'_>, &mut Vec<Finding>)),
    /// Not by itself: what silences findings finds these too.
    Silencing,
}
