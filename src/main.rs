//! The program: hands its arguments to the command line, which opens the window when there is nothing else to do.

use std::process::ExitCode;

fn main() -> ExitCode {
    jianggao::cli::main(std::env::args_os())
}
