//! When a release may travel: opening hours and freezes, as exact sets of intervals on the clock of one place.

mod days;
mod freeze;
mod schedule;
mod weekly;
mod window;
mod words;
mod zone;

pub use freeze::Freeze;
pub use schedule::{Interval, Schedule};
pub use weekly::{DAY, WEEK, Weekly};
pub use window::Window;
pub use words::words;
pub use zone::Zone;
