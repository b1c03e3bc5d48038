//! `backup { run "./ops/backup.sh"; verify "./ops/verify.sh" }`: made and proven before anything changes.

use super::{Command, Setting, Work, seconds};
use crate::{
    model::Environment,
    syntax::{Phase, duration},
};

pub(super) fn work(environment: &Environment) -> Work {
    let mut work = Work::default();
    let Some(backup) = environment.part("backup") else { return work };
    let timeout = backup.child("timeout").and_then(duration::of).map_or(0, |timeout| seconds(timeout.value));
    if let Some(keep) = backup.child("keep").and_then(duration::of) {
        const DAY: u64 = 86_400_000;
        work.settings.push(Setting::exported("BACKUP_KEEP_DAYS", keep.value.div_ceil(DAY).to_string()));
    }
    let commands = |name: &str| -> Vec<Command> {
        backup
            .child(name)
            .into_iter()
            .flat_map(|line| line.texts())
            .map(|text| Command::new(text.value))
            .collect()
    };
    work.step(Phase::Backup, "Backup", commands("run"), timeout);
    let verify = commands("verify");
    if !verify.is_empty() {
        work.step(Phase::Backup, "The backup can be read", verify, timeout);
    }
    work
}
