//! From where to where: one cell for each pair.

use indexmap::IndexSet;

use super::{Map, Passage, Point};

/// What stands where a row and a column meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// There is such a way: so many people, and whether anything else has to hold.
    Open(u32, bool),
    /// There is none.
    Forbidden,
    /// The row is the column.
    Same,
}

/// A table of cells.
pub(super) struct Grid<'a> {
    /// Where ways end.
    pub(super) columns: Vec<Point>,
    /// The rows that are ways in: they stand above the places.
    pub(super) ways_in: Vec<Row<'a>>,
    /// The rows that are places.
    pub(super) places: Vec<Row<'a>>,
}

/// A row of cells, in order of the columns.
pub(super) struct Row<'a> {
    /// Any of its ways, or else the place itself.
    pub(super) from: From<'a>,
    pub(super) cells: Vec<Cell>,
}

/// What a row is about.
pub(super) enum From<'a> {
    Way(&'a Passage),
    Point(Point),
}

impl From<'_> {
    pub(super) fn say(&self, name: impl Fn(&str) -> String) -> String {
        match self {
            Self::Way(passage) => passage.start(name),
            Self::Point(point) => point.say(name),
        }
    }
}

impl<'a> Grid<'a> {
    /// The environments, with the ways in from outside above them.
    pub(super) fn of_places(map: &'a Map) -> Self {
        let columns: Vec<Point> =
            map.places.iter().map(|place| Point::Environment(place.name.clone())).collect();
        let outside = map.arrows().filter(|passage| !passage.from.is_environment());
        let places =
            columns.iter().map(|from| Row::new(map, From::Point(from.clone()), from, &columns)).collect();
        Self { ways_in: rows(map, outside, &columns), places, columns }
    }

    /// The branches that something is merged into, with everything that is.
    pub(super) fn of_branches(map: &'a Map) -> Self {
        let columns: IndexSet<Point> = map.merges().map(|merge| merge.to.clone()).collect();
        let columns: Vec<Point> = columns.into_iter().collect();
        let from: IndexSet<&Point> = map.merges().map(|merge| &merge.from).collect();
        let places =
            from.into_iter().map(|from| Row::new(map, From::Point(from.clone()), from, &columns)).collect();
        Self { ways_in: Vec::new(), places, columns }
    }

    /// Every row.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.ways_in.iter().chain(&self.places)
    }

    /// Every cell.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cell> {
        self.rows().flat_map(|row| row.cells.iter().copied())
    }
}

fn rows<'a>(map: &Map, ways: impl Iterator<Item = &'a Passage>, columns: &[Point]) -> Vec<Row<'a>> {
    let mut seen = IndexSet::new();
    let first = ways.filter(|way| seen.insert(&way.from));
    first.map(|way| Row::new(map, From::Way(way), &way.from, columns)).collect()
}

impl<'a> Row<'a> {
    fn new(map: &Map, from: From<'a>, start: &Point, columns: &[Point]) -> Self {
        let cell = |to: &Point| match map.passage(start, to) {
            Some(passage) => Cell::Open(passage.gate.people.count(), passage.gate.holds().next().is_some()),
            None if start == to => Cell::Same,
            None => Cell::Forbidden,
        };
        Self { from, cells: columns.iter().map(cell).collect() }
    }
}

/// The signs of one medium.
pub(super) struct Signs {
    pub(super) open: &'static str,
    pub(super) forbidden: &'static str,
    pub(super) same: &'static str,
}

impl Signs {
    pub(super) fn sign(&self, cell: Cell) -> String {
        let more = |more| if more { " +" } else { "" };
        match cell {
            Cell::Open(0, else_) => format!("{}{}", self.open, more(else_)),
            Cell::Open(people, else_) => format!("{} {people}{}", self.open, more(else_)),
            Cell::Forbidden => self.forbidden.to_owned(),
            Cell::Same => self.same.to_owned(),
        }
    }

    /// Says what the signs mean, as far as there are any.
    pub(super) fn legend<'a>(&self, grids: impl Iterator<Item = &'a Grid<'a>>) -> Vec<String> {
        let cells: Vec<Cell> = grids.flat_map(Grid::cells).collect();
        let has = |wanted: fn(&Cell) -> bool| cells.iter().any(wanted);
        let most = cells.iter().filter_map(|cell| match cell {
            Cell::Open(people @ 1.., _) => Some(*people),
            _ => None,
        });
        let mut legend = Vec::new();
        if has(|cell| matches!(cell, Cell::Open(..))) {
            legend.push(format!("{} allowed", self.open));
        }
        if let Some(most) = most.max() {
            let people =
                if most == 1 { "one person approves".to_owned() } else { format!("{most} people approve") };
            legend.push(format!("{} {most} once {people}", self.open));
        }
        if has(|cell| matches!(cell, Cell::Open(_, true))) {
            legend.push("+ once something else holds, too".to_owned());
        }
        if has(|cell| *cell == Cell::Forbidden) {
            legend.push(format!("{} forbidden", self.forbidden));
        }
        if has(|cell| *cell == Cell::Same) {
            legend.push(format!("{} the same place", self.same));
        }
        legend
    }
}
