//! `ibid sources`

mod bib;
mod cite;
pub mod claims;
mod json;
mod listing;
mod log;
pub mod online;
mod show;
mod table;

use super::inputs::Inputs;
use super::output::{print, warn};
use super::{FAILED, OK};
use crate::web::Ask;
use anyhow::{Context, Result, bail};
use claims::Order;
use std::path::PathBuf;

/// List the sources of drafts, and where each is cited
///
/// A source is what a draft points at: a page, a DOI or another identifier, an entry of the bibliography, a reference that is typed
/// out in a note or a list. It is listed once, however often and in whichever way it is cited. Placeholders and the front pages of
/// known sites are no sources.
///
/// With --claims it lists what the drafts say that a reader may want to check, and what covers each claim: the citation, the speaker, or
/// nothing. A citation that does not work, such as a placeholder, covers nothing. WORTH, from 0 to 100, is how much the bare sentence reads like
/// a claim that is worth checking; it orders the sheet and decides nothing.
///
/// Exits with 0, or with 2 when something could not be read.
#[derive(Debug, clap::Args)]
#[command(mut_arg("rules", |arg| arg.hide(true)), args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,

    /// Drafts, directories of drafts, or `-` for standard input
    #[arg(value_name = "DRAFT", default_value = ".")]
    paths: Vec<PathBuf>,

    /// List the claims instead, each with what covers it: a source, somebody who is named, or nothing
    #[arg(long)]
    claims: bool,

    /// In which order to list the claims of a draft
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = Order::Place, requires = "claims")]
    sort: Order,

    /// How to list them
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    #[command(flatten)]
    inputs: Inputs,
}

/// What to do with sources beside listing them.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Look sources up in the net, and keep what comes of it in ibid.lock
    ///
    /// Of a draft only addresses and identifiers are sent. Answers are kept for some days, so that a second run is fast. What was found out is
    /// reported by `ibid check`. A source that could not be told is no fault of the draft.
    ///
    /// Exits with 0, or with 2 when something could not be read or written, or the net may not be used.
    Check(Look),
    /// The same, without what is kept from earlier looks
    ///
    /// Sites that do not want programs (`robots.txt`) are left alone.
    Refresh(Look),
    /// Fetch references, and print them
    ///
    /// What a registry says of a work, or a page of itself. Nothing is made up: what nobody says is left out, and standard error tells where
    /// each field came from.
    ///
    /// Exits with 0, or with 2 when one could not be fetched, or the net may not be used.
    Cite(cite::Args),
    /// Show what ibid.lock says of the sources of drafts; nothing is looked up
    Show(Show),
    /// Show what left this machine: every request that ibid made of late, from the command line and from editors, the newest last
    Log(Log),
}

#[derive(Debug, clap::Args)]
#[command(mut_arg("rules", |arg| arg.hide(true)))]
struct Look {
    /// Drafts, or directories of drafts
    #[arg(value_name = "DRAFT", default_value = ".")]
    paths: Vec<PathBuf>,

    /// Allow the net for this run, whatever your configuration says
    #[arg(long)]
    online: bool,

    /// An address that looks secret and is not: the Wayback Machine may be asked for it; may be given again
    ///
    /// An address with a token in it, or a path that nobody could guess, is looked up where it leads and named to nobody else.
    #[arg(long, value_name = "ADDRESS")]
    public: Vec<String>,

    #[command(flatten)]
    inputs: Inputs,
}

#[derive(Debug, clap::Args)]
#[command(mut_arg("rules", |arg| arg.hide(true)))]
struct Show {
    /// Drafts, or directories of drafts
    #[arg(value_name = "DRAFT", default_value = ".")]
    paths: Vec<PathBuf>,

    /// How to show them
    #[arg(long, value_enum, default_value_t = Shown::Table)]
    format: Shown,

    #[command(flatten)]
    inputs: Inputs,
}

#[derive(Debug, clap::Args)]
struct Log {
    /// How to show it
    #[arg(long, value_enum, default_value_t = Shown::Table)]
    format: Shown,
}

/// The forms in which what is known is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Shown {
    /// A table, for a person
    Table,
    /// One JSON object
    Json,
}

/// The forms of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A table, for a person
    Table,
    /// One JSON object: each source with its places
    Json,
    /// A bibliography in CSL-JSON
    CslJson,
    /// A bibliography in BibTeX
    Bibtex,
}

/// Lists the sources and returns the exit code.
pub fn run(args: &Args) -> Result<i32> {
    match &args.action {
        Some(Action::Check(look)) => return look_up(look, false),
        Some(Action::Refresh(look)) => return look_up(look, true),
        Some(Action::Cite(args)) => return cite::run(args),
        Some(Action::Show(show)) => return show_known(show),
        Some(Action::Log(args)) => {
            let lines = log::past();
            print(&if args.format == Shown::Json { log::object(&lines)? } else { log::table(&lines) })?;
            return Ok(OK);
        }
        None => {}
    }
    let quiet = args.inputs.quiet;
    if args.claims {
        return list_claims(args);
    }
    let listing = listing::listing(args.inputs.gather(&args.paths)?, quiet);
    match args.format {
        Format::Table => print(&table::table(&listing, quiet))?,
        Format::Json => print(&json::object(&listing)?)?,
        Format::CslJson => print(&bib::csl_json(&listing)?)?,
        Format::Bibtex => print(&bib::bibtex(&listing))?,
    }
    if matches!(args.format, Format::CslJson | Format::Bibtex) && !quiet {
        for listed in listing.listed.iter().filter(|listed| listed.is_unknown()) {
            warn(&format!("`{}` is in no bibliography that could be read, so it is left out", listed.key));
        }
    }
    Ok(if listing.failed { FAILED } else { OK })
}

fn look_up(look: &Look, fresh: bool) -> Result<i32> {
    let gathered = look.inputs.gather(&look.paths)?;
    let public = look.public.iter().map(|address| {
        Ask::url(address).with_context(|| format!("`{address}` is no address of the web; write it as the draft does"))
    });
    let public = public.collect::<Result<_>>()?;
    let outcomes =
        online::look(&gathered, online::How { online: look.online, fresh, quiet: look.inputs.quiet, public })?;
    Ok(if outcomes.failed { FAILED } else { OK })
}

fn show_known(args: &Show) -> Result<i32> {
    let gathered = args.inputs.gather(&args.paths)?;
    let mut failed = gathered.failed;
    let known = show::known(&gathered, args.inputs.quiet, &mut failed);
    print(&if args.format == Shown::Json { show::object(&known)? } else { show::table(&known) })?;
    Ok(if failed { FAILED } else { OK })
}

fn list_claims(args: &Args) -> Result<i32> {
    if matches!(args.format, Format::CslJson | Format::Bibtex) {
        bail!("a bibliography holds sources, not claims; with --claims take --format table or json");
    }
    let quiet = args.inputs.quiet;
    let sheets = claims::sheets(args.inputs.gather(&args.paths)?, args.sort, &args.inputs);
    print(&if args.format == Format::Json { claims::object(&sheets)? } else { claims::table(&sheets, quiet) })?;
    Ok(if sheets.failed { FAILED } else { OK })
}
