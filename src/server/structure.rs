//! How a draft is built: its sections, its outline, and what of it folds.

pub mod folding;
pub mod outline;
pub mod sections;
