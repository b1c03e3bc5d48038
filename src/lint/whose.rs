//! Which environment a finding is about, where all that it points at stands in `defaults` or in another one.

use crate::{diagnostic::Diagnostic, model::Environment};

/// Points at the environment, if nothing in its block is pointed at yet: it has to be seen, and `allow` counts there.
pub(super) fn say_whose<'a>(finding: &'a mut Diagnostic, environment: &Environment) -> &'a mut Diagnostic {
    if finding.labels.iter().any(|label| environment.span.contains(label.span)) {
        return finding;
    }
    finding.also(environment.name.span, "gets it from there")
}
