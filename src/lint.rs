//! The rules: each one file and one page. A rule reads the model and reports; it has no state and knows no other rule.

mod accepting;
mod alert_below_target;
mod alert_looser_than_objective;
mod ambiguous_approvals;
mod anonymization_without_step;
mod askable;
mod autoscale_without_target;
mod before;
mod case_clash;
mod checklist_without_people;
mod closed_for_weeks;
mod config_differs;
mod connection;
mod context;
mod database_engine_differs;
mod days_out_of_order;
mod debug_in_production;
mod downtime_in_production;
mod duplicate_url;
mod emergencies;
mod expired_rehearsal;
mod failure_never_noticed;
mod flag_differs;
mod flag_taken;
mod foreign_environment_job;
mod foreign_origin;
mod frozen;
mod gate_too_late;
mod gated;
mod hotfix_off_the_map;
mod hotfix_watched_less;
mod hotfix_without_approval;
mod hotfix_without_back_port;
mod hotfix_without_validation;
mod hours_in_a_gap;
mod id_without_tag;
mod idle_closed;
mod idle_freeze;
mod idle_override;
mod impossible_condition;
mod impossible_rollback;
mod impossible_strategy;
mod incomplete_backup;
mod inherited;
mod insecure_url;
mod key_without_value;
mod kpi_unit;
mod late_backup;
mod late_check;
mod lost_way_back;
mod map;
mod matching;
mod merge_back_without_branch;
mod migration;
mod migration_for_development;
mod migration_not_two_phase;
mod misplaced_condition;
mod misplaced_preview;
mod misplaced_teardown;
mod missing_secret;
mod monitor_without_limit;
mod mutable_image;
mod name_github_refuses;
mod named;
mod never_next_day;
mod never_open;
mod never_rehearsed;
mod no_approval;
mod no_backup;
mod no_data_rollback;
mod no_health_check;
mod no_hotfix_question;
mod no_incident_plan;
mod no_lower_environment;
mod no_merge_back;
mod no_migration_window;
mod no_monitoring;
mod no_rollback;
mod no_stand_in;
mod no_teardown;
mod no_time_zone;
mod no_url;
mod no_window;
mod nobody_told;
mod not_a_host;
mod not_a_url;
mod nothing_to_skip;
mod nothing_to_switch;
mod numbers;
mod opening;
mod part_without_check;
mod persistent_preview_database;
mod phase_twice;
mod plan_without_identity;
mod plan_without_reviewers;
mod preview;
mod preview_not_unique;
mod probe_too_often;
mod production_data_reset;
mod promotion_cycle;
mod real_data_outside_production;
mod rebuilt_artifact;
mod rehearsals;
mod relative_directory;
mod replicas_outside_autoscale;
mod request_exceeds_limit;
mod resolved;
mod rollback_not_drawn;
mod rollback_without_method;
mod rollout_outlasts_job;
mod rules;
mod same_namespace;
mod same_port;
mod schema;
mod secrecy;
mod secret_before_merge;
mod secret_in_variable;
mod self_promotion;
mod shared_database;
mod shell;
mod single_replica;
mod size_ignored;
mod skipped_environment;
mod smaller_than_production;
mod steps_in_order;
mod straight_to_production;
mod switch_before_health;
mod taken_gate_name;
mod test_off_the_map;
mod threshold_without_source;
mod too_few_approvals;
mod too_many_reviewers;
mod unaskable_health;
mod unclear_limit;
mod unclear_schema;
mod unconfirmable_item;
mod uncountable_wait;
mod undrawn_path;
mod unenforceable_approvals;
mod unguarded_environment;
mod unguarded_secret;
mod unknown_reason;
mod unowned_gates;
mod unreachable_environment;
mod unreadable_workflow;
mod unrecognized_release;
mod unsatisfiable_approvals;
mod unsplit_traffic;
mod unstable_source;
mod untagged_release;
mod untested_migration;
mod untested_rollback;
mod untried_release;
mod unused_allow;
mod unused_channel;
mod unused_gate;
mod unused_team;
mod unused_window;
mod url;
mod value_not_in_schema;
mod version_without_source;
mod wait_outlasts_window;
mod way;
mod ways_back;
mod weaker_rollback;
mod weaker_way;
mod weights_not_rising;
mod whose;
mod workflow;

use indexmap::IndexSet;

use accepting::accept;
pub use accepting::can_be_allowed;
use context::Context;
pub use rules::RULES;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    model::Model,
    source::Span,
    surroundings::Surroundings,
};

/// A rule as data.
pub struct Rule {
    /// The code; it names the bad thing, as does the file.
    pub code: &'static str,
    /// How much its gravest finding matters.
    pub severity: Severity,
    /// The page: why, what is flagged, what to write instead.
    pub page: &'static str,
    needs: Needs,
    check: fn(&Context<'_>, &mut Diagnostics),
}

/// What has to be known before a rule has something to say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing more: it speaks of what stands in the file.
    Nothing,
    /// Every name: it speaks of what is missing, and that may stand in what could not be looked up.
    Names,
    /// What the other rules found.
    Findings,
}

/// Applies every rule, leaves out what the file allows, and says what it allows in vain. `diagnostics` holds what was
/// found when the names were looked up.
pub fn lint(model: &Model, surroundings: &Surroundings, diagnostics: &mut Diagnostics) {
    let mut context = Context::new(model, surroundings);
    let names_are_known = !diagnostics.as_slice().iter().any(is_gap);
    let mut found = Diagnostics::default();
    for rule in RULES {
        let speaks = match rule.needs {
            Needs::Nothing => true,
            Needs::Names => names_are_known,
            Needs::Findings => false,
        };
        if speaks {
            (rule.check)(&context, &mut found);
        }
    }
    say_once(&mut found);
    context.unused_allows = accept(model, &mut found);
    // Whoever has not spoken could not be accepted either.
    context.unused_allows.retain(|allow| names_are_known || needs(&allow.code.value) != Some(Needs::Names));
    for rule in RULES.iter().filter(|rule| rule.needs == Needs::Findings) {
        (rule.check)(&context, &mut found);
    }
    diagnostics.append(found);
}

fn needs(code: &str) -> Option<Needs> {
    RULES.iter().find(|rule| rule.code == code).map(|rule| rule.needs)
}

/// Tells whether a finding means that an arrow, an approval or an environment is not in the model.
fn is_gap(finding: &Diagnostic) -> bool {
    finding.code.starts_with("unknown-")
        || matches!(finding.code, "missing-kind" | "local-on-map" | "name-github-refuses")
}

/// One line of the file may stand for many arrows or environments: what is said of each alike is said once.
fn say_once(found: &mut Diagnostics) {
    let mut said: IndexSet<(&str, Span, String)> = IndexSet::new();
    found.retain(|one| said.insert((one.code, one.span(), one.message.clone())));
}

/// Finds the page of a rule.
pub fn page(code: &str) -> Option<&'static str> {
    RULES.iter().find(|rule| rule.code == code).map(|rule| rule.page)
}
