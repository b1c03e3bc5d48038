//! `init`: writes a first pipeline file that builds.

use std::{
    io::{BufRead, IsTerminal, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Ended, Failure, facts, read, terminal};
use crate::first;

/// The arguments of `init`.
#[derive(Args)]
pub(super) struct Init {
    /// Where to write it; without it: pipelines/NAME.kdl, after the repository
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Who approves releases, as GitHub knows them: @org/team or @person
    #[arg(long, value_name = "WHO", num_args = 1..)]
    approvers: Vec<String>,
}

impl Init {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let facts = facts::facts(Path::new("."));
        let approvers = if self.approvers.is_empty() { ask(&facts)? } else { self.approvers.clone() };
        if let Some(wrong) = approvers.iter().find(|handle| !first::is_handle(handle)) {
            return Err(Failure(format!("`{wrong}` is nobody on GitHub; write @org/team or @person")));
        }
        let first = first::write(&facts, &approvers);
        let path =
            self.file.clone().unwrap_or_else(|| PathBuf::from(format!("pipelines/{}.kdl", first.name)));
        if path.extension().is_none_or(|extension| extension != "kdl") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            return Err(Failure(format!(
                "`{}` does not end in .kdl, so nothing would find it; `gatewright init pipelines/{name}.kdl`",
                path.display()
            )));
        }
        create(&path, &first.text)?;
        let path = terminal::line(&path.to_string_lossy());
        terminal::say(&format!(
            "wrote {path}\nnext: read it, put your own commands and addresses in, then `gatewright check` and `gatewright build`\n",
        ))?;
        Ok(Ended::Well)
    }
}

/// The one question that no file of the repository answers. Where nobody can be asked, the owner's name stands in.
fn ask(facts: &first::Facts) -> Result<Vec<String>, Failure> {
    let guess = first::guess_approvers(facts);
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(vec![guess]);
    }
    terminal::complain(&format!("Who approves a release into production? @org/team, or @person [{guess}]: "));
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    let named: Vec<String> =
        answer.split([' ', ',', '\t', '\r', '\n']).filter(|one| !one.is_empty()).map(str::to_owned).collect();
    Ok(if named.is_empty() { vec![guess] } else { named })
}

#[allow(clippy::disallowed_methods, reason = "the one file that a person owns and this program writes")]
fn create(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| read::failure("create", folder, &error))?;
    }
    let opened = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = opened.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure(format!("`{}` is there already, and stays as it is: name another file", path.display()))
        }
        _ => read::failure("write", path, &error),
    })?;
    file.write_all(text.as_bytes()).map_err(|error| {
        // Half a file would be there already the next time.
        let _ = std::fs::remove_file(path);
        read::failure("write", path, &error)
    })
}
