//! All tests, in one binary.

#![allow(clippy::disallowed_methods, reason = "tests read the gallery and write trees")]

mod broken;
mod calendar;
mod cli;
mod client;
mod codes;
mod common;
mod decision;
mod gallery;
mod invariants;
mod lints;
mod map;
mod merges;
mod merging;
mod mutation;
mod parser;
mod property;
mod readme;
mod reference;
mod report;
mod routes;
mod settings;
mod status;
mod strategy;
mod teams;
mod templates;
mod write;
mod yaml;
