//! Text → the file's own shape: guarded, parsed, held against the table of nodes, and decoded. Spans are kept.

mod ahead;
mod allow;
mod build;
pub mod duration;
mod environment;
mod flag;
mod gate;
mod guard;
mod health;
mod hotfix;
pub(crate) mod key;
mod lexer;
mod limit;
mod login;
mod metric;
pub mod name;
mod node;
mod path;
pub(crate) mod pattern;
mod pipeline;
pub mod placeholder;
mod promotions;
pub mod quantity;
mod release;
pub mod schema;
pub mod service;
mod settings;
pub mod shape;
pub mod strategy;
mod teams;
mod test;
pub mod threshold;
mod timeline;
mod traps;

pub use allow::Allow;
pub use build::Build;
pub use environment::{Environment, Kind, Mirrors};
pub use flag::Flag;
pub use gate::{Approvals, Conditions, Gate};
pub use guard::MAX_BYTES;
pub use health::{Health, LookedAt, Part};
pub use hotfix::{Hotfix, MergeBack};
pub use limit::{Keeps, Limit};
pub use login::Login;
pub use metric::Metric;
pub use node::{Node, Property, Value};
pub use pipeline::{Pipeline, is_repository};
pub use promotions::{Arrow, Way};
pub use release::{Release, VersionSource};
pub use schema::Key;
pub use settings::{Keyed, Phase, Secret, Settings, Step, Variable};
pub use shape::{Ahead, Declared};
pub use strategy::{Shares, Strategy, Takeover};
pub use teams::{Team, login};
pub use test::{Expected, Given, Test, When};
pub use threshold::{Side, Threshold, Unit};
pub use timeline::Days;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    source::{Source, Span},
};
use lexer::{Token, TokenKind};
use traps::Mended;

/// A file as written: nothing looked up, nothing merged, no default filled in.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// What the pipeline is called.
    pub pipeline: Option<Pipeline>,
    /// The lines of the map, in order.
    pub arrows: Vec<Arrow>,
    /// Where the map stands.
    pub promotions: Option<Span>,
    /// The teams, in order.
    pub teams: Vec<Team>,
    /// The gates with names, in order.
    pub gates: Vec<Gate>,
    /// How releases are called.
    pub release: Release,
    /// How a release is built.
    pub build: Option<Build>,
    /// What every environment has.
    pub defaults: Settings,
    /// The environments, in order.
    pub environments: Vec<Environment>,
    /// The short ways for an emergency.
    pub hotfixes: Vec<Hotfix>,
    /// What is brought back where.
    pub merge_backs: Vec<MergeBack>,
    /// The usual days of a release.
    pub timeline: Vec<Days>,
    /// The tests of its rules, in order.
    pub tests: Vec<Test>,
    /// Every other node at the top, as written.
    pub parts: Vec<Node>,
    /// Findings that are accepted.
    pub allows: Vec<Allow>,
}

/// What parsing gives: the file, what is known about it, and whether something in it could not be used.
pub struct Parsed {
    /// The file, as far as it could be read.
    pub file: File,
    /// The names that it declares.
    pub declared: Declared,
    /// What was found when names were looked up.
    pub lookups: Diagnostics,
    /// What stands in it and nothing is generated from yet.
    pub ahead: Vec<Ahead>,
    /// Whether something known had to be left out, so that what follows from its absence is not worth saying.
    pub incomplete: bool,
}

/// Reads a file. Nothing, where not even its blocks could be told apart.
pub fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Option<Parsed> {
    if guard::is_too_large(source, diagnostics) {
        return None;
    }
    let tokens = lexer::tokens(&source.text);
    let depth = guard::check(source, &tokens, diagnostics)?;
    let mended = traps::find(source, &tokens, diagnostics);
    let pieces = pieces(&source.text, &tokens);
    drop(tokens);
    let trapped = diagnostics.has_errors();
    let nodes = match read(source, &mended, &pieces, depth)? {
        Ok(nodes) => nodes,
        Err(complaints) => {
            report_complaints(&complaints, trapped, diagnostics);
            return None;
        }
    };
    let mut found = Diagnostics::default();
    let mut checked = shape::check(nodes, source, &mut found);
    let mut lookups = Diagnostics::default();
    let declared = shape::check_references(&mut checked.nodes, &mut lookups);
    let allows = allow::collect(&checked.nodes, source.text.len(), &mut found);
    let mut file = decode(&checked.nodes, &mut found);
    file.allows = allows;
    // What the parser was given instead of a trap is not what the user wrote.
    let written = |one: &Diagnostic| !one.labels.iter().any(|label| mended.touches(label.span));
    found.retain(written);
    lookups.retain(written);
    let incomplete = checked.incomplete || trapped || found.as_slice().iter().any(leaves_something_out);
    diagnostics.append(found);
    let mut ahead = checked.ahead;
    ahead.extend(ahead::ways(&file));
    Some(Parsed { file, declared, lookups, ahead, incomplete })
}

/// Tells whether what was found keeps something out of the file that the rules would miss.
fn leaves_something_out(finding: &Diagnostic) -> bool {
    const HARMLESS: [&str; 6] = [
        "name-not-plain",
        "name-reserved",
        "like-not-first",
        "declared-twice",
        "unknown-placeholder",
        "allow-without-reason",
    ];
    finding.severity == Severity::Error && !HARMLESS.contains(&finding.code)
}

/// Cuts a text where a block at its top ends with its line. The parser needs a hundred times the size of what it reads.
fn pieces(text: &str, tokens: &[Token]) -> Vec<Span> {
    const ENOUGH: usize = 64 << 10;
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for pair in tokens.windows(2) {
        match (pair[0].kind, pair[1].kind) {
            (_, TokenKind::Open) => depth += 1,
            (_, TokenKind::Close) => depth = depth.saturating_sub(1),
            (TokenKind::Close, TokenKind::Newline) if depth == 0 && pair[1].span.end - start >= ENOUGH => {
                pieces.push(Span::new(start, pair[1].span.end));
                start = pair[1].span.end;
            }
            _ => {}
        }
    }
    pieces.push(Span::new(start, text.len()));
    pieces
}

/// Parses piece by piece; the spans are those of the file.
fn read_pieces(source: &Source, pieces: &[Span], depth: usize) -> Result<Vec<Node>, Vec<node::Complaint>> {
    let (mut nodes, mut complaints) = (Vec::new(), Vec::new());
    for piece in pieces {
        let moved = |span: Span| Span::new(span.start + piece.start, span.end + piece.start);
        match node::parse(source.slice(*piece), depth) {
            Ok(mut read) => {
                read.iter_mut().for_each(|node| node.relocate(&moved));
                nodes.append(&mut read);
            }
            Err(found) => {
                complaints
                    .extend(found.into_iter().map(|one| node::Complaint { span: moved(one.span), ..one }));
            }
        }
    }
    if complaints.is_empty() { Ok(nodes) } else { Err(complaints) }
}

/// Parses the text without its traps; the spans are those of the file.
fn read(
    source: &Source,
    mended: &Mended,
    pieces: &[Span],
    depth: usize,
) -> Option<Result<Vec<Node>, Vec<node::Complaint>>> {
    let Some(text) = &mended.text else { return Some(read_pieces(source, pieces, depth)) };
    // A comment that was none may have hidden what overflows the parser's stack.
    let text = Source::new("", text.as_str());
    let depth = guard::check(&text, &lexer::tokens(&text.text), &mut Diagnostics::default())?;
    Some(node::parse(&text.text, depth).map(|mut nodes| {
        nodes.iter_mut().for_each(|node| node.relocate(&|span| mended.original(span)));
        nodes
    }))
}

/// Passes on what KDL itself has to say, unless a message of ours says it better.
fn report_complaints(complaints: &[node::Complaint], trapped: bool, diagnostics: &mut Diagnostics) {
    // One mistake makes the parser complain about all that is around it; the most particular complaint helps.
    let rank = |one: &&node::Complaint| match one.message.as_str() {
        message if message.contains("losing '}'") => 2,
        message if message.contains("end of document") => 1,
        _ => 0,
    };
    let best = complaints.iter().min_by_key(|one| (rank(one), one.span));
    let Some(complaint) = best.filter(|_| !trapped) else { return };
    let message = complaint.message.trim().trim_end_matches('.');
    let mut letters = message.chars();
    let first: String = letters.next().map(|first| first.to_lowercase().collect()).unwrap_or_default();
    let message = match rank(&complaint) {
        0 if !message.is_empty() => format!("KDL cannot read this: {first}{}", letters.as_str()),
        _ => "KDL cannot read this".to_owned(),
    };
    diagnostics
        .error("not-kdl", complaint.span, message)
        .label("here")
        .help("a line is `name value key=value { … }`; put anything unusual in double quotes");
}

fn decode(nodes: &[Node], diagnostics: &mut Diagnostics) -> File {
    let mut file = File::default();
    for node in nodes {
        match node.name.value.as_str() {
            "pipeline" => file.pipeline = Pipeline::decode(node, diagnostics),
            "promotions" => {
                file.promotions = Some(node.head);
                file.arrows =
                    node.children().iter().filter_map(|arrow| Arrow::decode(arrow, diagnostics)).collect();
            }
            "teams" => {
                file.teams =
                    node.children().iter().filter_map(|team| Team::decode(team, diagnostics)).collect()
            }
            "gate" => file.gates.extend(Gate::decode(node, diagnostics)),
            "release" => file.release = Release::decode(node, diagnostics),
            "build" => file.build = Some(Build::decode(node, diagnostics)),
            "defaults" => file.defaults = Settings::decode(node, diagnostics),
            "environment" => file.environments.extend(Environment::decode(node, diagnostics)),
            "hotfix" => file.hotfixes.extend(Hotfix::decode(node, diagnostics)),
            "merge-back" => file.merge_backs.extend(MergeBack::decode(node)),
            "test" => {
                file.tests.extend(Test::decode(node, diagnostics));
                file.parts.push(node.clone());
            }
            "timeline" => {
                file.timeline = node.all("day").filter_map(|days| Days::decode(days, diagnostics)).collect();
                file.parts.push(node.clone());
            }
            _ => file.parts.push(node.clone()),
        }
    }
    file
}
