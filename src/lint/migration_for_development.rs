//! A command that is made for a developer's own database, where others depend on theirs.

use super::{Context, Needs, Rule, inherited::by_line, migration};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "migration-for-development",
    severity: Severity::Error,
    page: include_str!("migration_for_development.md"),
    needs: Needs::Nothing,
    check,
};

const DEPLOY: &str = "npx prisma migrate deploy";
const RAILS: &str = "bin/rails db:migrate";
const LARAVEL: &str = "php artisan migrate --force";
const EMPTIES: &str = "it empties the database first";
const SKIPS: &str = "it makes the tables from the code, past every migration";

/// The words of a command, why it is for development, and what does the same for a database with data in it.
const COMMANDS: &[(&[&str], &str, &str)] = &[
    (&["prisma", "migrate", "dev"], "it writes new migrations, and may empty the database", DEPLOY),
    (&["prisma", "migrate", "reset"], EMPTIES, DEPLOY),
    (&["prisma", "db", "push"], SKIPS, DEPLOY),
    (&["--force-reset"], EMPTIES, DEPLOY),
    (&["drizzle-kit", "push"], SKIPS, "npx drizzle-kit migrate"),
    (&["sequelize", "db:drop"], EMPTIES, "npx sequelize db:migrate"),
    (&["sequelize-cli", "db:drop"], EMPTIES, "npx sequelize-cli db:migrate"),
    (&["db:migrate:reset"], EMPTIES, RAILS),
    (&["db:migrate:undo:all"], EMPTIES, "npx sequelize db:migrate"),
    (&["db:reset"], EMPTIES, RAILS),
    (&["db:drop"], EMPTIES, RAILS),
    (&["db:setup"], "it makes the database anew", RAILS),
    (&["db:schema:load"], EMPTIES, RAILS),
    (&["schema:sync"], SKIPS, "npx typeorm migration:run"),
    (&["schema:drop"], EMPTIES, "npx typeorm migration:run"),
    (&["migrate:fresh"], EMPTIES, LARAVEL),
    (&["migrate:refresh"], EMPTIES, LARAVEL),
    (&["migrate:reset"], EMPTIES, LARAVEL),
    (&["doctrine:schema:update"], SKIPS, "bin/console doctrine:migrations:migrate --no-interaction"),
    (&["doctrine:schema:drop"], EMPTIES, "bin/console doctrine:migrations:migrate --no-interaction"),
    (&["doctrine:database:drop"], EMPTIES, "bin/console doctrine:migrations:migrate --no-interaction"),
    (&["flyway", "clean"], EMPTIES, "flyway migrate"),
    (&["flyway:clean"], EMPTIES, "mvn flyway:migrate"),
    (&["liquibase", "drop-all"], EMPTIES, "liquibase update"),
    (&["manage.py", "flush"], EMPTIES, "python manage.py migrate"),
    (&["ef", "database", "drop"], EMPTIES, "dotnet ef database update"),
    (&["dropdb"], EMPTIES, "only what changes the tables"),
];

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let strict = context.model.environments.values().filter(|one| one.kind.value >= Kind::Test);
    let found = strict.flat_map(|one| {
        let commands = migration::of(one).into_iter().flat_map(|migration| migration.commands());
        commands.filter_map(move |run| Some((run.span, one, (run.value, flaw(run.value)?))))
    });
    for (span, environments, (run, flaw)) in by_line(found) {
        let error = diagnostics.error(
            RULE.code,
            span,
            format!(
                "`{}` is made for a developer's own database, and others work with the one of {}: {}",
                flaw.words,
                environments.names(),
                flaw.why
            ),
        );
        error.label("for development");
        environments.show_kinds(error);
        match exchanged(run) {
            Some(mended) => {
                error.help(format!("`\"{mended}\"` does what the migrations say, and nothing else"));
                error.fix("write `prisma migrate deploy`", span, format!("\"{mended}\""));
            }
            None if flaw.instead.starts_with("only") => {
                error.help(format!("let it run {}", flaw.instead));
            }
            None => {
                error.help(format!("`{}` does what the migrations say, and nothing else", flaw.instead));
            }
        }
    }
}

struct Flaw {
    words: String,
    why: &'static str,
    instead: &'static str,
}

fn flaw(command: &str) -> Option<Flaw> {
    command.split([';', '&', '|', '\n']).find_map(flaw_of_one)
}

fn flaw_of_one(command: &str) -> Option<Flaw> {
    let words = words(command);
    COMMANDS.iter().find_map(|(known, why, instead)| {
        let is_known = |found: &&[&str]| {
            found.iter().zip(*known).all(|(word, known)| program(word).eq_ignore_ascii_case(known))
        };
        let found = words.windows(known.len()).find(is_known)?;
        let words: Vec<&str> = found.iter().map(|word| program(word)).collect();
        Some(Flaw { words: words.join(" "), why, instead })
    })
}

fn words(command: &str) -> Vec<&str> {
    let ends = |c: char| c.is_whitespace() || ";&|()'\"`".contains(c);
    command.split(ends).filter(|word| !word.is_empty()).collect()
}

/// A program without its folder and its version: `./node_modules/.bin/prisma`, `prisma@6`.
fn program(word: &str) -> &str {
    let name = word.rsplit('/').next().unwrap_or(word);
    name.split_once('@').filter(|(name, _)| !name.is_empty()).map_or(name, |(name, _)| name)
}

/// The command with `prisma migrate deploy` in it, where nothing stands behind `dev` that only `dev` understands.
fn exchanged(command: &str) -> Option<String> {
    let (head, tail) = command.split_once(" migrate dev")?;
    let ends = tail.is_empty() || tail.starts_with(" &&") || tail.starts_with(';');
    let plain = !command.contains(['"', '\\', '\n']) && !tail.contains(" migrate dev");
    let is_prisma = words(head).last().is_some_and(|word| program(word) == "prisma");
    (ends && plain && is_prisma).then(|| format!("{head} migrate deploy{tail}"))
}

#[cfg(test)]
mod tests {
    use super::{exchanged, flaw};

    #[test]
    fn commands_are_known_however_they_are_called() {
        for command in [
            "npx prisma migrate dev --name x",
            "cd shared && ./node_modules/.bin/prisma migrate  reset --force",
            "npx prisma@6 db push",
            "npm run migrate -- --force-reset",
            "bash -c 'bin/rails db:reset'",
            "RAILS_ENV=test rake db:schema:load",
            "php artisan migrate:fresh --seed",
            "npm run db:reset",
            "flyway clean migrate",
        ] {
            assert!(flaw(command).is_some(), "{command}");
        }
        for command in [
            "npx prisma migrate deploy",
            "bin/rails db:migrate",
            "npm run migrate:dev-tools",
            "echo prisma; migrate dev",
            "./clean flyway",
            "",
        ] {
            assert!(flaw(command).is_none(), "{command}");
        }
    }

    #[test]
    fn only_a_command_without_options_is_exchanged() {
        assert_eq!(exchanged("npx prisma migrate dev").as_deref(), Some("npx prisma migrate deploy"));
        assert_eq!(
            exchanged("prisma migrate dev && echo y").as_deref(),
            Some("prisma migrate deploy && echo y")
        );
        assert_eq!(exchanged("npx prisma migrate dev --name x"), None);
        assert_eq!(exchanged("npx prism migrate dev"), None);
        assert_eq!(exchanged("npx prisma migrate develop"), None);
    }
}
