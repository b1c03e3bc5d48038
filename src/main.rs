//! The command line.
fn main() {
    let path = std::env::args().nth(1).expect("file");
    let out = std::env::args().nth(2);
    let text = std::fs::read_to_string(&path).expect("readable");
    let c = gatewright::compile(&gatewright::source::Source::new(path, text.clone()), &Default::default(), &gatewright::github::Pins::shipped());
    for d in c.diagnostics { println!("{:?}[{}] {} @{} | {:?} | help: {:?}", d.severity, d.code, d.message, gatewright::source::Source::new("", text.clone()).line(d.span().start), d.labels.iter().map(|l| (&text[l.span.start..l.span.end], &l.text)).collect::<Vec<_>>(), d.help); }
    if let Some(out) = out { for o in c.outputs { let p = std::path::Path::new(&out).join(&o.path); std::fs::create_dir_all(p.parent().unwrap()).unwrap(); std::fs::write(p, o.text).unwrap(); } }
}
