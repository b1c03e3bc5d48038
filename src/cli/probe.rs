//! Asking environments how they are: once each, without any credential, and not for long.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

use crate::status::{Asking, Reply};

/// Whoever takes longer is not well.
const PATIENCE: Duration = Duration::from_secs(5);
/// So that a few that do not answer keep nobody waiting.
const AT_ONCE: usize = 64;
/// Whoever says more says too much.
const MOST_BYTES: u64 = 64 << 10;
const MOST_REDIRECTS: u32 = 3;

/// Asks every environment that can be asked.
pub(super) fn all(places: &[(String, Asking)]) -> BTreeMap<String, Reply> {
    let asked = places.iter().filter_map(|(name, asking)| match asking {
        Asking::At(probe) => Some((name, probe.url.as_str())),
        Asking::NotDeclared | Asking::Impossible(_) => None,
    });
    let asked: Vec<(&String, &str)> = asked.collect();
    let (queue, replies) = (Mutex::new(asked.iter()), Mutex::new(BTreeMap::new()));
    let agent = agent();
    std::thread::scope(|scope| {
        for _ in 0..asked.len().min(AT_ONCE) {
            scope.spawn(|| {
                while let Some((name, url)) = queue.lock().ok().and_then(|mut queue| queue.next()) {
                    let reply = ask(&agent, url);
                    if let Ok(mut replies) = replies.lock() {
                        replies.insert((*name).clone(), reply);
                    }
                }
            });
        }
    });
    replies.into_inner().unwrap_or_default()
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(MOST_REDIRECTS)
        .user_agent(concat!("gatewright/", env!("CARGO_PKG_VERSION")))
        .timeout_global(Some(PATIENCE))
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
        .build()
        .new_agent()
}

fn ask(agent: &Agent, url: &str) -> Reply {
    let mut response = match agent.get(url).header("accept", "application/json").call() {
        Ok(response) => response,
        Err(error) => return Reply::Nothing(reason(&error)),
    };
    let body = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec();
    match body {
        Ok(body) => Reply::Answer(response.status().as_u16(), String::from_utf8_lossy(&body).into_owned()),
        Err(error) => Reply::Nothing(reason(&error)),
    }
}

fn reason(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "there is no such host".to_owned(),
        ureq::Error::Timeout(_) => "timed out".to_owned(),
        ureq::Error::TooManyRedirects => "it leads on and on".to_owned(),
        ureq::Error::BodyExceedsLimit(_) => "it says more than 64 KB".to_owned(),
        ureq::Error::Io(error) => error.kind().to_string(),
        other => other.to_string(),
    }
}
