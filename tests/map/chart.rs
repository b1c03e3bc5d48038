//! A Mermaid chart, read back.

use std::collections::BTreeMap;

/// A chart, read line by line: anything that is not expected in one is refused.
pub(super) struct Chart {
    /// Ids with what stands behind them.
    pub(super) nodes: BTreeMap<String, String>,
    /// From where to where, and whether it is the way of a hotfix.
    pub(super) edges: Vec<(String, String, bool)>,
}

impl Chart {
    pub(super) fn read(text: &str) -> Self {
        let mut chart = Self { nodes: BTreeMap::new(), edges: Vec::new() };
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("flowchart TD"));
        for line in lines.map(str::trim) {
            let end = line.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(line.len());
            let (word, rest) = line.split_at(end);
            match word {
                "end" => assert_eq!(rest, ""),
                "classDef" | "class" => assert!(!rest.contains('"'), "{line}"),
                "subgraph" => {
                    let (id, label) = rest.trim().split_once('[').expect("a label");
                    chart.declare(id, label);
                }
                _ if rest.starts_with(' ') => {
                    assert!(!rest.contains('"'), "{line}");
                    let to = rest.rsplit(' ').next().unwrap_or_default();
                    chart.edges.push((word.to_owned(), to.to_owned(), rest.contains("==>")));
                }
                _ => chart.declare(word, rest),
            }
        }
        for (from, to, _) in &chart.edges {
            assert!(chart.nodes.contains_key(from) && chart.nodes.contains_key(to), "{from} {to}:\n{text}");
        }
        chart
    }

    fn declare(&mut self, id: &str, shape: &str) {
        let is_ours =
            id.len() > 1 && "ebghkl".contains(&id[..1]) && id[1..].chars().all(|c| c.is_ascii_digit());
        assert!(is_ours, "{id:?} is no id of ours");
        assert_eq!(shape.matches('"').count(), 2, "{shape}");
        let label = shape.split('"').nth(1).unwrap_or_default().replace("<br/>", " ");
        let means_something = |c: char| c.is_control() || "`<>&*_~[](){}|\\%$=\"".contains(c);
        assert_eq!(label.find(means_something), None, "{label}");
        assert!(!label.trim_start().starts_with(['-', '+']), "{label} would be a list");
        let before = self.nodes.insert(id.to_owned(), shape.to_owned());
        assert_eq!(before, None, "{id} is declared twice");
    }
}

/// A label as Mermaid shows it.
pub(super) fn decoded(label: &str) -> String {
    let mut parts = label.split('#');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(';').expect("a code ends");
        text.push(number.parse().ok().and_then(char::from_u32).expect("a code is a character"));
        text.push_str(rest);
    }
    text
}
