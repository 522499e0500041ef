//! A draft followed through edits is the draft read afresh; and whatever bytes come, reading them holds what is promised.

mod edits;
mod findings;
mod hostile;
#[path = "../support/random.rs"]
#[allow(dead_code)]
mod random;
mod sound;
mod texts;
