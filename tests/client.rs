//! The client against a server that answers what it is told to: what it repeats, what it waits for, and what it says.

mod server;

use std::time::{Duration, Instant};

use gatewright::client::{Address, Client, Error, Kind, Patience, Repeat, Token};
use serde_json::{Value, json};
use server::{Server, answer};

const TOKEN: &str = "ghs_Very0Secret";

fn client(server: &Server) -> Client {
    let patience = Patience {
        pause: Duration::from_millis(1),
        longest: Duration::from_secs(3),
        timeout: Duration::from_millis(400),
        ..Patience::default()
    };
    let address = Address::parse(&server.url).expect("an address");
    let token = Token::new(TOKEN, "GH_TOKEN").expect("a token");
    Client::new(address, token).with_patience(patience)
}

/// Sends one GET to a server that answers this every time.
fn failing(reply: &str) -> (Error, usize) {
    let server = Server::always(reply);
    let failed = client(&server).get::<Value>("/x").expect_err(reply);
    let said = format!("{failed} {failed:?}");
    assert!(!said.contains(TOKEN) && !said.contains('\n'), "{said}");
    (failed, server.requests().len())
}

#[test]
fn it_says_who_asks_and_what_it_wants() {
    let server = Server::new(vec![answer(200, "", r#"{"id":7}"#)]);
    assert_eq!(client(&server).get::<Value>("/repos/a/b").expect("an answer"), json!({ "id": 7 }));
    let request = server.requests().remove(0).to_lowercase();
    assert!(request.starts_with("get /base/repos/a/b http/1.1\r\n"), "{request}");
    let token = TOKEN.to_lowercase();
    for header in [
        &format!("authorization: bearer {token}\r\n"),
        "x-github-api-version: 2022-11-28\r\n",
        "accept: application/vnd.github+json\r\n",
        &format!("user-agent: gatewright/{}\r\n", env!("CARGO_PKG_VERSION")),
    ] {
        assert!(request.contains(header), "{header} is not in {request}");
    }
}

#[test]
fn what_is_harmless_is_repeated() {
    for fault in [
        answer(502, "", "oops"),
        answer(500, "", "{}"),
        String::new(),
        "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{".into(),
    ] {
        let server = Server::new(vec![fault.clone(), fault.clone(), answer(200, "", "{}")]);
        client(&server).put("/x", &json!({ "a": 1 })).expect(&fault);
        assert_eq!(server.requests().len(), 3, "{fault}");
        let server = Server::new(vec![fault.clone(), answer(404, "", "{}")]);
        client(&server).delete("/x").expect("what is gone is gone");
        assert_eq!(server.requests().len(), 2);
    }
}

#[test]
fn what_might_be_done_twice_is_not_repeated() {
    for fault in [answer(502, "", ""), String::new()] {
        let server = Server::new(vec![fault.clone(), answer(201, "", "{}")]);
        let failed = client(&server).post("/x", &json!({}), Repeat::Never).expect_err("nobody knows");
        assert!(
            !failed.settled && failed.to_string().contains("not known whether GitHub did it"),
            "{failed}"
        );
        assert_eq!(server.requests().len(), 1);
        let server = Server::new(vec![fault, answer(201, "", "{}")]);
        client(&server).post("/x", &json!({}), Repeat::Harmless).expect("the second time it works");
    }
}

#[test]
fn a_fault_that_stays_ends() {
    let (failed, tries) = failing(&answer(503, "", ""));
    assert_eq!((failed.kind.clone(), tries), (Kind::Failing(503), 4));
    assert!(failed.to_string().contains("GitHub has a fault of its own (503)"), "{failed}");
    let (failed, tries) = failing("");
    assert!(matches!(failed.kind, Kind::Cut(_)) && tries == 4, "{failed}");
}

#[test]
fn an_answer_that_never_comes_ends() {
    let started = Instant::now();
    let (failed, _) = failing("slow");
    assert!(failed.to_string().contains("it took too long"), "{failed}");
    assert!(started.elapsed() < Duration::from_secs(8));
}

#[test]
fn nobody_there_is_said() {
    let address = Address::parse("http://127.0.0.1:1").expect("an address");
    let patience = Patience { pause: Duration::ZERO, ..Patience::default() };
    let client =
        Client::new(address, Token::new(TOKEN, "GH_TOKEN").expect("a token")).with_patience(patience);
    let failed = client.post("/x", &json!({}), Repeat::Never).expect_err("nobody is there");
    assert!(failed.settled && failed.to_string().starts_with("GitHub cannot be reached"), "{failed}");
}

#[test]
fn a_short_limit_is_waited_for() {
    for head in [
        "Retry-After: 0\r\n",
        "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1795274401\r\nDate: Sat, 21 Nov 2026 15:20:01 GMT\r\n",
    ] {
        for status in [403, 429] {
            let server = Server::new(vec![answer(status, head, "{}"), answer(201, "", "{}")]);
            // Even what must not be done twice: GitHub says that it did nothing.
            client(&server).post("/x", &json!({}), Repeat::Never).expect(head);
            assert_eq!(server.requests().len(), 2);
        }
    }
}

#[test]
fn a_long_limit_is_said() {
    let head = "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1795275600\r\nDate: Sat, 21 Nov 2026 15:20:01 GMT\r\n";
    let (failed, tries) = failing(&answer(403, head, r#"{"message":"API rate limit exceeded"}"#));
    assert_eq!(tries, 1);
    assert!(failed.to_string().contains("until 2026-11-21 15:40:00 UTC"), "{failed}");
    let (failed, _) = failing(&answer(403, "", r#"{"message":"You have exceeded a secondary rate limit"}"#));
    assert!(matches!(failed.kind, Kind::RateLimited { .. }), "{failed}");
}

#[test]
fn a_refusal_says_what_to_do() {
    let cases = [
        (401, "", "{}", "set GH_TOKEN to a valid one"),
        (
            403,
            "X-Accepted-GitHub-Permissions: administration=write,actions=read; contents=write\r\n",
            "{}",
            "lacks the permission `administration: write` and `actions: read`, or `contents: write`",
        ),
        (
            403,
            "X-GitHub-SSO: required; url=https://github.com/orgs/a/sso?x=1\r\n",
            "{}",
            "let the token in at https://github.com/orgs/a/sso?x=1",
        ),
        (
            403,
            "",
            r#"{"message":"Must have admin rights to Repository."}"#,
            "“Must have admin rights to Repository”",
        ),
        (404, "", "{}", "no such thing, or the token may not see it"),
        (
            422,
            "",
            r#"{"message":"Validation Failed","errors":[{"field":"reviewers","code":"invalid"},{"message":"too many"},"and more"]}"#,
            "refuses it with 422: “Validation Failed: `reviewers`: invalid: too many: and more”",
        ),
        (422, "", "{\"message\":\"ghs_Very0Secret\\u001b[31m\\n::error::\"}", "“***␛[31m ::error::”"),
        (200, "", "<html>", "the answer is not GitHub's"),
        (301, "Location: https://evil.example/x\r\n", "{}", "it has another name on GitHub now"),
    ];
    for (status, head, body, expected) in cases {
        let (failed, tries) = failing(&answer(status, head, body));
        assert!(failed.to_string().contains(expected), "{failed}");
        assert!(failed.to_string().contains("(GET /x)"), "{failed}");
        assert_eq!(tries, 1, "{failed}");
    }
}

#[test]
fn a_list_is_read_to_its_end() {
    let server = Server::serving(|url, request| match request.contains("page=2") {
        false => answer(
            200,
            &format!("Link: <{url}/list?per_page=100&page=2>; rel=\"next\"\r\n"),
            r#"{"total_count":3,"all":[1,2]}"#,
        ),
        true => answer(200, "", r#"{"total_count":3,"all":[3]}"#),
    });
    assert_eq!(client(&server).list::<u32>("/list", Some("all")).expect("a list"), [1, 2, 3]);
    assert!(server.requests()[0].contains("/list?per_page=100 "), "{:?}", server.requests());
}

#[test]
fn a_list_that_goes_on_elsewhere_is_not_followed() {
    let other = Server::always(&answer(200, "", "[]"));
    let link = format!("Link: <{}/list?page=2>; rel=\"next\"\r\n", other.url);
    let server = Server::always(&answer(200, &link, "[1]"));
    let failed = client(&server).list::<u32>("/list", None).expect_err("another host");
    assert!(matches!(failed.kind, Kind::Foreign(_)), "{failed}");
    assert!(other.requests().is_empty());
}

#[test]
fn a_list_without_end_ends() {
    let server =
        Server::serving(|url, _| answer(200, &format!("Link: <{url}/list>; rel=\"next\"\r\n"), "[]"));
    let failed = client(&server).list::<u32>("/list", None).expect_err("no end");
    assert!(failed.to_string().contains("the list has no end"), "{failed}");
}

#[test]
fn a_read_follows_to_the_new_name_and_a_write_does_not() {
    let server = Server::serving(|url, request| match request.contains("/old") {
        true => answer(307, &format!("Location: {url}/new\r\n"), ""),
        false => answer(200, "", "{}"),
    });
    client(&server).get::<Value>("/old").expect("the new name");
    let failed = client(&server).put("/old", &json!({})).expect_err("a write stays");
    assert_eq!(failed.kind, Kind::Moved);
}

#[test]
fn a_pattern_that_is_there_already_is_as_good() {
    let server = Server::always(&answer(303, "", ""));
    assert_eq!(client(&server).post("/x", &json!({}), Repeat::Harmless).expect("there"), Value::Null);
}

#[test]
fn a_token_that_is_none_is_not_sent() {
    for bad in ["", "  ", "a b", "a\nb", "ü"] {
        let said = Token::new(bad, "GH_TOKEN").expect_err("no token");
        assert!(said.contains("GH_TOKEN"), "{said}");
    }
    assert_eq!(
        format!("{:?}", Token::new("abc\n", "GH_TOKEN").expect("a line end is no harm")),
        "Token(from GH_TOKEN)"
    );
}
