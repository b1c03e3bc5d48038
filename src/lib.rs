//! gatewright compiles one KDL file about environments, gates and approvers into plain GitHub Actions workflows,
//! protection settings, deploy scripts and pages.

pub mod diagnostic;
pub mod lock;
pub mod output;
pub mod source;
pub mod write;
