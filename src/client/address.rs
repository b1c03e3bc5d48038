//! Where the API is: an address that a token may be sent to.

use ureq::http::Uri;

/// The address of an API: `https://api.github.com`, or that of an Enterprise Server with its `/api/v3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Scheme and host, in lower case.
    origin: String,
    /// The path in front of every other, without a slash at its end.
    base: String,
    loopback: bool,
}

impl Address {
    /// Reads an address, and says in one sentence why a token must not go there.
    pub fn parse(text: &str) -> Result<Self, String> {
        // It may hold a password, so it is not repeated.
        const FORM: &str =
            "write it as `https://api.github.com`, or `https://HOST/api/v3` for Enterprise Server";
        let uri: Uri =
            text.trim().parse().map_err(|_| format!("the address of the API is no address; {FORM}"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(format!("the address of the API has no host; {FORM}"));
        };
        if authority.as_str().contains('@') {
            return Err(format!("the address of the API holds a name or a password; {FORM}"));
        }
        if uri.query().is_some() || text.contains('#') {
            return Err(format!("the address of the API ends with something behind its path; {FORM}"));
        }
        let loopback = is_loopback(uri.host().unwrap_or_default());
        if scheme != "https" && !(scheme == "http" && loopback) {
            return Err(format!(
                "the token would travel unprotected: the address of the API has to start with `https://`; \
                 {FORM}"
            ));
        }
        Ok(Self {
            origin: format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()),
            base: uri.path().trim_end_matches('/').to_owned(),
            loopback,
        })
    }

    /// Tells whether it is on this machine.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Returns the whole address of a path.
    pub(super) fn join(&self, path: &str) -> String {
        let slash = if path.starts_with('/') { "" } else { "/" };
        format!("{}{}{slash}{path}", self.origin, self.base)
    }

    /// Returns the path of an address below this one; nothing for another host, which gets no token.
    pub(super) fn path_of(&self, url: &str) -> Option<String> {
        let uri: Uri = url.parse().ok()?;
        let origin = match (uri.scheme_str(), uri.authority()) {
            (None, None) => self.origin.clone(),
            (Some(scheme), Some(authority)) => {
                format!("{scheme}://{}", authority.as_str().to_ascii_lowercase())
            }
            _ => return None,
        };
        let path = uri.path_and_query()?.as_str();
        let below = path.strip_prefix(&self.base).filter(|rest| rest.starts_with('/'));
        below.filter(|_| origin == self.origin).map(str::to_owned)
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// Makes a name one part of a path, whatever stands in it.
pub fn segment(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_~".contains(&byte);
    let dotted = |byte: u8| byte == b'.' && !matches!(name, "." | "..");
    name.bytes()
        .map(
            |byte| {
                if plain(byte) || dotted(byte) {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_to_safe_places_only() {
        for good in [
            "https://api.github.com",
            "https://GHE.example/api/v3/",
            "http://127.0.0.1:80/w",
            "http://[::1]:9",
            "http://localhost",
        ] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        let bad = [
            "http://api.github.com",
            "http://127.0.0.1.evil.example",
            "ftp://x",
            "api.github.com",
            "",
            "https://a:secret@x",
            "https://x?y",
            "https://x/#y",
            "https://",
        ];
        for bad in bad {
            let said = Address::parse(bad).expect_err(bad);
            assert!(said.contains("https://api.github.com") && !said.contains("secret"), "{said}");
        }
    }

    #[test]
    fn only_addresses_below_it_are_followed() {
        let address = Address::parse("https://ghe.example/api/v3/").expect("an address");
        assert_eq!(address.join("/user"), "https://ghe.example/api/v3/user");
        assert_eq!(address.path_of("https://GHE.example/api/v3/x?page=2").as_deref(), Some("/x?page=2"));
        assert_eq!(address.path_of("/api/v3/repositories/1").as_deref(), Some("/repositories/1"));
        for foreign in [
            "https://evil.example/api/v3/x",
            "http://ghe.example/api/v3/x",
            "https://ghe.example/other",
            "https://ghe.example/api/v33/x",
            "https://ghe.example:8/api/v3/x",
        ] {
            assert_eq!(address.path_of(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn a_name_stays_one_part_of_the_path() {
        assert_eq!(segment("prod.eu-1_a"), "prod.eu-1_a");
        assert_eq!(segment("a/../b c?d#e%"), "a%2F..%2Fb%20c%3Fd%23e%25");
        assert_eq!(segment(".."), "%2E%2E");
    }
}
