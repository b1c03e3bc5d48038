//! The places of a finding, drawn by miette. It gets to see a window instead of the file, so that a finding costs the
//! same wherever it is and no byte of the file reaches the terminal unseen.

use std::fmt;
use std::ops::Range;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::human::paint;
use super::window::Window;
use super::{File, Style};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::visible;

/// Draws the lines with the labels of a finding, below the path and the position of the first label.
pub(super) fn draw(out: &mut String, file: &File<'_>, diagnostic: &Diagnostic, style: Style) {
    let path = visible(&file.source.path).replace('\n', "␊");
    let characters = if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let Some(main) = diagnostic.labels.first() else {
        let ThemeCharacters { ltop, lbot, hbar, .. } = characters;
        let bar = hbar.to_string().repeat(4);
        out.push_str(&format!("   {ltop}{hbar}[{}]\n   {lbot}{bar}\n", paint(style, "36", &path)));
        return;
    };
    let window = Window::new(file, diagnostic, style);
    let vbar = characters.vbar;
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme {
        characters,
        styles: styles(&window, diagnostic.severity, style),
    })
    .with_links(false)
    .with_wrap_lines(false)
    .without_primary_span_start()
    .without_syntax_highlighting();
    let start = file.region(main.span).start;
    let numbers = window.numbers.clone();
    let shown = Shown { name: format!("{path}:{}:{}", start.line, start.column), window };
    let counted = shown.counted();
    let mut drawing = String::new();
    handler.render_report(&mut drawing, &shown).expect("the window contains every label");
    renumber(out, &drawing, counted, &numbers, vbar, style);
}

fn styles(window: &Window, severity: Severity, style: Style) -> ThemeStyles {
    let plain = ThemeStyles::none();
    if !style.color {
        return plain;
    }
    let ansi = ThemeStyles::ansi();
    let main = match severity {
        Severity::Error => ansi.error,
        Severity::Warning => ansi.warning,
        Severity::Note | Severity::Advice => ansi.advice,
    };
    let other = ansi.highlights[0];
    let highlights = window.marks.iter().map(|mark| if mark.rank == 0 { main } else { other }).collect();
    // The numbers get their colour when they get their value.
    ThemeStyles { link: ansi.help, linum: plain.linum, highlights, ..ansi }
}

/// Copies miette's drawing, with the lines' own numbers: miette counts on from the first line, but a window leaves out
/// what lies between its lines. Its first line, the message, is left out: the headline has said it.
fn renumber(
    out: &mut String,
    drawing: &str,
    counted: Range<usize>,
    numbers: &[usize],
    vbar: char,
    style: Style,
) {
    let digits = counted.end.to_string().len();
    let mut numbers = counted.map(|line| line + 1).zip(numbers).peekable();
    for line in drawing.lines().skip(1) {
        let number = numbers.next_if(|(counted, _)| line.starts_with(&format!(" {counted:digits$} {vbar} ")));
        let line = match number {
            Some((_, number)) => {
                let gutter = format!("{number:>width$}", width = digits.max(2));
                paint(style, "2", &gutter) + &line[digits + 1..]
            }
            // One digit gets two columns, and so do two.
            None if digits > 1 => line.strip_prefix(' ').unwrap_or(line).to_string(),
            None => line.to_string(),
        };
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// A window as miette wants to see it: an error without a message, which has a source.
struct Shown {
    name: String,
    window: Window,
}

impl Shown {
    /// Returns the lines as miette will count them, from 0: without gaps, and with the last number right, so that the
    /// width of the numbers is right.
    fn counted(&self) -> Range<usize> {
        let count = self.window.numbers.len();
        let last = self.window.numbers.last().copied().unwrap_or(count);
        last - count..last
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.window.marks.iter().map(|mark| {
            let text = (!mark.text.is_empty()).then(|| mark.text.clone());
            LabeledSpan::new(text, mark.span.start, mark.span.end - mark.span.start)
        })))
    }
}

impl SourceCode for Shown {
    /// Returns the whole window for every span, so that all labels share one drawing.
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (data, counted) = (self.window.text.as_bytes(), self.counted());
        let span = SourceSpan::from(0..data.len());
        let contents =
            MietteSpanContents::new_named(self.name.clone(), data, span, counted.start, 0, counted.len());
        Ok(Box::new(contents))
    }
}
