//! Looking sources up: from what drafts cite, through the net, to what `ibid.lock` keeps.
//!
//! Only [`crate::web::Ask`] crosses into the net, and that holds an address or an identifier. What drafts say is held here against what
//! comes back.

mod copy;
mod fetch;
mod fetched;
mod keep;
mod kept;
mod page;
mod plan;
mod run;
mod tally;
mod work;

pub use fetch::{Reference, brief_budget, fetch};
pub use keep::Found;
pub use kept::kept;
pub use plan::{Plan, Wanted};
pub use run::{Means, budget, look_up};
pub use tally::{Tally, sources};
