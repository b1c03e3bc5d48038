//! How often a request is tried, and how long it may take.

use std::time::Duration;

/// How often a request is tried, and how long it may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often, the first time included.
    pub tries: u32,
    /// How long before the second time; four times as long before each further one.
    pub pause: Duration,
    /// The longest wait that GitHub may ask for.
    pub longest: Duration,
    /// How long one try may take.
    pub timeout: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            tries: 4,
            pause: Duration::from_millis(250),
            longest: Duration::from_secs(60),
            timeout: Duration::from_secs(30),
        }
    }
}

impl Patience {
    /// Returns how long to wait after so many tries.
    pub(super) fn pause(&self, tries: u32) -> Duration {
        self.pause.saturating_mul(4_u32.saturating_pow(tries.saturating_sub(1)))
    }
}
