//! GitHub's REST API over HTTP: the only module that sends the token.
//!
//! It waits where GitHub asks it to, repeats what is harmless to repeat, and turns every fault into a sentence that
//! says what to do. The token goes to the API's own host and nowhere else, and is in no message.

mod address;
mod answer;
mod failure;
mod link;
mod patience;
mod token;

pub use address::{Address, segment};
pub use failure::{Error, Kind};
pub use patience::Patience;
pub use token::Token;

use std::{io::ErrorKind, time::Duration};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use ureq::{
    Agent,
    http::{Method, Request, Response, header::HeaderMap},
    tls::{RootCerts, TlsConfig},
};

use answer::{Answer, Next};

/// The version of the API that every request asks for.
pub const API_VERSION: &str = "2022-11-28";
/// Nothing that is read here has more; an answer without end is a fault.
const MOST_BYTES: u64 = 32 << 20;
/// A hundred things a page: more pages than this are a loop.
const MOST_PAGES: usize = 200;
const MOST_REDIRECTS: usize = 3;

/// A connection to GitHub's API.
pub struct Client {
    agent: Agent,
    address: Address,
    token: Token,
    patience: Patience,
    notice: fn(&str),
}

/// Whether a request whose fate is not known may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// It changes nothing, or leads to the same end.
    Harmless,
    /// It might be done twice.
    Never,
}

impl Client {
    /// Makes a connection; nothing is sent yet.
    pub fn new(address: Address, token: Token) -> Self {
        let patience = Patience::default();
        Self { agent: agent(&address, patience.timeout), address, token, patience, notice: |_| {} }
    }

    /// Sets how long to wait and how often to try.
    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.agent = agent(&self.address, patience.timeout);
        self.patience = patience;
        self
    }

    /// Sets who is told that it takes longer.
    pub fn with_notice(mut self, notice: fn(&str)) -> Self {
        self.notice = notice;
        self
    }

    /// Reads one thing.
    pub fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        let answer = self.send(&Method::GET, path, None, Repeat::Harmless)?;
        read(&Method::GET, path, &answer)
    }

    /// Reads a list to its end; `key` names it where GitHub wraps it in an object. Asks for a hundred a page, unless
    /// the path says how many.
    pub fn list<T: DeserializeOwned>(&self, path: &str, key: Option<&str>) -> Result<Vec<T>, Error> {
        let mut next = match path.contains("per_page=") {
            true => path.to_owned(),
            false => format!("{path}{}per_page=100", if path.contains('?') { '&' } else { '?' }),
        };
        let mut all = Vec::new();
        for _ in 0..MOST_PAGES {
            let (items, further) = self.page(&next, key)?;
            all.extend(items);
            let Some(further) = further else { return Ok(all) };
            next = further;
        }
        Err(unreadable(&Method::GET, path, "the list has no end"))
    }

    /// Reads one page of a list, and returns the path of the next one with it.
    pub fn page<T: DeserializeOwned>(
        &self,
        path: &str,
        key: Option<&str>,
    ) -> Result<(Vec<T>, Option<String>), Error> {
        let answer = self.send(&Method::GET, path, None, Repeat::Harmless)?;
        let mut page: Value = read(&Method::GET, path, &answer)?;
        let items = match key {
            Some(key) => page.get_mut(key).map(Value::take).unwrap_or_default(),
            None => page,
        };
        let items = serde_json::from_value(items)
            .map_err(|error| unreadable(&Method::GET, path, &error.to_string()))?;
        let Some(link) = answer.header("link").and_then(link::next) else { return Ok((items, None)) };
        match self.address.path_of(link) {
            Some(next) => Ok((items, Some(next))),
            None => Err(Error::new(&Method::GET, path, Kind::Foreign(self.token.hide(link)))),
        }
    }

    /// Puts something in a place, whatever is there; repeated where its fate is not known.
    pub fn put<B: Serialize>(&self, path: &str, body: &B) -> Result<Value, Error> {
        self.write(&Method::PUT, path, Some(body), Repeat::Harmless)
    }

    /// Changes parts of something; repeated where its fate is not known.
    pub fn patch<B: Serialize>(&self, path: &str, body: &B) -> Result<Value, Error> {
        self.write(&Method::PATCH, path, Some(body), Repeat::Harmless)
    }

    /// Makes something new. That it exists already (303) is as good.
    pub fn post<B: Serialize>(&self, path: &str, body: &B, repeat: Repeat) -> Result<Value, Error> {
        self.write(&Method::POST, path, Some(body), repeat)
    }

    /// Takes something away. That it is gone already is as good.
    pub fn delete(&self, path: &str) -> Result<(), Error> {
        match self.write::<Value>(&Method::DELETE, path, None, Repeat::Harmless) {
            Err(error) if error.kind == Kind::NotFound => Ok(()),
            other => other.map(|_| ()),
        }
    }

    fn write<B: Serialize>(
        &self,
        method: &Method,
        path: &str,
        body: Option<&B>,
        repeat: Repeat,
    ) -> Result<Value, Error> {
        let body = body
            .map(|body| serde_json::to_vec(body))
            .transpose()
            .map_err(|error| unreadable(method, path, &error.to_string()))?;
        let answer = self.send(method, path, body.as_deref(), repeat)?;
        read(method, path, &answer)
    }

    /// Sends a request until there is an answer that settles it.
    fn send(
        &self,
        method: &Method,
        path: &str,
        body: Option<&[u8]>,
        repeat: Repeat,
    ) -> Result<Answer, Error> {
        let mut url = self.address.join(path);
        let mut redirects = 0;
        let mut tries = 1;
        loop {
            let next = match self.once(method, &url, body) {
                Ok(answer) => answer.next(&self.token),
                Err(fault) => Next::of_fault(fault),
            };
            let (wait, kind) = match next {
                Next::Done(answer) => return Ok(answer),
                Next::Redirected(to) => {
                    redirects += 1;
                    let own = self.address.path_of(&to).map(|path| self.address.join(&path));
                    match own {
                        Some(to) if method == Method::GET && redirects <= MOST_REDIRECTS => {
                            url = to;
                            continue;
                        }
                        _ => return Err(Error::new(method, path, Kind::Moved)),
                    }
                }
                Next::Failed(kind) => return Err(Error::new(method, path, kind)),
                // GitHub says itself that it did nothing.
                Next::Limited { wait, kind } => (wait, kind),
                Next::NotSent(kind) => (self.patience.pause(tries), kind),
                Next::Unknown(kind) if repeat == Repeat::Never => {
                    return Err(Error { settled: false, ..Error::new(method, path, kind) });
                }
                Next::Unknown(kind) => (self.patience.pause(tries), kind),
            };
            if tries >= self.patience.tries || wait > self.patience.longest {
                let settled = method == Method::GET || !matches!(kind, Kind::Failing(_) | Kind::Cut(_));
                return Err(Error { settled, ..Error::new(method, path, kind) });
            }
            if wait >= Duration::from_secs(2) {
                let said = kind.to_string();
                // What to do about it is done here.
                let reason = said.split(';').next().unwrap_or_default();
                (self.notice)(&format!("{reason}; trying again in {} seconds", wait.as_secs()));
            }
            std::thread::sleep(wait);
            tries += 1;
        }
    }

    fn once(&self, method: &Method, url: &str, body: Option<&[u8]>) -> Result<Answer, answer::Fault> {
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header("accept", "application/vnd.github+json")
            .header("x-github-api-version", API_VERSION)
            .header("authorization", self.token.header());
        let response = match body {
            Some(body) => request
                .header("content-type", "application/json")
                .body(body)
                .map_err(ureq::Error::from)
                .and_then(|request| self.agent.run(request)),
            None => request.body(()).map_err(ureq::Error::from).and_then(|request| self.agent.run(request)),
        };
        let mut response = response.map_err(|error| fault(&error))?;
        // What was cut after the status came is as unknown as what never came.
        let body = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec();
        let body = body.map_err(|error| fault(&error).after_sending())?;
        Ok(Answer { status: response.status().as_u16(), headers: headers(&response), body })
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Client").field("address", &self.address).finish_non_exhaustive()
    }
}

fn agent(address: &Address, timeout: Duration) -> Agent {
    let mut config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("gatewright/", env!("CARGO_PKG_VERSION")))
        .timeout_global(Some(timeout))
        // An Enterprise Server's certificate is often one that only the company's machines trust.
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build());
    if address.is_loopback() {
        config = config.proxy(None);
    }
    config.build().new_agent()
}

fn headers(response: &Response<ureq::Body>) -> HeaderMap {
    response.headers().clone()
}

/// Tells whether a request that failed was sent, and says why it failed.
fn fault(error: &ureq::Error) -> answer::Fault {
    let sent = match error {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed | ureq::Error::Tls(_) => false,
        ureq::Error::Rustls(_) | ureq::Error::InvalidProxyUrl | ureq::Error::Http(_) => false,
        ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => false,
        // A certificate that is not trusted comes as data that cannot be read.
        ureq::Error::Io(error) => {
            !matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::InvalidData)
        }
        _ => true,
    };
    let reason = match error {
        ureq::Error::HostNotFound => "there is no such host".to_owned(),
        ureq::Error::Timeout(_) => "it took too long".to_owned(),
        ureq::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    };
    answer::Fault { reason, sent }
}

/// An answer without a body, such as 204, is `null`.
fn read<T: DeserializeOwned>(method: &Method, path: &str, answer: &Answer) -> Result<T, Error> {
    let body =
        if answer.body.iter().all(u8::is_ascii_whitespace) { b"null".as_slice() } else { &answer.body };
    serde_json::from_slice(body).map_err(|error| unreadable(method, path, &error.to_string()))
}

fn unreadable(method: &Method, path: &str, reason: &str) -> Error {
    Error::new(method, path, Kind::Unreadable(reason.to_owned()))
}
