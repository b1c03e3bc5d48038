//! The ids of the jobs that deploy.

use std::collections::BTreeSet;

use super::slug::slug;

/// The ids of jobs, each once in its workflow: of the one that makes releases, or of the one that promotes them.
pub(super) struct Jobs {
    taken: BTreeSet<(bool, String)>,
}

impl Jobs {
    /// GitHub takes less than 100 characters; an approval has `approve-` in front, and a number of up to three digits behind.
    const LONGEST: usize = 99 - "approve--000".len() + "deploy-".len();

    /// Environments with one way in have the names that everybody expects, whatever the others are called.
    pub(super) fn reserve<'a>(alone: impl Iterator<Item = (&'a str, bool)>) -> Self {
        Self { taken: alone.map(|(to, promoted)| (promoted, format!("deploy-{to}"))).collect() }
    }

    pub(super) fn name(&mut self, to: &str, promoted: bool, way: &str) -> String {
        std::iter::once(format!("deploy-{to}-{}", slug(way)))
            .chain((1..).map(|number| format!("deploy-{to}-way-{number}")))
            .filter(|name| name.len() <= Self::LONGEST)
            .find(|name| self.taken.insert((promoted, name.clone())))
            .unwrap_or_default()
    }

    /// Reserves an id for a way with windows and freezes lifted.
    pub(super) fn fresh(&mut self, promoted: bool, name: &str) -> String {
        std::iter::once(name.to_owned())
            .chain((1..).map(|number| format!("deploy-override-{number}")))
            .filter(|name| name.len() <= Self::LONGEST)
            .find(|name| self.taken.insert((promoted, name.clone())))
            .unwrap_or_default()
    }
}
