//! When a release may travel: opening hours and freezes, as exact sets of intervals on the clock of one place.

mod clock;
mod date;
mod days;
mod freeze;
mod gap;
mod hours;
mod moment;
mod place;
mod reader;
mod schedule;
mod trouble;
mod weekly;
mod window;
mod words;
mod zone;

pub use date::date;
pub use freeze::Freeze;
pub use gap::Gap;
pub use hours::hours;
pub use moment::Moment;
pub use schedule::{Interval, Schedule};
pub use weekly::{DAY, WEEK, Weekly, minute_of_week};
pub use window::Window;
pub use words::{dated, minute, rows, words};
pub use zone::Zone;
