//! The command line: arguments → read → compile → report → write → exit code. It decides nothing about pipelines.

mod apply;
mod build;
mod check;
mod conflicts;
mod connection;
mod drift;
mod explain;
mod facts;
mod hub;
mod init;
mod map;
mod models;
mod plan;
mod probe;
mod read;
mod routes;
mod settings;
mod simulate;
mod status;
mod terminal;
mod test;
mod undrawn;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::report;

/// Compiles one KDL file about environments, gates and approvers into GitHub Actions workflows, protection settings,
/// deploy scripts and pages.
#[derive(Parser)]
#[command(name = "gatewright", version, about, disable_help_subcommand = true, after_help = FIRST_STEPS)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const FIRST_STEPS: &str = "\
First steps:
  gatewright init     writes pipelines/NAME.kdl
  gatewright check    says what is wrong or dangerous in it
  gatewright build    generates from it
  gatewright apply    puts the protection in place on GitHub

Exit codes:
  0  fine
  1  an error in a file, files or settings that are not current, a blocked promotion, a failed test
  2  wrong usage, or a file or GitHub could not be read or written";

#[derive(Subcommand)]
enum Command {
    /// Says what is wrong or dangerous in pipeline files
    Check(check::Check),
    /// Generates workflows, settings, scripts and pages, or verifies that they are current
    Build(build::Build),
    /// Explains a code, a node of the language, an environment, or who approves an arrow
    Explain(explain::Explain),
    /// Shows which release may go where, and who approves each way
    Matrix(map::Matrix),
    /// Draws the map: for a terminal, or as a Mermaid chart
    Graph(map::Graph),
    /// Lists every way to production: whom it asks, how long it takes, who could take it alone
    Routes(routes::Routes),
    /// Says whether a promotion would be let through, or why not, and from when on
    Simulate(simulate::Simulate),
    /// Runs the tests of the rules that stand in pipeline files
    Test(test::Test),
    /// Shows what `apply` would change on GitHub, and changes nothing
    Plan(plan::Plan),
    /// Puts the protection that the file asks for in place on GitHub
    Apply(apply::Apply),
    /// Says what GitHub has otherwise than the file asks for
    Drift(drift::Drift),
    /// Shows what runs where on GitHub right now, what waits for approval, and what is broken
    Status(status::Status),
    /// Writes a first pipeline file
    Init(init::Init),
}

/// How findings are shown.
#[derive(Args)]
struct Shown {
    /// How findings are shown: to people, to programs, to code scanning, or as annotations on a pull request
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Lets a warning count as an error in the exit code
    #[arg(long)]
    deny_warnings: bool,
    /// Shows good practice that nobody asked for, too
    #[arg(long)]
    advice: bool,
}

// No word behind each: the help of every command stays on one screen.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
    Github,
}

impl Format {
    fn report(self) -> report::Format {
        match self {
            Self::Human => report::Format::Human,
            Self::Json => report::Format::Json,
            Self::Sarif => report::Format::Sarif,
            Self::Github => report::Format::Github,
        }
    }
}

/// How a command ended.
enum Ended {
    /// Exit 0.
    Well,
    /// Exit 1: an error in a file, files that are not current, something blocked.
    Badly,
}

/// Why a command could not do its work, exit 2: a file, and what went wrong with it.
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    let ended = match Arguments::try_parse() {
        Ok(arguments) => match arguments.command {
            Command::Check(check) => check.run(),
            Command::Build(build) => build.run(),
            Command::Explain(explain) => explain.run(),
            Command::Matrix(matrix) => matrix.run(),
            Command::Graph(graph) => graph.run(),
            Command::Routes(routes) => routes.run(),
            Command::Simulate(simulate) => simulate.run(),
            Command::Test(test) => test.run(),
            Command::Plan(plan) => plan.run(),
            Command::Apply(apply) => apply.run(),
            Command::Drift(drift) => drift.run(),
            Command::Status(status) => status.run(),
            Command::Init(init) => init.run(),
        },
        Err(other) if !other.use_stderr() => terminal::say(&other.render().to_string()).map(|()| Ended::Well),
        Err(wrong) => {
            // It repeats the arguments, which may hold anything.
            terminal::complain(&crate::text::visible(&wrong.render().to_string()));
            return ExitCode::from(2);
        }
    };
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::Badly) => ExitCode::from(1),
        Err(Failure(reason)) => {
            terminal::complain(&format!("gatewright: {}\n", terminal::line(&reason)));
            ExitCode::from(2)
        }
    }
}

/// The files that a command is about.
#[derive(Args)]
struct Files {
    /// Pipeline files; without any: pipelines/*.kdl, or pipeline.kdl
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}
