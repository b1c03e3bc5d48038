//! Opening hours: when it is open, and the laws of sets.

mod weeks;
