//! The program: hands its arguments to the command line, and opens the window when they ask for nothing else.

use std::process::ExitCode;

use jianggao::app::{self, Options};
use jianggao::cli::{self, Outcome};

fn main() -> ExitCode {
    match cli::main(std::env::args_os()) {
        Outcome::Window { file, library } => app::run(&Options {
            file,
            library,
            ..Options::default()
        }),
        Outcome::Exit(code) => code,
    }
}
