//! Rules about addresses.

use super::{codes, only, pipeline, places};

fn at(urls: &[&str]) -> String {
    let mut text = pipeline("push main -> a\na -> b", &[], "");
    for (name, url) in ["a", "b"].iter().zip(urls) {
        text += &format!(
            "environment {name} {{ kind test; url {url}; steps {{ deploy \"Ship\" run=\"./ship.sh\" }} }}\n"
        );
    }
    text
}

#[test]
fn one_place_has_many_spellings() {
    for (one, other) in [
        ("\"https://x.example\"", "\"https://X.Example/\""),
        ("\"https://x.example/shop/\"", "\"https://x.example:443/shop\""),
    ] {
        assert_eq!(codes(&at(&[one, other])), ["duplicate-url"], "{one} {other}");
    }
    assert_eq!(codes(&at(&["\"https://x.example/a\"", "\"https://x.example/A\""])), Vec::<&str>::new());
    let text = at(&["\"https://x.example\" \"https://x.example/\"", "\"https://y.example\""]);
    assert!(only("duplicate-url", &text).message.ends_with("twice"));
}

#[test]
fn this_machine_needs_no_https() {
    assert_eq!(codes(&at(&["\"http://localhost:3000\"", "\"http://127.0.0.1:8080\""])), Vec::<&str>::new());
    assert_eq!(codes(&at(&["\"http://x.example\"", "\"https://y.example\""])), ["insecure-url"]);
}

#[test]
fn what_is_no_address_is_mended_where_that_is_safe() {
    let text = at(&["x.example", "\"https://y.example\""]);
    let fix = only("not-a-url", &text).fix.expect("a fix");
    assert_eq!(fix.edits[0].text, "\"https://x.example\"");
    assert_eq!(&text[fix.edits[0].span.start..fix.edits[0].span.end], "x.example");
    for url in
        ["staging", "\"ftp://x.example\"", "\"https://x .example\"", "\"https://{environment}.example\""]
    {
        let text = at(&[url, "\"https://y.example\""]);
        assert_eq!(only("not-a-url", &text).fix, None, "{url}");
        assert_eq!(codes(&text), ["not-a-url"], "{url}");
    }
}

#[test]
fn a_login_in_an_address_is_not_repeated() {
    let text = at(&["\"https://me:hunter2@x.example\"", "\"https://y.example\""]);
    let found = only("not-a-url", &text);
    assert!(!format!("{} {:?} {:?}", found.message, found.labels, found.help).contains("hunter2"));
    assert_eq!(places(&text, &found).len(), 1);
    for url in ["me:hunter2@x.example", "ftp://me:hunter2@x.example/y"] {
        let text = at(&[&format!("\"{url}\""), "\"https://y.example\""]);
        assert!(!format!("{:?}", only("not-a-url", &text)).contains("hunter2"), "{url}");
    }
}

#[test]
fn browsers_take_almost_anything_behind_the_host() {
    let odd = r##""https://x.example/it's?a=$(id)&b={a,b}|<b> c#${{ d }}""##;
    assert_eq!(codes(&at(&[&odd.replace("##", "#"), "\"https://y.example\""])), Vec::<&str>::new());
}
