//! Which repository on GitHub, and with which token: from the arguments, the file and the process's environment.

use clap::Args;

use super::{Failure, terminal};
use crate::{
    client::{Address, Client, Token},
    syntax::Pipeline,
};

/// Where GitHub is.
#[derive(Args)]
pub(super) struct Connection {
    /// The address of GitHub's API; without it: $GITHUB_API_URL, or https://api.github.com
    #[arg(long, value_name = "URL")]
    api_url: Option<String>,
    /// The repository, where the pipeline file names none
    #[arg(long, value_name = "OWNER/NAME")]
    repository: Option<String>,
}

const GITHUB: &str = "https://api.github.com";
/// Where a token may stand, the first one first.
const TOKENS: [&str; 3] = ["GATEWRIGHT_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"];

impl Connection {
    /// Makes the connection; nothing is sent yet.
    pub(super) fn client(&self) -> Result<Client, Failure> {
        let url = self.api_url.clone().or_else(|| variable("GITHUB_API_URL"));
        let address = Address::parse(url.as_deref().unwrap_or(GITHUB)).map_err(Failure)?;
        let token = TOKENS.into_iter().find_map(|name| variable(name).map(|value| (name, value)));
        let Some((name, value)) = token else {
            return Err(Failure(
                "there is no token for GitHub: type `export GATEWRIGHT_TOKEN=\"$(gh auth token)\"`, or \
                 set GATEWRIGHT_TOKEN, GH_TOKEN or GITHUB_TOKEN to one"
                    .to_owned(),
            ));
        };
        let token = Token::new(&value, name).map_err(Failure)?;
        let notice = |text: &str| terminal::complain(&format!("{}\n", terminal::line(text)));
        Ok(Client::new(address, token).with_notice(notice))
    }

    /// Returns the repository that a pipeline is about, `owner/name`.
    pub(super) fn repository(&self, pipeline: &Pipeline) -> Result<String, Failure> {
        let name = &pipeline.name.value;
        let own = pipeline.repository.as_ref().map(|repository| repository.value.as_str());
        let asked = self.repository.as_deref();
        match (own, asked) {
            (Some(own), Some(asked)) if !own.eq_ignore_ascii_case(asked) => Err(Failure(format!(
                "pipeline {name} is about `{own}`, not `{asked}`: leave out `--repository`, or change \
                 `repository` in the file"
            ))),
            (Some(own), _) => Ok(own.to_owned()),
            (None, Some(asked)) if crate::syntax::is_repository(asked) => Ok(asked.to_owned()),
            (None, Some(_)) => Err(Failure(
                "`--repository` takes the owner, a `/` and the repository's name: `--repository acme/shop`"
                    .to_owned(),
            )),
            (None, None) => Err(Failure(format!(
                "pipeline {name} does not say which repository it is about: add `repository \
                 \"OWNER/NAME\"` to it, or type `--repository OWNER/NAME`"
            ))),
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "whom to ask, and with which token, depends on the process")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}
