//! The program: hands its arguments to the command line, and opens the window when they ask for nothing else.

use std::process::ExitCode;

use jianggao::cli::{self, Outcome};

fn main() -> ExitCode {
    match cli::main(std::env::args_os()) {
        #[cfg(feature = "desk")]
        Outcome::Window { file, library } => jianggao::app::run(&jianggao::app::Options {
            file,
            library,
            ..jianggao::app::Options::default()
        }),
        #[cfg(not(feature = "desk"))]
        Outcome::Window { .. } => cli::refuse_window(),
        Outcome::Exit(code) => code,
    }
}
