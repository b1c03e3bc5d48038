//! The stand-in for GitHub, a world for each test, and the real program that asks it.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

use gatewright::client::{Address, Client, Token};
use serde_json::Value;

use crate::cli::run::{Done, Place, Run};

/// What every world accepts as the token of a job.
pub(crate) const TOKEN: &str = "ghs_job_of_a_test";

/// The server; it ends with this process, which holds its standard input.
struct Server {
    port: u16,
    _process: Child,
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/github");
        let mut process = Command::new("python3")
            .args([folder, TOKEN, "--with-parent"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 runs the stand-in for GitHub");
        let mut line = String::new();
        let out = process.stdout.take().expect("it has an output");
        BufReader::new(out).read_line(&mut line).expect("it says its port");
        Server { port: line.trim().parse().expect("a port"), _process: process }
    })
}

/// One world, and a folder with the pipeline that is about it.
pub(crate) struct World {
    url: String,
    pub(crate) place: Place,
}

impl World {
    /// A world in which time is the machine's, with a repository and a pipeline.
    pub(crate) fn new(name: &str, repository: &str, pipeline: &str) -> Self {
        let url = format!("http://127.0.0.1:{}/{name}", server().port);
        let world = Self { url, place: Place::new() };
        world.place.put("pipeline.kdl", pipeline);
        world.given(&[&["clock", "wall"], &["page", "100"], &["repository", repository]]);
        world
    }

    /// Adds facts: a verb, its words, then options as key=value.
    pub(crate) fn given(&self, facts: &[&[&str]]) {
        self.client().put("/_given", &facts).expect("the facts make sense");
    }

    /// How many requests the program has made.
    pub(crate) fn requests(&self) -> usize {
        self.client().get::<Vec<Value>>("/_requests").expect("a list").len()
    }

    fn client(&self) -> Client {
        let address = Address::parse(&self.url).expect("an address");
        Client::new(address, Token::new(TOKEN, "GH_TOKEN").expect("a token"))
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Prepares a run of the program with the token of a job.
    pub(crate) fn run(&self, arguments: &[&str]) -> Asked {
        let run = self.place.run(arguments).env("GITHUB_API_URL", &self.url).env("GH_TOKEN", TOKEN);
        Asked { run, secret: TOKEN.to_owned() }
    }

    /// Runs `status` well, and returns what it says to programs of the only pipeline.
    #[track_caller]
    pub(crate) fn status(&self) -> Value {
        pipeline(&self.run(&["status", "--format", "json"]).ends(0))
    }
}

/// A run of the program that has a secret to keep.
pub(crate) struct Asked {
    run: Run,
    secret: String,
}

impl Asked {
    pub(crate) fn without_token(self) -> Self {
        Self { run: self.run.env("GH_TOKEN", ""), ..self }
    }

    pub(crate) fn token(self, token: &str) -> Self {
        Self { run: self.run.env("GH_TOKEN", token), secret: token.to_owned() }
    }

    /// Runs it to its end, which has to be this one.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Done {
        let done = self.run.ends(code);
        for text in [&done.out, &done.err] {
            assert!(!text.contains(&self.secret), "the token is shown: {text}");
        }
        done
    }
}

/// What it says to programs of the only pipeline.
#[track_caller]
pub(crate) fn pipeline(done: &Done) -> Value {
    let document = done.json();
    assert_eq!(document["version"], 1);
    document["pipelines"][0].clone()
}
