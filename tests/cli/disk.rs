//! Files and folders that are missing, in the way, shut, or full: exit 2, with the path and the reason.

use std::fs;

use super::*;

#[test]
fn a_file_that_cannot_be_read_is_named_with_the_reason() {
    let place = shop();
    place.put("text", "");
    for command in ["check", "build"] {
        place
            .run([command, "no.kdl"])
            .ends(2)
            .complains("gatewright: cannot read `no.kdl`: there is no such file");
        place
            .run([command, "no/such.kdl"])
            .ends(2)
            .complains("cannot read `no/such.kdl`: there is no such file");
        place
            .run([command, "pipelines"])
            .ends(2)
            .complains("cannot read `pipelines`: there is a directory in its place");
        place.run([command, "text/shop.kdl"]).ends(2).complains("a part of its path is a file");
        place.run([command, AT, "no.kdl"]).ends(2).complains("`no.kdl`");
    }
    assert_eq!(place.generated().len(), 1);
}

#[test]
fn without_any_pipeline_the_way_to_a_first_one_is_named() {
    let place = Place::new();
    for command in ["check", "build"] {
        place
            .run([command])
            .ends(2)
            .complains("neither pipelines/*.kdl nor pipeline.kdl; `gatewright init` writes one");
    }
    place.put("pipelines", "not a folder");
    place.run(["check"]).ends(2).complains("there is no pipeline here");
}

#[test]
fn a_file_in_place_of_the_output_directory_is_named() {
    let place = shop();
    place.put("out", "mine");
    for arguments in [vec!["--out", "out"], vec!["--out", "out/deeper"], vec!["--out", "out", "--check"]] {
        let done = place.run([vec!["build"], arguments].concat()).ends(2);
        done.complains("cannot read `out/").complains("a part of its path is a file, not a directory");
    }
    assert_eq!(place.get("out"), "mine");
}

#[test]
fn a_file_or_folder_in_the_way_is_named_and_nothing_is_written() {
    let place = shop();
    place.put("deploy", "mine");
    let before = place.tree();
    place.run(["build"]).ends(2).complains("cannot read `deploy/").complains("a part of its path is a file");
    assert_eq!(place.tree(), before);

    let place = shop();
    place.put("deploy/lib.sh/mine", "mine");
    let before = place.tree();
    place.run(["build"]).ends(2).complains("cannot read `deploy/lib.sh`: there is a directory in its place");
    assert_eq!(place.tree(), before);
}

#[test]
fn an_output_directory_behind_dots_is_found() {
    let place = shop();
    fs::create_dir_all(place.path("a/b")).unwrap();
    place.run(["build", "--out", "a/b/../../c"]).ends(0);
    place.run(["build", "--out", "c", "--check"]).ends(0);
    assert!(place.has("c/.github/workflows/deploy.yml") && !place.has("a/b/.github"));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::{
        fs::{MetadataExt, PermissionsExt, symlink},
        process::CommandExt,
    };
    use std::process::{Command, Stdio};

    use super::*;

    /// Somebody who may write nothing here, also where the tests run as root.
    const NOBODY: u32 = 65534;

    fn as_nobody(place: &Place, arguments: &[&str]) -> Option<(Option<i32>, String)> {
        let mut command = place.run(arguments).command();
        if fs::metadata(place.path(".")).unwrap().uid() == 0 {
            command.uid(NOBODY).gid(NOBODY);
        }
        // Where the program itself lies in a place that is shut, there is nothing to try.
        let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output().ok()?;
        Some((output.status.code(), String::from_utf8(output.stderr).unwrap()))
    }

    fn allow(place: &Place, path: &str, mode: u32) {
        fs::set_permissions(place.path(path), fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn what_is_not_permitted_is_named() {
        let place = shop();
        allow(&place, ".", 0o755);
        allow(&place, AT, 0o000);
        let Some((code, said)) = as_nobody(&place, &["check"]) else { return };
        assert_eq!(
            (code, said.as_str()),
            (
                Some(2),
                "gatewright: cannot read `pipelines/shop.kdl`: permission is denied, to the file or to its directory\n"
            )
        );
        allow(&place, AT, 0o644);
        allow(&place, ".", 0o555);
        let before = place.tree();
        let (code, said) = as_nobody(&place, &["build"]).unwrap();
        assert_eq!(code, Some(2));
        assert!(said.contains("cannot write `") && said.contains("permission is denied"), "{said}");
        assert_eq!(place.tree(), before);
        allow(&place, ".", 0o755);
    }

    #[test]
    fn a_link_in_an_output_path_is_refused() {
        let place = shop();
        fs::create_dir_all(place.path("elsewhere")).unwrap();
        symlink("elsewhere", place.path("deploy")).unwrap();
        place
            .run(["build"])
            .ends(2)
            .complains("cannot use `deploy`: it is a link, and could lead out of the output directory");
        assert!(!place.has(".github") && fs::read_dir(place.path("elsewhere")).unwrap().next().is_none());

        let place = shop();
        place.put("elsewhere", "mine");
        fs::create_dir_all(place.path("deploy")).unwrap();
        symlink("../elsewhere", place.path("deploy/lib.sh")).unwrap();
        place.run(["build", "--force"]).ends(2).complains("cannot use `deploy/lib.sh`: it is a link");
        assert_eq!(place.get("elsewhere"), "mine");
    }

    #[test]
    fn an_output_directory_that_is_a_link_is_what_the_user_asked_for() {
        let place = shop();
        fs::create_dir_all(place.path("real")).unwrap();
        symlink("real", place.path("linked")).unwrap();
        place.run(["build", "--out", "linked"]).ends(0).says("linked/deploy/lib.sh");
        assert!(place.has("real/deploy/lib.sh"));
        place.run(["build", "--out", "real", "--check"]).ends(0);
    }

    #[test]
    fn a_pipeline_behind_a_link_is_read() {
        let place = Place::new();
        place.put("elsewhere.kdl", SHOP);
        fs::create_dir_all(place.path("pipelines")).unwrap();
        symlink("../elsewhere.kdl", place.path(AT)).unwrap();
        place.run(["build"]).ends(0);
        assert_eq!(place.generated(), built().generated());
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_whole_files_and_the_next_run_mends_it() {
        let place = shop();
        let program = env!("CARGO_BIN_EXE_gatewright");
        // Like a disk that is full: after so many blocks a write fails, and the signal that would kill is ignored.
        let script = format!("trap '' XFSZ; ulimit -f 16; exec '{program}' build");
        let done = Command::new("bash").arg("-c").arg(script).current_dir(place.path(".")).output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot write `deploy/lib.sh`: it is larger than this disk allows"), "{said}");
        let wanted = built().generated();
        for (path, text) in place.generated() {
            assert!(path == ".gatewright.lock" || wanted.get(&path) == Some(&text), "{path} is half written");
        }
        place.run(["build"]).ends(0);
        assert_eq!(place.generated(), wanted);
    }

    #[test]
    fn a_first_file_is_written_whole_or_not_at_all() {
        let place = Place::new();
        let program = env!("CARGO_BIN_EXE_gatewright");
        let script = format!("trap '' XFSZ; ulimit -f 0; exec '{program}' init first.kdl 2>&1 | cat");
        let done = Command::new("bash").arg("-c").arg(script).current_dir(place.path(".")).output().unwrap();
        let said = String::from_utf8(done.stdout).unwrap();
        assert_eq!(said, "gatewright: cannot write `first.kdl`: it is larger than this disk allows\n");
        assert!(!place.has("first.kdl"));
    }

    #[test]
    fn a_result_that_gets_lost_is_a_failure() {
        let place = shop();
        for arguments in
            [vec!["check"], vec!["check", "--format", "sarif"], vec!["build", "--dry-run"], vec!["--help"]]
        {
            let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let done = place.run(&arguments).command().stdout(full).stderr(Stdio::piped()).output().unwrap();
            let said = String::from_utf8(done.stderr).unwrap();
            assert_eq!(
                (done.status.code(), said.as_str()),
                (Some(2), "gatewright: cannot write `standard output`: the disk is full\n")
            );
        }
    }

    #[test]
    fn a_reader_that_went_away_is_no_failure() {
        let place = shop();
        place.change(AT, "push main -> dev", "push main -> dve");
        for arguments in [
            vec!["check"],
            vec!["check", "--format", "json"],
            vec!["build", "--check"],
            vec!["--help"],
            vec!["explain", "environment"],
        ] {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let errors = writer.try_clone().unwrap();
            let done = place.run(&arguments).command().stdout(writer).stderr(errors).status().unwrap();
            assert!(matches!(done.code(), Some(0 | 1)), "{arguments:?}: {done}");
        }
    }
}

#[test]
fn the_words_for_a_full_disk_name_the_file() {
    let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
    let error = gatewright::write::WriteError::from_io("write", "deploy/lib.sh", &full);
    assert_eq!(error.to_string(), "cannot write `deploy/lib.sh`: the disk is full");
}
