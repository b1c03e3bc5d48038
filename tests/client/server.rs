//! A server that answers what it is told to, one connection for each answer.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// A server on this machine; it goes away with the process.
pub(super) struct Server {
    pub(super) url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers these, in order; nothing behind the last one.
    pub(super) fn new(answers: Vec<String>) -> Self {
        let answers = Mutex::new(answers.into_iter());
        Self::serving(move |_, _| answers.lock().expect("no panic").next().unwrap_or_default())
    }

    /// Answers the same every time.
    pub(super) fn always(answer: &str) -> Self {
        let answer = answer.to_owned();
        Self::serving(move |_, _| answer.clone())
    }

    /// Answers what a function makes of its own address and the request.
    pub(super) fn serving(answer: impl Fn(&str, &str) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/base", listener.local_addr().expect("an address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, own) = (Arc::clone(&requests), url.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let request = request(&mut stream);
                seen.lock().expect("no panic").push(request.clone());
                let answer = answer(&own, &request);
                if answer == "slow" {
                    thread::spawn(move || {
                        thread::sleep(Duration::from_secs(3));
                        drop(stream);
                    });
                    continue;
                }
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { url, requests }
    }

    /// Returns what was asked so far.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic").clone()
    }
}

/// Makes an answer with a status, headers that end with their line ends, and a body.
pub(super) fn answer(status: u16, head: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} Word\r\nConnection: close\r\nContent-Length: {length}\r\n{head}\r\n{body}")
}

fn request(stream: &mut TcpStream) -> String {
    let (mut read, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return text;
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return text,
            Ok(count) => read.extend_from_slice(&buffer[..count]),
        }
    }
}
