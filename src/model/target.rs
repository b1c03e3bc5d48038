//! What the places where a release can run are able to do: facts, for the rules and for what is generated.

/// A kind of `target`.
#[derive(Debug)]
pub struct Target {
    /// Its word.
    pub name: &'static str,
    /// How a new release can take over there.
    pub strategies: &'static [&'static str],
    /// Those strategies that need a command of the team's own to move the traffic.
    pub by_command: &'static [&'static str],
    /// How a rollback can be done without a command of the team's own, the usual one first.
    pub methods: &'static [&'static str],
    /// What it notices by itself, without a step and without `metrics`.
    pub notices: &'static [&'static str],
    /// The node of its block that splits the traffic by weights; nothing if that cannot be had.
    pub splitter: Option<&'static str>,
}

/// All of them. `switch-back` needs `strategy blue-green` besides, or a `switch` step.
pub static TARGETS: &[Target] = &[
    Target {
        name: "script",
        strategies: &[],
        by_command: &[],
        methods: &["previous-release", "promote-from", "revert", "switch-back"],
        notices: &[],
        splitter: None,
    },
    Target {
        name: "server",
        strategies: &["rolling", "recreate", "blue-green", "canary"],
        by_command: &[],
        methods: &["previous-release", "promote-from", "revert", "switch-back"],
        notices: &[],
        splitter: Some("proxy"),
    },
    Target {
        name: "kubernetes",
        strategies: &["rolling", "recreate", "blue-green", "canary"],
        by_command: &[],
        methods: &["rollout-undo", "previous-release", "promote-from", "revert", "switch-back"],
        notices: &["crash-loop", "liveness", "restarts", "cpu", "memory"],
        splitter: Some("mesh"),
    },
    Target {
        name: "railway",
        strategies: &["rolling", "recreate"],
        by_command: &[],
        methods: &["platform", "previous-release", "promote-from", "revert"],
        notices: &["crash-loop", "cpu", "memory"],
        splitter: None,
    },
    Target {
        name: "terraform",
        strategies: &["blue-green", "canary"],
        by_command: &["blue-green", "canary"],
        methods: &["previous-release", "promote-from", "revert", "switch-back"],
        notices: &[],
        splitter: None,
    },
    Target {
        name: "external",
        strategies: &[],
        by_command: &[],
        // A revert is a push, and the platform deploys what is pushed.
        methods: &["platform", "revert"],
        notices: &[],
        splitter: None,
    },
];

impl Target {
    /// Finds one by its word; without a target, and with one that nobody knows, the steps deploy.
    pub fn of(name: &str) -> &'static Self {
        TARGETS.iter().find(|target| target.name == name).unwrap_or(&TARGETS[0])
    }

    /// Tells whether the team's own steps are all that happens, in the order in which they are written.
    pub fn is_script(&self) -> bool {
        self.name == "script"
    }
}
