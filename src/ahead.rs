//! Where the language is ahead of what is built: what protects and is not enforced yet makes `build` refuse, what only adds
//! a page, a message or a file is left out with a warning. So no pipeline claims protection that it does not have.

use crate::{diagnostic::Diagnostics, syntax::Ahead};

/// Reports what stands in a file and is not built yet, each name once.
pub(crate) fn report(ahead: &[Ahead], diagnostics: &mut Diagnostics) {
    let mut said: Vec<&str> = Vec::new();
    for one in ahead {
        let others = ahead.iter().filter(|other| other.name == one.name).skip(1);
        if said.contains(&one.name.as_str()) {
            continue;
        }
        said.push(&one.name);
        let name = &one.name;
        let finding = match one.refused {
            true => {
                let message = format!(
                    "`{name}` is not enforced yet: built without it, this pipeline would claim what does not hold"
                );
                let finding = diagnostics.error("not-enforced-yet", one.span, message);
                finding.label("known and checked, and nothing is generated from it in this version");
                finding.help("build once it is enforced, or leave it out: `check`, `matrix`, `graph` and `explain` work as it is")
            }
            false => {
                let message = format!(
                    "`{name}` is left out: it adds a page, a message or a file that is not generated yet"
                );
                let finding = diagnostics.warning("not-generated-yet", one.span, message);
                finding.label("known and checked, and nothing is generated from it in this version");
                finding.help("leave it: a later version generates it")
            }
        };
        for other in others {
            finding.also(other.span, "here too");
        }
    }
}
