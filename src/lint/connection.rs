//! Variables that lead to a database.

use super::resolved;
use crate::{model::Environment, syntax::Variable};

/// How the names of variables end that hold all of an address.
const ADDRESSES: &[&str] = &[
    "DATABASE_URL",
    "DATABASE_URI",
    "DATABASE_DSN",
    "DB_URL",
    "DB_URI",
    "DB_DSN",
    "POSTGRES_URL",
    "POSTGRES_URI",
    "MYSQL_URL",
    "MONGO_URL",
    "MONGO_URI",
    "MONGODB_URL",
    "MONGODB_URI",
    "REDIS_URL",
];

/// How the names of variables end that hold the machine, and of those beside them that hold the rest.
const MACHINES: &[(&str, &[&str])] = &[
    ("DATABASE_HOST", &["DATABASE_NAME", "DATABASE_PORT"]),
    ("DATABASE_SERVER", &["DATABASE_NAME", "DATABASE_PORT"]),
    ("DB_HOST", &["DB_NAME", "DB_DATABASE", "DB_PORT"]),
    ("DB_SERVER", &["DB_NAME", "DB_DATABASE", "DB_PORT"]),
    ("POSTGRES_HOST", &["POSTGRES_DB", "POSTGRES_DATABASE", "POSTGRES_PORT"]),
    ("PGHOST", &["PGDATABASE", "PGPORT"]),
    ("MYSQL_HOST", &["MYSQL_DATABASE", "MYSQL_PORT"]),
];

/// Returns what all that lead to one database have in common; nothing, where it cannot be told or is its own everywhere.
pub(super) fn place(variable: &Variable, environment: &Environment) -> Option<String> {
    let key = variable.name.value.as_str();
    let value = resolved::value(variable, environment)?.trim().to_owned();
    if ADDRESSES.iter().any(|end| key.ends_with(end)) {
        return (!is_own(machine(&value))).then_some(value);
    }
    let (head, (_, rest)) = MACHINES.iter().find_map(|one| Some((key.strip_suffix(one.0)?, one)))?;
    if is_own(&value) || !value.contains('.') {
        return None;
    }
    let mut place = value;
    for name in rest.iter().map(|end| format!("{head}{end}")) {
        // Which of the databases there it is, nobody but the secret knows.
        if environment.settings.secrets.entries.contains_key(&name) {
            return None;
        }
        if let Some(part) = environment.settings.variables.entries.get(&name) {
            place = format!("{place} {}", resolved::value(part, environment)?);
        }
    }
    Some(place)
}

/// The machine of an address; all of it, where it has no scheme.
fn machine(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("://") else { return address };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// Tells whether a machine is another one wherever it is looked up, or none: a file, or what is put in later.
fn is_own(machine: &str) -> bool {
    let machine = machine.to_ascii_lowercase();
    let host = match machine.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|c| c.is_ascii_digit()) => host,
        _ => &machine,
    };
    let is_file = ["file:", "sqlite:", ":memory:", "./", "/"].iter().any(|head| machine.starts_with(head));
    let is_inside = [".internal", ".local", ".localhost", ".svc"].iter().any(|end| host.ends_with(end));
    let is_here =
        matches!(host, "" | "localhost" | "[::1]" | "host.docker.internal") || host.starts_with("127.");
    let is_put_in = machine.contains(['$', '<', '%']);
    is_file || is_inside || is_here || is_put_in
}

#[cfg(test)]
mod tests {
    use super::{is_own, machine};

    #[test]
    fn what_is_another_machine_everywhere_is_no_shared_one() {
        for own in [
            "localhost:5432",
            "127.0.0.1",
            "",
            "db.local",
            "postgres.railway.internal:5432",
            "$HOST",
            "file:./dev.db",
        ] {
            assert!(is_own(machine(own)), "{own}");
        }
        for own in [
            "postgres://me@localhost:5432/shop",
            "redis://127.0.0.1",
            "sqlite:///tmp/x.db",
            "postgres:///shop",
        ] {
            assert!(is_own(machine(own)), "{own}");
        }
        for shared in ["db.example.com", "postgres://me@db.example.com:5432/shop?x=y", "persistent-dev"] {
            assert!(!is_own(machine(shared)), "{shared}");
        }
    }
}
