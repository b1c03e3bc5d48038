//! What holds for everything that is generated, whatever the pipeline.
//!
//! Nothing here asks the plan: the files are read back, and held against what the model says.

mod expression;
mod merges;
mod page;
mod people;
mod runs;
mod scripts;
mod settings;
mod token;
mod tree;
mod workflow;

use gatewright::Compiled;

/// Holds what was generated against every rule.
pub(crate) fn hold(compiled: &Compiled) {
    let tree = tree::Tree::read(compiled);
    for workflow in &tree.workflows {
        workflow::hold(&tree, workflow);
        token::hold(&tree, workflow);
    }
    settings::hold(&tree);
    merges::hold(&tree);
    people::hold(&tree);
    runs::hold(&tree);
    scripts::hold(&tree);
    page::hold(&tree);
}
