//! `.gatewright.lock`: which files are ours, what they were when we wrote them, and which pipeline asked for them.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The name of the lock in the output directory.
pub const LOCK: &str = ".gatewright.lock";

/// The version of this tool, as it stands in the locks it writes.
pub const TOOL: &str = env!("CARGO_PKG_VERSION");

const FORMAT: u64 = 1;
const REMEDY: &str = "delete it and run `gatewright build`: no file is lost, and one that differs from what the \
                      pipeline says is then kept, with its diff, until you say `--force`";

/// What the last run left behind, by path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    /// The version of the tool that last changed the lock.
    pub tool: String,
    /// One entry for each generated file, by its path below the output directory.
    pub entries: BTreeMap<String, Entry>,
}

/// One generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The pipeline file that asked for it.
    pub source: String,
    /// The texts that count as untouched: one, or several while a run is under way.
    pub hashes: Vec<Hash>,
}

impl Entry {
    /// Makes the entry of a file that has just one text.
    pub fn new(source: impl Into<String>, hash: Hash) -> Self {
        Self { source: source.into(), hashes: vec![hash] }
    }

    /// Accepts one more text.
    pub fn accept(&mut self, hash: Hash) {
        if !self.hashes.contains(&hash) {
            self.hashes.push(hash);
        }
    }
}

impl Lock {
    /// Reads a lock, or says what is wrong with it and what to do.
    pub fn parse(text: &str) -> Result<Self, String> {
        let marker = |line: &str| ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
        if let Some(line) = text.lines().position(marker) {
            return Err(format!("line {} is left from a merge; {REMEDY}", line + 1));
        }
        let garbled =
            |why: &dyn fmt::Display| format!("it is not a lock that gatewright wrote ({why}); {REMEDY}");
        let value: Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|why| garbled(&why))?;
        if let Some(format) = value.get("format").and_then(Value::as_u64).filter(|&format| format != FORMAT) {
            let tool = value.get("gatewright").and_then(Value::as_str).unwrap_or("another version");
            return Err(format!(
                "gatewright {tool} wrote it in format {format}, and this is {TOOL}, which knows format {FORMAT}; \
                 use that version, or {REMEDY}"
            ));
        }
        let written: Written = serde_json::from_value(value).map_err(|why| garbled(&why))?;
        let mut entries = BTreeMap::new();
        for Line { path, source, sha256 } in written.outputs {
            let hashes = sha256.iter().map(|hex| Hash::parse(hex)).collect::<Option<Vec<_>>>();
            let hashes = hashes.filter(|hashes| !hashes.is_empty());
            let hashes = hashes.ok_or_else(|| garbled(&format!("the hash of `{path}` is damaged")))?;
            if entries.contains_key(&path) {
                return Err(garbled(&format!("it names `{path}` twice")));
            }
            entries.insert(path, Entry { source, hashes });
        }
        Ok(Self { tool: written.gatewright, entries })
    }

    /// Writes the lock with one line for each file, so that two branches meet only where they change the same file.
    pub fn to_text(&self) -> String {
        let quote = |text: &str| Value::from(text).to_string();
        let line = |(path, entry): (&String, &Entry)| {
            let hashes: Vec<_> = entry.hashes.iter().map(|hash| format!("\"{hash}\"")).collect();
            let (path, source, hashes) = (quote(path), quote(&entry.source), hashes.join(", "));
            format!("\n    {{\"path\": {path}, \"source\": {source}, \"sha256\": [{hashes}]}}")
        };
        let lines: Vec<_> = self.entries.iter().map(line).collect();
        let (tool, lines) = (quote(&self.tool), lines.join(","));
        format!("{{\n  \"format\": {FORMAT},\n  \"gatewright\": {tool},\n  \"outputs\": [{lines}\n  ]\n}}\n")
    }

    /// Returns the entry of a path, or that of a path which differs only in case: on many disks they are one file.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path).or_else(|| {
            let folded = path.to_lowercase();
            self.entries.iter().find(|(other, _)| other.to_lowercase() == folded).map(|(_, entry)| entry)
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "format")]
    _format: u64,
    gatewright: String,
    outputs: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    path: String,
    source: String,
    sha256: Vec<String>,
}

/// The SHA-256 of a generated text, blind to line ends and to the versions that bots bump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Hashes a text; CRLF counts as LF, and a pinned action counts without its commit and version.
    pub fn of(text: &str) -> Self {
        let mut sha = Sha256::new();
        for line in text.split_inclusive('\n') {
            let (line, end) = match line.strip_suffix('\n') {
                Some(line) => (line.strip_suffix('\r').unwrap_or(line), "\n"),
                None => (line, ""),
            };
            let (before, behind) = around_pin(line).unwrap_or((line, ""));
            for part in [before, behind, end] {
                sha.update(part);
            }
        }
        Self(sha.finalize().into())
    }

    fn parse(hex: &str) -> Option<Self> {
        let plain = hex.len() == 64 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        plain.then_some(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Splits `uses: owner/name@<commit> # v1.2.3` around what a bot changes. A pin without a version, or with
/// a branch in place of a commit, is no bot's work and counts as it stands.
fn around_pin(line: &str) -> Option<(&str, &str)> {
    let key = line.trim_start_matches(' ');
    let key = key.strip_prefix("- ").unwrap_or(key).trim_start_matches(' ');
    let (action, pin) = key.strip_prefix("uses: ")?.split_once('@')?;
    let (commit, comment) = pin.split_at_checked(40)?;
    let version = comment.trim_start_matches(' ').strip_prefix("# v")?;
    let end =
        version.find(|c: char| !c.is_ascii_alphanumeric() && !".-+".contains(c)).unwrap_or(version.len());
    let (version, behind) = version.split_at(end);
    let pinned = !action.contains(['#', ' '])
        && commit.bytes().all(|byte| byte.is_ascii_hexdigit())
        && comment.starts_with(' ')
        && version.starts_with(|c: char| c.is_ascii_digit())
        && (behind.is_empty() || behind.starts_with(' '));
    pinned.then(|| (&line[..line.len() - pin.len() - 1], behind))
}
