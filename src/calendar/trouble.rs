//! What keeps a text from being read, and how it is told.

use super::place::Place;
use crate::diagnostic::Diagnostic;
use std::ops::Range;

/// One thing that keeps a line from being read.
pub(super) struct Trouble {
    /// Where it stands in the line.
    pub(super) at: Range<usize>,
    /// What is wrong: a sentence without full stop.
    pub(super) message: String,
    /// What is to be seen at the place.
    pub(super) label: String,
    /// What to type, if the meaning of the line is not known, or if there is more to say.
    pub(super) help: Option<String>,
    /// Whether nobody has to be asked what was meant.
    pub(super) is_clear: bool,
}

impl Trouble {
    /// Says what to type, since nobody knows what was meant.
    pub(super) fn ask(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
        self.is_clear = false;
    }
}

/// Points at everything that is wrong, and shows the lines that were meant, or an example if nobody knows.
pub(super) fn tell(
    error: &mut Diagnostic,
    troubles: &[Trouble],
    meant: &[String],
    example: &str,
    place: Place,
) {
    for (number, trouble) in troubles.iter().enumerate() {
        match number {
            0 => error.label(&trouble.label),
            _ => error.also(place.part(&trouble.at), &trouble.label),
        };
    }
    let asked = troubles.iter().find_map(|trouble| trouble.help.as_deref());
    match meant {
        [] => error.help(asked.unwrap_or(example)),
        [one] => {
            let wanted = format!("write `\"{one}\"`");
            let is_clear = troubles.iter().all(|trouble| trouble.is_clear);
            if is_clear {
                error.fix(&wanted, place.whole(), format!("\"{one}\""));
            }
            error.help(match asked {
                Some(asked) => format!("{wanted}; {asked}"),
                None if is_clear => wanted,
                None => format!("did you mean `\"{one}\"`?"),
            })
        }
        several => error.help(listed("write a line for each", several)),
    };
}

/// Several lines as help shows them.
pub(super) fn listed(why: &str, lines: &[String]) -> String {
    let quoted = lines.iter().map(|line| format!("\n\"{line}\""));
    format!("{why}:{}", quoted.collect::<String>())
}
