//! An image under a name that may mean another one tomorrow.

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "mutable-image",
    severity: Severity::Warning,
    page: include_str!("mutable_image.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let images = context.model.build.iter().flat_map(|build| &build.parts);
    for line in images.filter(|part| part.name.value == "image") {
        let Some(image) = line.text(1) else { continue };
        let Some((name, tag)) = tagged(image.value) else { continue };
        diagnostics
            .warning(
                RULE.code,
                image.span,
                format!("the tag `{tag}` may stand for another image tomorrow than the one that was tested"),
            )
            .label("a name with a tag")
            .also(line.name.span, "is built once, and goes by its digest from one environment to the next")
            .help(format!("`\"{name}\"`, without the tag"))
            .fix("leave the tag out", image.span, format!("\"{name}\""));
    }
}

/// The name in front of a tag, and the tag; a colon before the last `/` is that of a port.
fn tagged(image: &str) -> Option<(&str, &str)> {
    let start = image.rfind('/').map_or(0, |slash| slash + 1);
    let (_, tag) = image[start..].split_once(':')?;
    let plain = !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
    let name = &image[..image.len() - tag.len() - 1];
    (plain && !name.is_empty() && !name.contains(['"', '\\', '@'])).then_some((name, tag))
}
