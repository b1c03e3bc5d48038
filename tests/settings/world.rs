//! A world of the stand-in for GitHub, for each test one.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use gatewright::client::{Address, Client, Patience, Token};
use serde_json::{Value, json};

use crate::cli::run::{Place, Run};

/// The token of somebody who may administer the repository.
pub(super) const ADMIN: &str = "ghp_AdministratorsSecret0123456789";
/// The token of a job of the repository's own workflows.
pub(super) const JOB: &str = "ghs_JobsSecret0123456789";

/// The server, which ends when this process does.
struct Server {
    port: u16,
    _process: Child,
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/github");
        let mut command = Command::new("python3");
        command.args([here, JOB, "--with-parent"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let log = concat!(env!("CARGO_MANIFEST_DIR"), "/target/traffic");
        if std::env::var_os("TRAFFIC").is_none() && std::path::Path::new(log).is_dir() {
            command.env("TRAFFIC", format!("{log}/settings.jsonl"));
        }
        let mut process = command.spawn().expect("python3 starts");
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        Server { port: port.trim().parse().expect("a port"), _process: process }
    })
}

/// A repository on GitHub, and a checkout of it.
pub(super) struct World {
    pub(super) url: String,
    pub(super) place: Place,
}

impl World {
    /// Makes a world with the people that a pipeline asks, and the pipeline.
    pub(super) fn with(pipeline: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let url = format!("http://127.0.0.1:{}/settings-{number}", server().port);
        let world = Self { url, place: Place::in_memory() };
        world.place.put("pipelines/shop.kdl", pipeline);
        world.given(json!([
            ["repository", "acme/shop"],
            ["page", "100"],
            ["token", ADMIN, "root", "admin"],
            ["team", "acme/qa", "ann", "write"],
            ["team", "acme/managers", "bo", "write"],
            ["team", "acme/leads", "cy", "write"],
        ]));
        world
    }

    /// The shop, with CODEOWNERS on its default branch and its secret stored.
    pub(super) fn shop() -> Self {
        let world = Self::with(super::SHOP);
        world.given(json!([
            ["branch", "main"],
            ["file", ".github/CODEOWNERS", "main", "* @acme/managers @acme/leads\\n"],
            ["secret", "DATABASE_URL", "prod"],
        ]));
        world
    }

    /// States facts: a list of lists of words.
    #[track_caller]
    pub(super) fn given(&self, facts: Value) {
        self.client(ADMIN).put("/_given", &facts).expect("the facts make sense");
    }

    /// Returns everything that is true there.
    pub(super) fn state(&self) -> Value {
        self.client(ADMIN).get("/_state").expect("the state")
    }

    /// Returns the requests to GitHub so far, in order: method and path.
    pub(super) fn requests(&self) -> Vec<(String, String)> {
        let all: Vec<Value> = self.client(ADMIN).get("/_requests").expect("the requests");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        all.iter().map(|one| (text(&one["method"]), text(&one["path"]))).collect()
    }

    /// Returns the requests so far that change something.
    pub(super) fn writes(&self) -> Vec<(String, String)> {
        self.requests().into_iter().filter(|(method, _)| method != "GET").collect()
    }

    /// A connection that does not wait long.
    pub(super) fn client(&self, token: &str) -> Client {
        let patience = Patience {
            pause: Duration::from_millis(1),
            longest: Duration::from_secs(2),
            timeout: Duration::from_secs(5),
            ..Patience::default()
        };
        let address = Address::parse(&self.url).unwrap();
        Client::new(address, Token::new(token, "GH_TOKEN").unwrap()).with_patience(patience)
    }

    /// Prepares a run of the program by an administrator.
    pub(super) fn run(&self, arguments: &[&str]) -> Run {
        self.place.run(arguments).env("GITHUB_API_URL", &self.url).env("GATEWRIGHT_TOKEN", ADMIN)
    }
}
