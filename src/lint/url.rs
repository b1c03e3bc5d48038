//! Addresses: what can be opened, and what is the same place.

use crate::syntax::placeholder::{self, Part};

/// An address in its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Url {
    pub(super) secure: bool,
    /// In lower case, without the port that goes without saying.
    host: String,
    path: String,
}

/// Why a text is no address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It names no way to open it, and may be mended with `https://`.
    NoScheme,
    /// Another program than a browser opens it.
    Scheme,
    /// It has a user or a password in it.
    Login,
    /// Something stands for what would have to be put in.
    Placeholder,
    /// A machine cannot be called this, or the address goes wrong behind it.
    Text,
}

pub(super) fn parse(text: &str) -> Result<Url, Flaw> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if host.contains('@') {
        return Err(Flaw::Login);
    }
    let secure = match scheme.to_ascii_lowercase().as_str() {
        "https" => true,
        "http" => false,
        "" if is_host(host) && host.contains('.') => return Err(Flaw::NoScheme),
        "" => return Err(Flaw::Text),
        _ => return Err(Flaw::Scheme),
    };
    if placeholder::parts(text).iter().any(|part| matches!(part, Part::Placeholder(_))) {
        return Err(Flaw::Placeholder);
    }
    // Browsers take almost anything behind the host, and write it as it has to be.
    if !is_host(host) || path.contains(char::is_control) {
        return Err(Flaw::Text);
    }
    let host = host.to_ascii_lowercase();
    let port = if secure { ":443" } else { ":80" };
    let host = host.strip_suffix(port).unwrap_or(&host).to_owned();
    Ok(Url { secure, host, path: path.to_owned() })
}

impl Url {
    /// Returns what all spellings of one place have in common.
    pub(super) fn place(&self) -> String {
        format!("{}{}", self.host, self.path.strip_suffix('/').unwrap_or(&self.path))
    }

    /// Tells whether it never leaves the machine.
    pub(super) fn is_local(&self) -> bool {
        let host = match self.host.rsplit_once(':') {
            Some((host, port)) if port.chars().all(|c| c.is_ascii_digit()) => host,
            _ => &self.host,
        };
        host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "[::1]"
    }
}

/// A name or a number of a machine, with or without a port.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (text, None),
    };
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    if let Some(number) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return port_fits && number.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let part = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    port_fits && host.strip_suffix('.').unwrap_or(host).split('.').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> String {
        parse(text).expect("an address").place()
    }

    #[test]
    fn spellings_of_one_place_are_the_same() {
        for same in [
            "https://Example.com",
            "https://example.com/",
            "http://example.com:80",
            "https://EXAMPLE.com:443/",
        ] {
            assert_eq!(place(same), "example.com", "{same}");
        }
        assert_ne!(place("https://example.com/A"), place("https://example.com/a"));
        assert_ne!(place("https://example.com"), place("https://example.com:8443"));
    }

    #[test]
    fn what_no_browser_opens_is_no_address() {
        assert_eq!(parse("example.com/shop"), Err(Flaw::NoScheme));
        assert_eq!(parse("ssh://example.com"), Err(Flaw::Scheme));
        assert_eq!(parse("https://me:secret@example.com"), Err(Flaw::Login));
        assert_eq!(parse("https://pr-{number}.example.com"), Err(Flaw::Placeholder));
        for text in [
            "",
            "shop",
            "https://",
            "https://.",
            "https://a b",
            "https://x:99999",
            "https://x/a\nb",
            "https:x",
        ] {
            assert_eq!(parse(text), Err(Flaw::Text), "{text}");
        }
    }

    #[test]
    fn this_machine_is_local() {
        for text in ["http://localhost:3000", "http://127.0.0.1", "http://[::1]:80/x", "http://app.localhost"]
        {
            assert!(parse(text).expect("an address").is_local(), "{text}");
        }
        assert!(!parse("http://localhost.example.com").expect("an address").is_local());
    }
}
