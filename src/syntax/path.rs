//! Paths: in the repository, and on an environment's own host.

use super::name::shown;
use crate::{diagnostic::Diagnostics, source::Spanned};

/// Tells whether a path stays inside the repository, and reports it if it does not.
pub(super) fn check_inside(path: Spanned<&str>, diagnostics: &mut Diagnostics) -> bool {
    let leaves = path.value.starts_with(['/', '~', '\\']) || path.value.split('/').any(|part| part == "..");
    if leaves || path.value.is_empty() {
        diagnostics
            .error("path-leaves-repository", path.span, "this has to be a file or a folder of the repository")
            .label("leads out of it")
            .help("write it from the repository's top, without a `/` in front: `\"infra/production\"`");
        return false;
    }
    true
}

/// Tells whether a text is a path such as `/health`, or an address, and reports it if it is neither.
pub(super) fn check_endpoint(text: Spanned<&str>, diagnostics: &mut Diagnostics) -> bool {
    let is_plain = text.value.chars().all(|c| c.is_ascii_graphic());
    let is_address = ["https://", "http://"]
        .iter()
        .any(|scheme| text.value.len() > scheme.len() && text.value.starts_with(scheme));
    if is_plain && (text.value.starts_with('/') || is_address) {
        return true;
    }
    let error = diagnostics.error(
        "not-an-endpoint",
        text.span,
        format!("`{}` is neither a path nor an address", shown(text.value)),
    );
    error.label("nothing can be asked there");
    let could_be_path = is_plain && !text.value.is_empty() && !text.value.contains(['.', ':']);
    if could_be_path {
        error.help(format!("a path begins with `/`: `\"/{}\"`", text.value));
        error.fix("put a `/` in front", text.span, format!("\"/{}\"", text.value));
    } else {
        error.help("a path on the environment's own host, `\"/health\"`, or an address, `\"https://status.example.com\"`");
    }
    false
}
