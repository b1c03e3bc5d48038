//! What a variable holds in one environment, once its placeholders are filled.

use crate::{model::Environment, syntax::Variable};

/// Returns the value; nothing, if it asks for an address that the environment does not have.
pub(super) fn value(variable: &Variable, environment: &Environment) -> Option<String> {
    let value = variable.value.value.replace("{environment}", &environment.name.value);
    if !value.contains("{url}") {
        return Some(value);
    }
    environment.urls.first().map(|url| value.replace("{url}", &url.value))
}
