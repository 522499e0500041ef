//! Looking sources up in the net: by consent, with progress, into the lock.

use crate::cli::inputs::Gathered;
use crate::cli::output::{complain, tell, warn};
use crate::cli::progress::Progress;
use crate::cli::review::{load, refuse};
use crate::config::{Network, Settings};
use crate::verify::{Means, Plan, Tally, budget, look_up, sources};
use crate::web::{self, Ask, Limits, Web};
use crate::workspace::{self, Keeper, load_lock, lock_place};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, HashSet};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// How sources are looked up.
#[derive(Clone, Debug, Default)]
pub struct How {
    /// Whether the command line says that the net may be used.
    pub online: bool,
    /// Whether what is kept from earlier looks is passed over.
    pub fresh: bool,
    /// Whether nothing is said but what went wrong.
    pub quiet: bool,
    /// What looks secret, and is not.
    pub public: Vec<Ask>,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Outcomes {
    /// Whether something could not be read or written; it has been said.
    pub failed: bool,
    tally: Tally,
}

/// Looks up the sources of drafts and writes what came of it into their locks.
pub fn look(gathered: &Gathered, how: How) -> Result<Outcomes> {
    let mut outcomes = Outcomes { failed: gathered.failed, ..Outcomes::default() };
    let plans = plans(gathered, &mut outcomes, how.quiet);
    let number: usize = plans.values().map(|plan| plan.wanted.len()).sum();
    if number == 0 {
        if !how.quiet && !outcomes.failed {
            warn("no sources there that could be looked up: no addresses, no identifiers");
        }
        return Ok(outcomes);
    }
    if gathered.drafts.iter().any(|input| !input.is_placed()) {
        bail!(
            "what is found out is kept beside the draft, and a draft on standard input has no place: name one with --stdin-filename"
        );
    }
    consent(gathered, number, &how)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("no way to the net")?;
    // It is the writer's own, hence the same for all drafts.
    let first =
        |choice: fn(&Settings) -> Option<&str>| gathered.drafts.iter().find_map(|input| choice(&input.settings));
    let settings = web::Settings::of_user(first(|own| own.mail.as_deref()), first(|own| own.proxy.as_deref()));
    let web = Web::new(settings, Limits::default());
    let progress = Progress::count(number, "Looked up", "sources", how.quiet);
    let program = std::env::current_exe().ok();
    let wanting = gathered.drafts.iter().filter(|input| input.settings.keep_texts);
    let keeps: HashSet<PathBuf> = wanting.map(|input| lock_place(input.place())).collect();
    for (file, plan) in plans {
        let known = load_lock(&file);
        if let Some(problem) = known.problem {
            gathered.drafts.first().into_iter().for_each(|input| input.complain(&problem));
            outcomes.failed = true;
            continue;
        }
        let mut keeper = Keeper::new(file.clone(), Arc::clone(&known.lock), keeps.contains(&file));
        let run = web.run(budget(how.fresh)).allowing(&how.public);
        let means = Means::new(run.clone(), program.clone(), workspace::today());
        runtime.block_on(look_up(&means, plan, &known.lock, |found| {
            progress.step();
            outcomes.tally.add(&found.record);
            keeper.keep(found.record, found.text.as_deref());
            // For what cannot be kept nobody need be asked.
            if keeper.error.is_some() {
                run.cancel();
            }
        }));
        keeper.save();
        if let Some(error) = keeper.error {
            complain(&format!("{}: {error}", file.display()));
            outcomes.failed = true;
        }
    }
    drop(progress);
    if !how.quiet && outcomes.tally.all() > 0 {
        tell(&outcomes.tally.told());
    }
    Ok(outcomes)
}

/// What there is to look up, by the lock into which it goes.
fn plans(gathered: &Gathered, outcomes: &mut Outcomes, quiet: bool) -> BTreeMap<PathBuf, Plan> {
    let mut plans: BTreeMap<PathBuf, Plan> = BTreeMap::new();
    for input in &gathered.drafts {
        match load(input) {
            Ok(source) => {
                plans.entry(lock_place(input.place())).or_default().add(&input.draft(&source), None);
            }
            Err(error) => outcomes.failed |= refuse(input, &error, quiet),
        }
    }
    plans
}

/// Whether the writer agrees. Only the writer can: a flag, their own configuration, or an answer.
fn consent(gathered: &Gathered, number: usize, how: &How) -> Result<()> {
    allowed(gathered.drafts.iter().map(|input| &*input.settings), number, how.online)
}

/// Whether so many sources may be looked up under all these choices; with `online` the command line says so.
pub fn allowed<'a>(settings: impl Iterator<Item = &'a Settings>, number: usize, online: bool) -> Result<()> {
    let of = |settings: &Settings| if online { settings.network_limit() } else { settings.network() };
    match settings.map(of).min().unwrap_or_default() {
        Network::Off if online => {
            bail!("the project's configuration forbids the network (`network = \"off\"`); remove it there")
        }
        Network::Off => {
            let file =
                workspace::user_file().map_or("your own ibid.toml".to_owned(), |file| file.display().to_string());
            bail!(
                "looking sources up is off; --online allows it for this run, `network = \"ask\"` or `\"on\"` in {file} for good"
            )
        }
        Network::Ask if !online => ask(number),
        Network::Ask | Network::On => Ok(()),
    }
}

fn ask(number: usize) -> Result<()> {
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        bail!(
            "looking sources up wants your consent, and there is no terminal to ask at; --online gives it for this run"
        );
    }
    let what = sources(number);
    let _ = write!(std::io::stderr(), "Look up {what} in the net? Only addresses and identifiers are sent. [y/N] ");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).context("no answer could be read")?;
    if !answer.trim().to_lowercase().starts_with('y') {
        bail!("nothing was looked up");
    }
    Ok(())
}
