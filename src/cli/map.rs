//! `matrix` and `graph`: the map, as tables and as a drawing, also of what is not generated yet.

use clap::{Args, ValueEnum};

use super::{
    Ended, Failure, Files,
    models::{Models, Read},
    terminal,
};
use crate::{
    map::{self, Map},
    report::Style,
};

/// The arguments of `matrix`.
#[derive(Args)]
pub(super) struct Matrix {
    #[command(flatten)]
    files: Files,
    /// How the tables are written: for a terminal, or for a page
    #[arg(long, value_enum, default_value_t = Table::Text)]
    format: Table,
}

/// The arguments of `graph`.
#[derive(Args)]
pub(super) struct Graph {
    #[command(flatten)]
    files: Files,
    /// How the map is drawn: for a terminal, or as a Mermaid chart
    #[arg(long, value_enum, default_value_t = Drawing::Text)]
    format: Drawing,
}

// No word behind each: the help of every command stays on one screen.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    Text,
    Markdown,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Drawing {
    Text,
    Mermaid,
}

impl Matrix {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let title = |read: &Read| match self.format {
            Table::Text => titled(read),
            Table::Markdown => format!("# {}\n\n", terminal::line(&read.model.pipeline.name.value)),
        };
        show(&Models::of(&self.files.files)?, title, |map, style| match self.format {
            Table::Text => map::screen(map, style),
            Table::Markdown => map::markdown(map),
        })
    }
}

impl Graph {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let models = Models::of(&self.files.files)?;
        if self.format == Drawing::Text {
            return show(&models, titled, map::flow);
        }
        if models.read.len() > 1 {
            let several =
                format!("a chart shows one pipeline, and here are {}: name one file", models.read.len());
            return Err(Failure(several));
        }
        show(
            &models,
            |_| String::new(),
            |map, _| {
                let edges = map::edges(map);
                if edges > map::MOST_EDGES {
                    terminal::complain(&format!(
                        "this chart has {edges} lines; Mermaid draws {} unless its `maxEdges` says otherwise\n",
                        map::MOST_EDGES
                    ));
                }
                map::mermaid(map)
            },
        )
    }
}

fn titled(read: &Read) -> String {
    let (name, path) = (&read.model.pipeline.name.value, &read.source.path);
    format!("{} ({})\n\n", terminal::line(name), terminal::line(path))
}

/// Shows every map that can be made out, and what is wrong with the other files.
fn show(
    models: &Models,
    title: impl Fn(&Read) -> String,
    draw: impl Fn(&Map, Style) -> String,
) -> Result<Ended, Failure> {
    let style = terminal::page();
    let drawn = models.read.iter().map(|read| title(read) + &draw(&Map::new(&read.model), style));
    terminal::say(&drawn.collect::<Vec<_>>().join("\n"))?;
    models.complain_of_errors();
    if models.are_whole() {
        return Ok(Ended::Well);
    }
    models.complain_of_unreadable();
    Ok(Ended::Badly)
}
