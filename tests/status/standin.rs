//! The stand-in for GitHub, a world for each test, and the real program that asks it.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

use serde_json::Value;
use tempfile::TempDir;

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
    folder: TempDir,
}

impl World {
    /// A world in which time is the machine's, with a repository and a pipeline.
    pub(crate) fn new(name: &str, repository: &str, pipeline: &str) -> Self {
        let url = format!("http://127.0.0.1:{}/{name}", server().port);
        let folder = TempDir::new().expect("a folder");
        std::fs::write(folder.path().join("pipeline.kdl"), pipeline).expect("it can be written");
        let world = Self { url, folder };
        world.given(&[&["clock", "wall"], &["page", "100"], &["repository", repository]]);
        world
    }

    /// Adds facts: a verb, its words, then options as key=value.
    pub(crate) fn given(&self, facts: &[&[&str]]) {
        let body = serde_json::to_string(facts).expect("words are JSON");
        let mut answer = ureq::put(format!("{}/_given", self.url))
            .config()
            .http_status_as_error(false)
            .build()
            .send(body)
            .expect("the stand-in answers");
        let said = answer.body_mut().read_to_string().expect("it says what is wrong");
        assert_eq!(answer.status(), 200, "{said}");
    }

    /// The requests that the program has made: method, path and query.
    pub(crate) fn requests(&self) -> Vec<Value> {
        let mut answer = ureq::get(format!("{}/_requests", self.url)).call().expect("the stand-in answers");
        let body = answer.body_mut().read_to_string().expect("a text");
        serde_json::from_str(&body).expect("a list")
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Prepares a run of the program with the token of a job.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gatewright"));
        command.args(arguments).current_dir(self.folder()).env_clear().stdin(Stdio::null());
        command.env("GITHUB_API_URL", &self.url).env("GH_TOKEN", TOKEN);
        Run { command, secret: TOKEN.to_owned() }
    }

    /// Runs `status` well, and returns what it says to programs of the only pipeline.
    #[track_caller]
    pub(crate) fn status(&self) -> Value {
        self.run(&["status", "--format", "json"]).ends(0).pipeline()
    }
}

/// A run of the program.
pub(crate) struct Run {
    command: Command,
    secret: String,
}

impl Run {
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn token(mut self, token: &str) -> Self {
        self.secret = token.to_owned();
        self.env("GH_TOKEN", token)
    }

    /// Runs it to its end, which has to be this one.
    #[track_caller]
    pub(crate) fn ends(mut self, code: i32) -> Done {
        let output = self.command.output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        let done = Done { out: text(output.stdout), err: text(output.stderr) };
        assert_eq!(output.status.code(), Some(code), "{done:#?}");
        for text in [&done.out, &done.err] {
            let is_obeyed = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
            assert_eq!(text.chars().find(|&c| is_obeyed(c)), None, "{text:?}");
            assert!(!text.contains(&self.secret), "the token is shown: {text}");
            assert!(!text.contains("panicked"), "{text}");
        }
        done
    }
}

/// What a run has said.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Done {
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.out.contains(words), "{words:?} is not in:\n{}", self.out);
        self
    }

    #[track_caller]
    pub(crate) fn complains(&self, words: &str) -> &Self {
        assert!(self.err.contains(words), "{words:?} is not in:\n{}", self.err);
        self
    }

    /// What it says to programs of the only pipeline.
    #[track_caller]
    pub(crate) fn pipeline(&self) -> Value {
        let document: Value = serde_json::from_str(&self.out).expect("JSON");
        assert_eq!(document["version"], 1);
        document["pipelines"][0].clone()
    }
}
