//! The program itself, as a person and as a pipeline run it.

mod config;
mod exit_codes;
mod files;
mod fix;
mod formats;
mod others;
mod program;
