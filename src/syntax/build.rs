//! `build { run "npm ci" "npm run build"; artifact bundle "dist/**" }`

use super::{duration, node::Node};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// How a release is built, once.
#[derive(Debug, Clone)]
pub struct Build {
    /// The commands, in order.
    pub run: Vec<Spanned<String>>,
    /// Patterns of the files that are the release.
    pub artifact: Vec<Spanned<String>>,
    /// The images and the sign-ins, as written.
    pub parts: Vec<Node>,
    /// How long it may take, in milliseconds.
    pub timeout: Option<Spanned<u64>>,
    /// The node's head.
    pub span: Span,
}

impl Build {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Self {
        let mut build =
            Self { run: Vec::new(), artifact: Vec::new(), parts: Vec::new(), timeout: None, span: node.head };
        for child in node.children() {
            let texts = || child.texts().map(|text| text.map(str::to_owned));
            match child.name.value.as_str() {
                "run" => build.run = texts().collect(),
                "artifact" => {
                    build.artifact = texts().skip(1).filter(|glob| check(glob, diagnostics)).collect()
                }
                "timeout" => build.timeout = duration::of(child),
                "allow" => {}
                _ => build.parts.push(child.clone()),
            }
        }
        build
    }
}

/// An artifact is packed from the checkout: a pattern that leads out of it would pack the machine.
fn check(glob: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let leaves = glob.value.starts_with(['/', '~']) || glob.value.split('/').any(|part| part == "..");
    if leaves || glob.value.is_empty() {
        diagnostics
            .error("path-leaves-repository", glob.span, "an artifact is made of files of the repository")
            .label("this leads out of it")
            .help("write it from the repository's top: `\"dist/**\"`");
        return false;
    }
    true
}
