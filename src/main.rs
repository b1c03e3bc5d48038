//! The command line.
fn main() {
    let path = std::env::args().nth(1).expect("file");
    let text = std::fs::read_to_string(&path).expect("readable");
    let c = gatewright::check(&gatewright::source::Source::new(path, text.clone()), &Default::default());
    for d in c.diagnostics {
        println!(
            "{:?}[{}] {} @{} | {:?} | help: {:?}",
            d.severity,
            d.code,
            d.message,
            gatewright::source::Source::new("", text.clone()).line(d.span().start),
            d.labels.iter().map(|l| (&text[l.span.start..l.span.end], &l.text)).collect::<Vec<_>>(),
            d.help
        );
    }
}
