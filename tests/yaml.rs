//! What is printed is what was meant: every reader gets the data back, and people get the look that they know.

mod github;
mod workflow;

use gatewright::emit::yaml::{Node, print, print_node};
use indexmap::IndexMap;
use proptest::prelude::*;
use serde_yaml::Value;

/// What looks like something else to some reader, as YAML 1.1 and 1.2 define it.
#[rustfmt::skip] // It would give each word a line.
const TRICKY: &[&str] = &[
    "", "~", "null", "Null", "NULL", "true", "True", "FALSE", "yes", "No", "ON", "off", "y", "N", "=", "<<",
    "0", "-1", "+5", "1.10", "1.2.3", "007", "0o7", "0x1F", "0b11", "1_000", ".5", "5.", "1e3", "-.inf",
    ".NaN", "12:30", "12:30:45", "2026-12-24", "2026-12-24T10:00:00Z", "-", "?", ":", "- a", "? a", ": a",
    "a: b", "a:", "a #b", "#a", "&a", "*", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a`", "[a]",
    "{a}", ",", " a", "a ", "\ta", "a\t", "a\tb", "---", "...", "--- a", "\u{feff}a", "a\u{2028}b",
    "a\u{85}b", "\u{202e}a", "\u{0}", "\u{7f}", "a\rb", "\n", " \n", "\n\n", "\u{a0}", "'", "-_7", "0_x1F",
];

/// What needs no quotes, and so gets none.
#[rustfmt::skip] // It would give each word a line.
const PLAIN: &[&str] = &[
    "main", "it's", "a:b", "a#b", "c#", "--help", "-x", "./deploy.sh", ".github/**", "release/v2.0", "x=1",
    "npm run build", "v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1", "0b3f", "ubuntu-24.04",
    "yes, please", "${{ needs.guard.outputs.release }}", "inputs.environment == 'prod'",
    "don't [do] {this}", "Grüße, 世界 🚀", "https://example.com/?a=b&c", "echo \"$RELEASE_ID\" && exit 1", "_",
    "/", "$HOME", "(a)", "a?", "1st", "1.x",
];

#[test]
fn tricky_text_stays_text() {
    for text in TRICKY {
        let node = map([("key", Node::Text((*text).into()))]);
        let printed = print_node("", &node);
        assert!(!printed.contains(&format!(": {text}\n")), "{text:?} needs quotes: {printed}");
        assert_eq!(read(&printed), node, "{printed}");
        let keyed = Node::Map(vec![((*text).into(), Node::Text("value".into()))]);
        assert_eq!(read(&print_node("", &keyed)), keyed, "{text:?} as a key");
    }
}

#[test]
fn plain_text_gets_no_quotes() {
    for text in PLAIN {
        let node = map([("key", Node::Text((*text).into()))]);
        let printed = print_node("", &node);
        assert_eq!(printed, format!("key: {text}\n"));
        assert_eq!(read(&printed), node);
    }
}

#[test]
fn quotes_are_the_ones_that_need_fewer_escapes() {
    let text = |text: &str| print(" ", &IndexMap::from([("a", text)]));
    assert_eq!(text(""), "#\na: \"\"\n");
    assert_eq!(text("yes"), "#\na: \"yes\"\n");
    assert_eq!(text("\"a\" b"), "#\na: '\"a\" b'\n");
    assert_eq!(text("'\"\\\u{202e}"), "#\na: \"'\\\"\\\\\\u202E\"\n");
}

#[test]
fn scripts_are_blocks() {
    for (script, block) in [
        ("a\nb", "|-\n  a\n  b\n"),
        ("a\nb\n", "|\n  a\n  b\n"),
        ("a\n\n\tb # c\n", "|\n  a\n\n  \tb # c\n"),
        ("a\n\n", "|+\n  a\n\n"),
        ("  a\nb\n", "|2\n    a\n  b\n"),
        ("\ta\nb", "|2-\n  \ta\n  b\n"),
        ("\n\na", "|2-\n\n\n  a\n"),
        ("a\r\nb\n", "\"a\\r\\nb\\n\"\n"),
    ] {
        let node = map([("run", Node::Text(script.into()))]);
        let printed = print_node("", &node);
        assert_eq!(printed, format!("run: {block}"));
        assert_eq!(read(&printed), node);
    }
}

#[test]
fn a_blank_line_never_joins_a_script() {
    let job = || map([("run", Node::Text("a\n\n".into()))]);
    let document = map([("jobs", map([("one", job()), ("two", job())])), ("env", map([]))]);
    assert_eq!(read(&print_node("", &document)), document);
}

#[test]
fn long_lists_are_blocks() {
    let list = |length: usize| map([("a", Node::List(vec![Node::Text("b".repeat(length)); 2]))]);
    assert_eq!(print_node("", &list(3)), "a: [bbb, bbb]\n");
    assert_eq!(print_node("", &list(60)).lines().count(), 3);
}

#[test]
fn a_comment_stays_on_its_line() {
    let comment = |text: &str| Node::Commented(Box::new(Node::Text("c#".into())), text.into());
    let node = map([("a", comment("why\nb: c\u{2028}d\r ")), ("e", comment("\n"))]);
    let printed = print_node("first\n\nthird\u{85}fourth", &node);
    assert_eq!(printed, "# first\n#\n# third fourth\na: c# # why b: c d\ne: c#\n");
}

#[test]
fn data_without_a_place_is_refused() {
    assert!(Node::of(&1.5).is_err());
    assert!(Node::of(&IndexMap::from([(1, "a")])).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_tree_comes_back(node in tree(), header in text()) {
        let printed = print_node(&header, &node);
        prop_assert_eq!(read(&printed), bare(&node), "{}", printed);
    }
}

fn text() -> impl Strategy<Value = String> {
    let special = proptest::sample::select(
        " \n\t\r:#-'\"\\{}[],&*!|>%@`?=~<.+_0123456789abefnoxyETZ\u{85}\u{a0}\u{2028}\u{2029}\u{feff}"
            .chars()
            .collect::<Vec<_>>(),
    );
    let char = prop_oneof![4 => special, 1 => any::<char>()];
    let word = proptest::sample::select(TRICKY).prop_map(String::from);
    let any = proptest::collection::vec(char, 0..12).prop_map(String::from_iter);
    let long = (any.clone(), 0..200usize).prop_map(|(text, times)| text.repeat(times));
    prop_oneof![1 => word, 8 => any, 1 => long]
}

fn tree() -> impl Strategy<Value = Node> {
    let leaf = text().prop_map(Node::Text);
    let key = prop_oneof![8 => text(), 1 => Just("jobs".into()), 1 => Just("on".into())];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let entries = proptest::collection::vec((key.clone(), inner.clone()), 0..6);
        prop_oneof![
            2 => proptest::collection::vec(inner.clone(), 0..6).prop_map(Node::List),
            3 => entries.prop_map(|entries| {
                let unique: IndexMap<String, Node> = entries.into_iter().collect();
                Node::Map(unique.into_iter().map(|(key, value)| (key.into(), value)).collect())
            }),
            1 => (inner, text()).prop_map(|(value, comment)| Node::Commented(Box::new(value), comment)),
        ]
    })
}

fn map<const N: usize>(entries: [(&'static str, Node); N]) -> Node {
    Node::Map(entries.map(|(key, value)| (key.into(), value)).into())
}

/// Reads printed text back as the tree that it came from.
fn read(printed: &str) -> Node {
    let value: Value = serde_yaml::from_str(printed).unwrap_or_else(|error| panic!("{error}:\n{printed}"));
    Node::of(&value).expect("text and booleans only")
}

/// Leaves out the comments, which are no data.
fn bare(node: &Node) -> Node {
    match node.bare() {
        Node::List(items) => Node::List(items.iter().map(bare).collect()),
        Node::Map(entries) => {
            Node::Map(entries.iter().map(|(key, value)| (key.clone(), bare(value))).collect())
        }
        single => single.clone(),
    }
}
