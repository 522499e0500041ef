//! Claims: which statements want a source. Knows nothing of rules.

pub mod score;
