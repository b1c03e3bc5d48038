//! A hotfix that the next release takes away again.

use super::{
    Context, Needs, Rule,
    map::{meet, quoted},
    way,
};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "hotfix-without-back-port",
    severity: Severity::Error,
    page: include_str!("hotfix_without_back_port.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for hotfix in &context.model.hotfixes {
        let branch = way::lands_on(context, hotfix);
        let is_brought_back =
            context.model.merge_backs.iter().any(|back| meet(&back.from.value, &branch.value));
        if is_brought_back || way::afterwards(hotfix, "merge-back").is_some() {
            continue;
        }
        // Where nothing else is drawn, work goes on where pushes come from.
        let onto = context.model.merges.iter().find(|merge| meet(&merge.into.value, &branch.value));
        let onto = onto.map(|merge| merge.from.value.as_str()).filter(|from| !from.contains('*'));
        let onto = onto.unwrap_or(context.model.default_branch());
        if onto == branch.value {
            continue;
        }
        let error = diagnostics.error(
            RULE.code,
            hotfix.head,
            format!(
                "the next release undoes this hotfix: nothing brings `{}` back to where work goes on",
                branch.value
            ),
        );
        error.label("nothing is merged back").also(branch.span, "the mended code is here");
        error.help(match hotfix.part("afterwards") {
            Some(_) => format!("in `afterwards`: `merge-back {}`", quoted(onto)),
            None => format!("`afterwards {{ merge-back {} }}`", quoted(onto)),
        });
    }
}
