//! How a node is written, from its table: `approvals N from TEAM…`, `data mock | seed | … [run="…"]`.

use indexmap::IndexSet;

use super::{Argument, Kind, Names, Shape, check::are_units};

/// Returns each way in which a node can be written, without its block.
pub fn synopsis(shape: &Shape) -> Vec<String> {
    let name = if shape.name.is_empty() { "NAME" } else { shape.name };
    let properties: String = shape.properties.iter().map(|(key, kind)| property(shape, key, *kind)).collect();
    let lists: IndexSet<String> = shape.arguments.iter().map(|list| arguments(list)).collect();
    lists.into_iter().map(|arguments| format!("{name}{arguments}{properties}")).collect()
}

fn property(shape: &Shape, key: &str, kind: Kind) -> String {
    let key = if key == "*" { "FIELD" } else { key };
    let pair = format!("{key}={}", value(kind));
    let stands_in_the_block = shape.children().iter().any(|child| child.name == key);
    if shape.needs.contains(&key) && !stands_in_the_block { format!(" {pair}") } else { format!(" [{pair}]") }
}

fn arguments(list: &[Argument]) -> String {
    let mut text = String::new();
    let mut rest = list;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        // A number and a unit are a length of time, as is one text.
        let is_length = matches!(
            (first, behind),
            (Argument::One(Kind::Count), [Argument::One(Kind::OneOf(words)), ..]) if are_units(words)
        );
        if is_length {
            text.push_str(" TIME");
            rest = &behind[1..];
            continue;
        }
        text.push(' ');
        text.push_str(&match first {
            Argument::Word(word) => (*word).to_owned(),
            Argument::One(kind) => value(*kind),
            Argument::Many(kind) => format!("{}…", value(*kind)),
        });
    }
    text
}

/// What stands for a value.
fn value(kind: Kind) -> String {
    match kind {
        Kind::Name(_) => "NAME".to_owned(),
        Kind::Ref(Names::Somebody) => "TEAM".to_owned(),
        Kind::Ref(names) => names.word().to_ascii_uppercase(),
        Kind::Key => "KEY".to_owned(),
        Kind::Text | Kind::Own | Kind::Template(_) => "\"TEXT\"".to_owned(),
        Kind::Count | Kind::Percent | Kind::Port => "N".to_owned(),
        Kind::Number => "NUMBER".to_owned(),
        Kind::OneOf(words) if are_units(words) => "UNIT".to_owned(),
        Kind::OneOf([word]) => (*word).to_owned(),
        Kind::OneOf(words) => format!("({})", words.join(" | ")),
        Kind::Flag => "#false".to_owned(),
        Kind::Value => "VALUE".to_owned(),
        Kind::Duration => "TIME".to_owned(),
        Kind::Memory | Kind::Cpu => "AMOUNT".to_owned(),
        Kind::Endpoint => "\"/PATH\"".to_owned(),
        Kind::Path => "\"PATH\"".to_owned(),
        Kind::Branch => "BRANCH".to_owned(),
        Kind::Tag => "\"TAG\"".to_owned(),
        Kind::Hours => "\"HOURS\"".to_owned(),
        Kind::Day => "\"DAY\"".to_owned(),
    }
}
