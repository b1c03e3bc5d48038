//! Values and ways in that are known, and that nothing is generated from yet; of nodes, the table says so itself.

use super::{Environment, File, Kind, Node, Settings, Way, shape::Ahead};
use crate::source::Span;

/// Finds them.
pub(super) fn ways(file: &File) -> Vec<Ahead> {
    let way = |way: &Way| match way {
        Way::PullRequest(_) => Some("pull-request"),
        Way::Push(_) | Way::Manual(_) | Way::Tag(_) | Way::Merge(_) | Way::From(_) => None,
    };
    let takes = |word: &str| file.arrows.iter().any(|arrow| way(&arrow.way) == Some(word));
    let takes_pull_requests = takes("pull-request");
    let arrows = file.arrows.iter().filter_map(|arrow| Some((way(&arrow.way)?, arrow.head)));
    let kinds = file.environments.iter().filter_map(|environment| environment.kind);
    let kinds = kinds
        .filter(|kind| kind.value == Kind::Ephemeral && !takes_pull_requests)
        .map(|kind| ("kind ephemeral", kind.span));
    let refused = |(name, span): (&str, Span)| Ahead { name: name.to_owned(), span, refused: true };
    arrows.chain(kinds).map(refused).chain(alerts(file)).collect()
}

/// Only Kubernetes has something that looks at an alert; elsewhere the team's own monitoring has to.
fn alerts(file: &File) -> impl Iterator<Item = Ahead> {
    let is_watched = |environment: &Environment| {
        let like = file
            .environments
            .iter()
            .find(|one| environment.like.as_ref().is_some_and(|like| like.value == one.name.value));
        let settings = [Some(&environment.settings), like.map(|like| &like.settings), Some(&file.defaults)];
        let target = settings.into_iter().flatten().find_map(|settings| part(settings, "target"));
        target.is_some_and(|target| target.says("kubernetes"))
    };
    let own = file.environments.iter().filter(move |one| !is_watched(one)).map(|one| &one.settings);
    let shared = file.environments.iter().all(|one| !is_watched(one)).then_some(&file.defaults);
    let alerts =
        own.chain(shared).flat_map(|settings| &settings.parts).filter(|part| part.name.value == "alert");
    alerts.map(|alert| Ahead { name: "alert".to_owned(), span: alert.name.span, refused: false })
}

fn part<'a>(settings: &'a Settings, name: &str) -> Option<&'a Node> {
    settings.parts.iter().find(|part| part.name.value == name)
}
