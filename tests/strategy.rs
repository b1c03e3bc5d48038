//! `strategy` and `planned`, as they are read.

use gatewright::{
    check,
    source::Source,
    syntax::{Shares, Strategy, Takeover},
};

/// Reads a strategy of one environment.
fn read(line: &str) -> Strategy {
    let text = format!(
        "pipeline shop\n\
         promotions {{ push main -> dev }}\n\
         environment dev {{\n    \
             kind integration\n    \
             url \"https://dev.example.com\"\n    \
             target kubernetes {{ cluster \"shop\" }}\n    \
             {line}\n\
         }}\n"
    );
    let model =
        check(&Source::new("pipelines/shop.kdl", text), &Default::default()).model.expect("it is read");
    let environment = model.environments.values().next().expect("there is one");
    let node = environment.part("strategy").or_else(|| environment.part("planned"));
    Strategy::read(node.expect("it has a strategy")).expect("the strategy is one of the four")
}

fn shares(percent: &[u32], every: u64, run: Option<&str>) -> Shares {
    Shares { percent: percent.to_vec(), every, run: run.map(str::to_owned) }
}

#[test]
fn what_the_file_says_is_read() {
    let rolling = read("strategy rolling { timeout 10 minutes; at-most-down 0; at-most-more 2 }");
    assert_eq!(rolling.takeover, Takeover::Rolling { at_most_down: Some(0), at_most_more: Some(2) });
    assert_eq!(rolling.timeout, Some(600));
    assert_eq!(read("strategy recreate").takeover, Takeover::Recreate);
    assert_eq!(
        read("strategy blue-green { switch 10 50 100 every 5 minutes run=\"./weigh\"; keep \"2h\" }")
            .takeover,
        Takeover::BlueGreen { switch: shares(&[10, 50, 100], 300, Some("./weigh")), keep: Some(7_200) }
    );
    assert_eq!(
        read("planned canary { steps 5 100; every \"90s\" }").takeover,
        Takeover::Canary { steps: shares(&[5, 100], 90, None) }
    );
}

#[test]
fn what_the_file_leaves_open_is_filled_in() {
    let rolling = read("strategy rolling");
    assert_eq!(rolling.takeover, Takeover::Rolling { at_most_down: None, at_most_more: None });
    assert_eq!(rolling.timeout, None);
    assert_eq!(rolling.shares(), None);
    let all_at_once = read("strategy blue-green");
    assert_eq!(all_at_once.shares(), Some(&shares(&[100], 300, None)));
    assert_eq!(read("strategy canary").shares(), Some(&shares(&[10, 25, 50, 100], 300, None)));
    assert_eq!(read("strategy canary { every 10 minutes }").shares().map(|shares| shares.every), Some(600));
}
