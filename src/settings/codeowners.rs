//! CODEOWNERS on the default branch: whether somebody who guards production looks at every change of the gates.

use serde_json::Value;

use super::{GitHub, found::Repository};
use crate::client::{Error, Kind, segment};

/// The file that GitHub uses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codeowners {
    /// Its path; empty if there is none.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What GitHub ignores in it, in GitHub's words.
    pub errors: Vec<String>,
}

/// Where GitHub looks, in this order.
const PLACES: [&str; 3] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/// Reads the file of the default branch.
pub(super) fn read(github: &dyn GitHub, repository: &Repository) -> Result<Codeowners, Error> {
    let reference = segment(&repository.default_branch);
    for path in PLACES {
        let answer = github.get(&format!("{}/contents/{path}?ref={reference}", repository.path()));
        let answer = match answer {
            Err(error) if error.kind == Kind::NotFound => continue,
            answer => answer?,
        };
        let text = answer["content"].as_str().and_then(decoded).unwrap_or_default();
        let errors = github.get(&format!("{}/codeowners/errors?ref={reference}", repository.path()));
        let errors = match errors {
            Err(error) if error.kind == Kind::NotFound => Value::Null,
            errors => errors?,
        };
        let errors = errors["errors"].as_array().into_iter().flatten();
        let errors = errors.filter_map(|error| {
            // The rest of the message draws the line with an arrow under it.
            let message = error["message"].as_str()?.lines().next()?.trim_end_matches(':');
            Some(super::words::shown(message))
        });
        return Ok(Codeowners { path: path.to_owned(), text, errors: errors.collect() });
    }
    Ok(Codeowners::default())
}

impl Codeowners {
    /// Returns which of these paths no one of these owners has to look at.
    pub fn unowned<'a>(&self, paths: &'a [String], owners: &[String]) -> Vec<&'a str> {
        paths.iter().map(String::as_str).filter(|path| !self.is_owned(path, owners)).collect()
    }

    /// The last line that matches decides.
    fn is_owned(&self, path: &str, owners: &[String]) -> bool {
        let named = self.text.lines().rev().find_map(|line| {
            let mut words = words(line).into_iter();
            words.next().filter(|pattern| covers(pattern, path)).map(|_| words.collect::<Vec<_>>())
        });
        let is_owner = |name: &String| {
            owners
                .iter()
                .any(|owner| name.strip_prefix('@').is_some_and(|name| name.eq_ignore_ascii_case(owner)))
        };
        named.is_some_and(|named| named.iter().any(is_owner))
    }
}

/// The words of a line, without its comment; `\` takes the sense from the sign behind it.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut signs) = (Vec::new(), String::new(), line.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => word.extend(signs.next().into_iter().flat_map(|next| ['\\', next])),
            '#' => break,
            sign if sign.is_whitespace() => {
                words.extend(Some(std::mem::take(&mut word)).filter(|one| !one.is_empty()))
            }
            sign => word.push(sign),
        }
    }
    words.extend(Some(word).filter(|one| !one.is_empty()));
    words
}

/// Tells whether a pattern matches a file, or everything in a folder (`/deploy/`). It is read as `.gitignore` reads it.
fn covers(pattern: &str, path: &str) -> bool {
    let path = path.trim_start_matches('/');
    let anchored = pattern.trim_end_matches('/').contains('/');
    let (bare, only_folders) = match pattern.strip_suffix('/') {
        Some(bare) => (bare, true),
        None => (pattern, false),
    };
    let bare = bare.trim_start_matches('/');
    // A folder is asked about as its name with a `/`; a file inside it stands for all of them.
    let whole = if path.ends_with('/') { format!("{path}x/x") } else { path.to_owned() };
    let parts: Vec<&str> = whole.split('/').collect();
    let pattern: Vec<&str> = bare.split('/').collect();
    let starts = if anchored { 0..1 } else { 0..parts.len() };
    starts.into_iter().any(|start| {
        (start + 1..=parts.len()).any(|end| {
            // What ends before the last part is a folder, and all in it belongs to it; but `docs/*` goes no deeper.
            let is_folder = end < parts.len();
            let deeper = pattern.last() != Some(&"*") || pattern.len() == 1;
            (!is_folder || deeper) && (!only_folders || is_folder) && matches(&pattern, &parts[start..end])
        })
    })
}

fn matches(pattern: &[&str], parts: &[&str]) -> bool {
    match (pattern.split_first(), parts.split_first()) {
        (None, None) => true,
        // At the end it means everything inside, so there has to be something.
        (Some((&"**", [])), _) => !parts.is_empty(),
        (Some((&"**", rest)), _) if matches(rest, parts) => true,
        (Some((&"**", _)), Some((_, parts))) => matches(pattern, parts),
        (Some((one, pattern)), Some((part, parts))) => {
            fits(one.as_bytes(), part.as_bytes()) && matches(pattern, parts)
        }
        _ => false,
    }
}

fn fits(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => fits(rest, text) || (!text.is_empty() && fits(pattern, &text[1..])),
        ([b'?', pattern @ ..], [_, text @ ..]) => fits(pattern, text),
        ([b'\\', sign, pattern @ ..], [first, text @ ..]) => sign == first && fits(pattern, text),
        ([sign, pattern @ ..], [first, text @ ..]) => sign == first && fits(pattern, text),
        _ => false,
    }
}

/// Base64 with line ends in it, as GitHub sends files.
fn decoded(text: &str) -> Option<String> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut width) = (Vec::new(), 0_u32, 0);
    for sign in text.bytes().filter(|sign| !sign.is_ascii_whitespace() && *sign != b'=') {
        let value = SIGNS.iter().position(|one| *one == sign)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        width += 6;
        if width >= 8 {
            width -= 8;
            bytes.push(u8::try_from(bits >> width & 0xff).ok()?);
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_covers_what_github_says_it_does() {
        let cases = [
            ("*", "/deploy/", true),
            ("*", "/pipelines/shop.kdl", true),
            ("**", "/.github/", true),
            ("/deploy/", "/deploy/", true),
            ("/deploy", "/deploy/", true),
            ("deploy/", "/deploy/", true),
            ("deploy", "/deploy/", true),
            ("/deploy/**", "/deploy/", true),
            ("/deploy/*", "/deploy/", false),
            ("/deploy/*.sh", "/deploy/", false),
            ("/src/", "/deploy/", false),
            ("/deploy/", "/pipelines/shop.kdl", false),
            ("*.kdl", "/pipelines/shop.kdl", true),
            ("/*.kdl", "/pipelines/shop.kdl", false),
            ("pipelines/*", "/pipelines/shop.kdl", true),
            ("**/shop.kdl", "/pipelines/shop.kdl", true),
            ("/pipelines/sh?p.kdl", "/pipelines/shop.kdl", true),
            (r"/a\ b.kdl", "/a b.kdl", true),
            (r"/a\*.kdl", "/ab.kdl", false),
            ("/.gatewright.lock", "/.gatewright.lock", true),
            ("/.gatewright.lock/", "/.gatewright.lock", false),
            ("github", "/.github/", false),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(covers(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn the_last_line_decides() {
        let file = |text: &str| Codeowners { text: text.to_owned(), ..Codeowners::default() };
        let paths = ["/deploy/".to_owned(), "/a b.kdl".to_owned()];
        let owners = ["acme/leads".to_owned()];
        assert!(file("* @ACME/Leads # all\n").unowned(&paths, &owners).is_empty());
        assert_eq!(file("* @acme/leads\n/deploy/ @ann\n").unowned(&paths, &owners), ["/deploy/"]);
        assert_eq!(file("* @acme/leads\n/deploy/\n").unowned(&paths, &owners), ["/deploy/"]);
        assert_eq!(
            file("/deploy/ @acme/leads\n/a\\ b.kdl @ann @acme/leads").unowned(&paths, &owners),
            [""; 0]
        );
        assert_eq!(file("# * @acme/leads").unowned(&paths, &owners).len(), 2);
    }

    #[test]
    fn a_file_is_decoded() {
        assert_eq!(decoded("KiBAYW5u\nCg==\n").as_deref(), Some("* @ann\n"));
        assert_eq!(decoded("w6Q=").as_deref(), Some("ä"));
        assert_eq!(decoded("!"), None);
    }
}
