//! The rules: each one file and one page. A rule reads the model and reports; it has no state and knows no other rule.

mod alert_below_target;
mod alert_looser_than_objective;
mod ambiguous_approvals;
mod anonymization_without_step;
mod autoscale_without_target;
mod before;
mod case_clash;
mod checklist_without_people;
mod config_differs;
mod connection;
mod database_engine_differs;
mod days_out_of_order;
mod debug_in_production;
mod downtime_in_production;
mod duplicate_url;
mod emergencies;
mod failure_never_noticed;
mod flag_differs;
mod foreign_environment_job;
mod foreign_origin;
mod gated;
mod hotfix_off_the_map;
mod hotfix_watched_less;
mod hotfix_without_approval;
mod hotfix_without_back_port;
mod hotfix_without_validation;
mod id_without_tag;
mod idle_closed;
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
mod no_teardown;
mod no_time_zone;
mod no_url;
mod no_window;
mod nobody_told;
mod not_a_url;
mod nothing_to_skip;
mod numbers;
mod opening;
mod part_without_check;
mod persistent_preview_database;
mod phase_twice;
mod plan_without_reviewers;
mod preview;
mod preview_not_unique;
mod production_data_reset;
mod promotion_cycle;
mod real_data_outside_production;
mod rebuilt_artifact;
mod rehearsals;
mod replicas_outside_autoscale;
mod request_exceeds_limit;
mod resolved;
mod rollback_not_drawn;
mod rollback_without_method;
mod same_namespace;
mod schema;
mod secrecy;
mod secret_in_variable;
mod self_promotion;
mod shared_database;
mod shell;
mod single_replica;
mod skipped_environment;
mod steps_in_order;
mod straight_to_production;
mod switch_before_health;
mod taken_gate_name;
mod threshold_without_source;
mod too_few_approvals;
mod too_many_reviewers;
mod unclear_schema;
mod unconfirmable_item;
mod undrawn_path;
mod unguarded_environment;
mod unowned_gates;
mod unreachable_environment;
mod unreadable_workflow;
mod unsatisfiable_approvals;
mod unsplit_traffic;
mod unstable_source;
mod untagged_release;
mod untested_migration;
mod untested_rollback;
mod unused_allow;
mod unused_channel;
mod unused_gate;
mod unused_team;
mod unused_window;
mod url;
mod value_not_in_schema;
mod version_without_source;
mod way;
mod ways_back;
mod weaker_rollback;
mod weights_not_rising;
mod whose;
mod workflow;

use indexmap::{IndexMap, IndexSet};

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    model::Model,
    source::{Source, Span},
    surroundings::Surroundings,
    syntax::{Allow, Approvals, Secret, Variable},
};
use map::Map;
use workflow::Workflow;

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

/// What a rule may look at.
struct Context<'a> {
    model: &'a Model,
    /// The arrows by their ends.
    map: Map<'a>,
    /// The variables of all environments, once each wherever they are inherited.
    variables: Vec<&'a Variable>,
    /// The secrets of all environments, likewise.
    secrets: Vec<&'a Secret>,
    /// The workflows of the repository that are not ours.
    workflows: Vec<Workflow<'a>>,
    /// A CODEOWNERS file that is not ours.
    codeowners: Option<&'a Source>,
    /// Acceptances that accepted nothing; empty until all rules that need less have spoken.
    unused_allows: Vec<&'a Allow>,
}

impl<'a> Context<'a> {
    fn new(model: &'a Model, surroundings: &'a Surroundings) -> Self {
        let settings = || model.environments.values().map(|environment| &environment.settings);
        let variables = settings().flat_map(|settings| settings.variables.entries.values());
        let variables: IndexMap<Span, &Variable> = variables.map(|one| (one.name.span, one)).collect();
        let secrets = settings().flat_map(|settings| settings.secrets.entries.values());
        // What `like` inherits has no `from=`.
        let secrets: IndexMap<(Span, bool), &Secret> =
            secrets.map(|one| ((one.name.span, one.from.is_some()), one)).collect();
        Self {
            model,
            map: Map::new(model),
            variables: variables.into_values().collect(),
            secrets: secrets.into_values().collect(),
            workflows: surroundings.foreign_workflows().map(Workflow::read).collect(),
            codeowners: surroundings.codeowners.as_ref(),
            unused_allows: Vec::new(),
        }
    }

    /// Returns every `approvals` line of the file, once however many arrows it stands on.
    fn approvals(&self) -> impl Iterator<Item = &'a Approvals> + use<'a> {
        let gates = self.model.gates.values().flat_map(|gate| &gate.conditions.approvals);
        let arrows = self.model.arrows.iter().flat_map(|arrow| &arrow.approvals);
        let merges = self.model.merges.iter().flat_map(|merge| &merge.approvals);
        let hotfixes = self.model.hotfixes.iter().flat_map(|hotfix| &hotfix.conditions.approvals);
        let mut seen = IndexSet::new();
        let drawn = arrows.chain(merges).map(|line| &line.approvals);
        gates.chain(drawn).chain(hotfixes).filter(move |approvals| seen.insert(approvals.span))
    }
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    alert_below_target::RULE,
    alert_looser_than_objective::RULE,
    ambiguous_approvals::RULE,
    anonymization_without_step::RULE,
    autoscale_without_target::RULE,
    case_clash::RULE,
    checklist_without_people::RULE,
    config_differs::RULE,
    database_engine_differs::RULE,
    days_out_of_order::RULE,
    debug_in_production::RULE,
    downtime_in_production::RULE,
    duplicate_url::RULE,
    failure_never_noticed::RULE,
    flag_differs::RULE,
    foreign_environment_job::RULE,
    foreign_origin::RULE,
    hotfix_off_the_map::RULE,
    hotfix_watched_less::RULE,
    hotfix_without_approval::RULE,
    hotfix_without_back_port::RULE,
    hotfix_without_validation::RULE,
    id_without_tag::RULE,
    idle_closed::RULE,
    idle_override::RULE,
    impossible_condition::RULE,
    impossible_rollback::RULE,
    impossible_strategy::RULE,
    incomplete_backup::RULE,
    insecure_url::RULE,
    key_without_value::RULE,
    kpi_unit::RULE,
    late_backup::RULE,
    late_check::RULE,
    lost_way_back::RULE,
    merge_back_without_branch::RULE,
    migration_for_development::RULE,
    migration_not_two_phase::RULE,
    misplaced_condition::RULE,
    misplaced_preview::RULE,
    misplaced_teardown::RULE,
    missing_secret::RULE,
    monitor_without_limit::RULE,
    mutable_image::RULE,
    name_github_refuses::RULE,
    never_open::RULE,
    never_rehearsed::RULE,
    no_approval::RULE,
    no_backup::RULE,
    no_data_rollback::RULE,
    no_health_check::RULE,
    no_hotfix_question::RULE,
    no_incident_plan::RULE,
    no_lower_environment::RULE,
    no_merge_back::RULE,
    no_migration_window::RULE,
    no_monitoring::RULE,
    no_rollback::RULE,
    no_teardown::RULE,
    no_time_zone::RULE,
    no_url::RULE,
    no_window::RULE,
    nobody_told::RULE,
    not_a_url::RULE,
    nothing_to_skip::RULE,
    part_without_check::RULE,
    persistent_preview_database::RULE,
    phase_twice::RULE,
    plan_without_reviewers::RULE,
    preview_not_unique::RULE,
    production_data_reset::RULE,
    promotion_cycle::RULE,
    real_data_outside_production::RULE,
    rebuilt_artifact::RULE,
    replicas_outside_autoscale::RULE,
    request_exceeds_limit::RULE,
    rollback_not_drawn::RULE,
    rollback_without_method::RULE,
    same_namespace::RULE,
    secret_in_variable::RULE,
    self_promotion::RULE,
    shared_database::RULE,
    single_replica::RULE,
    skipped_environment::RULE,
    straight_to_production::RULE,
    switch_before_health::RULE,
    taken_gate_name::RULE,
    threshold_without_source::RULE,
    too_few_approvals::RULE,
    too_many_reviewers::RULE,
    unclear_schema::RULE,
    unconfirmable_item::RULE,
    undrawn_path::RULE,
    unguarded_environment::RULE,
    unowned_gates::RULE,
    unreachable_environment::RULE,
    unreadable_workflow::RULE,
    unsatisfiable_approvals::RULE,
    unsplit_traffic::RULE,
    unstable_source::RULE,
    untagged_release::RULE,
    untested_migration::RULE,
    untested_rollback::RULE,
    unused_allow::RULE,
    unused_channel::RULE,
    unused_gate::RULE,
    unused_team::RULE,
    unused_window::RULE,
    value_not_in_schema::RULE,
    version_without_source::RULE,
    weaker_rollback::RULE,
    weights_not_rising::RULE,
];

/// What no reason makes possible: GitHub would refuse it, or nobody could say what is to be built. Sorted.
const FIRM: &[&str] = &[
    "hotfix-off-the-map",
    "id-without-tag",
    "merge-back-without-branch",
    "misplaced-condition",
    "taken-gate-name",
    "too-many-reviewers",
];

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

/// Leaves out what the file accepts. Returns the acceptances that were not needed.
fn accept<'a>(model: &'a Model, found: &mut Diagnostics) -> Vec<&'a Allow> {
    let mut allows: IndexMap<&str, Vec<(&Allow, bool)>> = IndexMap::new();
    for allow in &model.allows {
        allows.entry(&allow.code.value).or_default().push((allow, false));
    }
    found.retain(|finding| {
        if FIRM.contains(&finding.code) {
            return true;
        }
        let covers = |allow: &Allow| finding.labels.iter().any(|label| allow.scope.contains(label.span));
        let allowed = allows
            .get_mut(finding.code)
            .and_then(|allows| allows.iter_mut().find(|(allow, _)| covers(allow)));
        match allowed {
            Some((_, used)) => {
                *used = true;
                false
            }
            None => true,
        }
    });
    allows.into_values().flatten().filter(|(_, used)| !used).map(|(allow, _)| allow).collect()
}

/// Finds the page of a rule.
pub fn page(code: &str) -> Option<&'static str> {
    RULES.iter().find(|rule| rule.code == code).map(|rule| rule.page)
}

/// Tells whether a finding can be accepted with `allow`.
pub fn can_be_allowed(finding: &Diagnostic) -> bool {
    let is_known = RULES.iter().any(|rule| rule.code == finding.code && rule.needs != Needs::Findings);
    is_known && !FIRM.contains(&finding.code)
}
