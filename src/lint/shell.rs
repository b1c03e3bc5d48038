//! What a command reads from its environment.

use indexmap::IndexSet;

/// Returns the names that a command reads as `$NAME` or `${NAME}`, each once: not those in single quotes, those that it
/// sets itself, or those that it has a fallback for.
pub(super) fn reads(command: &str) -> IndexSet<&str> {
    let bytes = command.as_bytes();
    let mut names = IndexSet::new();
    let (mut at, mut quoted) = (0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => (at, quoted) = (at + 1, !quoted),
            b'\'' if !quoted => at += 2 + until(&bytes[at + 1..], b'\''),
            b'#' if !quoted && (at == 0 || bytes[at - 1].is_ascii_whitespace()) => {
                at += until(&bytes[at..], b'\n')
            }
            b'$' => {
                let (name, length) = expansion(&command[at + 1..]);
                names.extend(name.filter(|name| !sets(command, name)));
                at += 1 + length;
            }
            _ => at += 1,
        }
    }
    names
}

fn until(bytes: &[u8], end: u8) -> usize {
    bytes.iter().position(|&byte| byte == end).unwrap_or(bytes.len())
}

/// Reads what stands behind a `$`: the name, if it has to be there, and how many bytes to go on.
fn expansion(text: &str) -> (Option<&str>, usize) {
    if text.starts_with('$') {
        return (None, 1);
    }
    let Some(braced) = text.strip_prefix('{') else {
        let name = name(text);
        return ((!name.is_empty()).then_some(name), name.len());
    };
    let inner = braced.trim_start_matches(['#', '!']);
    let name = name(inner);
    let rest = &inner[name.len()..];
    let has_fallback = rest.trim_start_matches(':').starts_with(['-', '=', '+']);
    let length = text.len() - rest.len();
    ((!name.is_empty() && !has_fallback).then_some(name), length)
}

fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    if text.starts_with(|c: char| c.is_ascii_digit()) { "" } else { &text[..end] }
}

/// Tells whether a command sets a name itself: `NAME=`, or the bare word, as behind `for` and `read`.
fn sets(command: &str, name: &str) -> bool {
    let words = command.split(|c: char| c.is_whitespace() || ";&|()".contains(c));
    words
        .filter_map(|word| word.strip_prefix(name))
        .any(|rest| rest.is_empty() || rest.starts_with('=') || rest.starts_with("+="))
}

#[cfg(test)]
mod tests {
    use super::reads;

    #[test]
    fn names_are_read_outside_of_single_quotes() {
        let of = |command| reads(command).into_iter().collect::<Vec<_>>();
        assert_eq!(
            of("curl -u $USER_NAME:\"${PASSWORD}\" '$NOT' \"it's $THIS\""),
            ["USER_NAME", "PASSWORD", "THIS"]
        );
        assert_eq!(of("echo \\$NOT $$NOT $1 ${1} $? $(cat $FILE) `cat $OTHER`"), ["FILE", "OTHER"]);
        assert_eq!(
            of("echo ${#LONG} ${!INDIRECT} ${CUT%.*} ${NEEDED:?why}"),
            ["LONG", "INDIRECT", "CUT", "NEEDED"]
        );
    }

    #[test]
    fn what_it_sets_or_can_do_without_is_not_read() {
        let of = |command| reads(command).into_iter().collect::<Vec<_>>();
        assert_eq!(of("A=1 go $A; for B in x; do $B; done; read -r C; $C; D+=x; $D"), Vec::<&str>::new());
        assert_eq!(of("${A:-x} ${B-x} ${C:=x} ${D=x} ${E:+x} ${F+x} # $COMMENT\n$READ"), ["READ"]);
    }

    #[test]
    fn broken_commands_are_no_trouble() {
        for command in ["$", "${", "${}", "'", "\"", "\\", "$'", "${A", "é$É", "#$A", "${:-}"] {
            reads(command);
        }
    }
}
