//! `target external { platform "Vercel"; within 15 minutes }`: a platform that deploys by itself is waited for.

use crate::{
    model::Environment,
    syntax::{Phase, duration},
    work::{Action, Call, Setting, Work, seconds},
};

/// How long it may take where the file does not say, in seconds.
const WITHIN: u64 = 900;

pub(super) fn work(environment: &Environment) -> Work {
    let Some(target) = environment.part("target").filter(|target| target.says("external")) else {
        return Work::default();
    };
    let platform =
        target.child("platform").and_then(|line| line.text(0)).map_or("the platform", |text| text.value);
    let within = target.child("within").and_then(duration::of).map_or(WITHIN, |length| seconds(length.value));
    Work {
        libraries: vec!["external"],
        settings: vec![
            Setting::one("EXTERNAL_PLATFORM", platform),
            Setting::one("EXTERNAL_WITHIN", within.to_string()),
        ],
        actions: vec![(Phase::Deploy, Action::Call(Call::new(&["external_wait"])))],
        ways_back: Vec::new(),
        last: Vec::new(),
    }
}
