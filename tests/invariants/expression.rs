//! GitHub's expressions, as far as conditions use them.

use std::collections::BTreeMap;

/// What the paths of a context mean; nothing is an empty text, to which GitHub's comparisons turn it as well.
pub(super) type Context = BTreeMap<&'static str, String>;

/// Evaluates a condition.
pub(super) fn holds(expression: &str, context: &Context) -> bool {
    !evaluate(expression, context).is_empty()
}

/// Puts the values of its expressions into a text.
pub(super) fn filled(text: &str, context: &Context) -> String {
    let mut parts = text.split("${{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (expression, rest) = part.split_once("}}").expect("an expression ends");
        filled.push_str(&evaluate(expression, context));
        filled.push_str(rest);
    }
    filled
}

fn evaluate(expression: &str, context: &Context) -> String {
    let mut reader = Reader { left: expression.trim(), context };
    let value = reader.either();
    assert_eq!(reader.left, "", "not understood: {expression}");
    value
}

struct Reader<'a> {
    left: &'a str,
    context: &'a Context,
}

impl<'a> Reader<'a> {
    fn either(&mut self) -> String {
        let mut value = self.both();
        while self.took("||") {
            let other = self.both();
            if value.is_empty() {
                value = other;
            }
        }
        value
    }

    fn both(&mut self) -> String {
        let mut value = self.compared();
        while self.took("&&") {
            let other = self.compared();
            if !value.is_empty() {
                value = other;
            }
        }
        value
    }

    fn compared(&mut self) -> String {
        let left = self.single();
        if self.took("==") {
            truth(left.eq_ignore_ascii_case(&self.single()))
        } else if self.took("!=") {
            truth(!left.eq_ignore_ascii_case(&self.single()))
        } else {
            left
        }
    }

    fn single(&mut self) -> String {
        if self.took("(") {
            let value = self.either();
            assert!(self.took(")"), "`)` is missing before {}", self.left);
            return value;
        }
        if self.took("'") {
            let (text, rest) = self.left.split_once('\'').expect("a text ends");
            self.left = rest.trim_start();
            return text.to_owned();
        }
        let end = |c: char| !c.is_ascii_alphanumeric() && !"._-".contains(c);
        let (path, rest) = self.left.split_at(self.left.find(end).unwrap_or(self.left.len()));
        self.left = rest.trim_start();
        self.context.get(path).unwrap_or_else(|| panic!("nobody knows `{path}` before `{rest}`")).clone()
    }

    fn took(&mut self, sign: &str) -> bool {
        let rest = self.left.strip_prefix(sign);
        self.left = rest.map_or(self.left, if sign == "'" { |rest| rest } else { str::trim_start });
        rest.is_some()
    }
}

fn truth(holds: bool) -> String {
    if holds { "true".to_owned() } else { String::new() }
}
