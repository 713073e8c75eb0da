//! The program `sekisho`.

fn main() -> std::process::ExitCode {
    server::cli::main()
}
