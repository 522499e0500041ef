//! The `ibid` program.

fn main() {
    std::process::exit(ibid::cli::run(std::env::args_os()));
}
