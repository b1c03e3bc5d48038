//! When a release may travel: opening hours and freezes, as exact sets of intervals on the clock of one place.

mod days;
mod weekly;
mod window;
mod words;

pub use weekly::{DAY, WEEK, Weekly};
pub use window::Window;
pub use words::words;
