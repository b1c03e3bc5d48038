//! No path leaves the output directory, and a disk that refuses says so in words.

use super::*;
use gatewright::write::collisions;

fn refused(place: &Place, path: &str) -> String {
    let files = [file(path, "x\n")];
    let before = place.tree();
    let error = place.try_write(&files, FORCE).unwrap_err();
    assert_eq!(place.try_compare(&files).unwrap_err(), error, "{path}");
    assert_eq!(place.tree(), before, "{path}");
    error.to_string().replace(&*place.root().to_string_lossy(), "OUT")
}

#[test]
fn a_path_stays_below_the_output_directory() {
    let place = Place::new();
    for path in
        ["../x.yml", "a/../../x.yml", "/etc/x.yml", "a/./x", "a//x", "", "a/", "..\\x", "C:x", "C:\\x"]
    {
        assert!(refused(&place, path).ends_with("it would leave the output directory"), "{path}");
    }
    assert!(refused(&place, ".git/hooks/pre-commit").ends_with("`.git` belongs to git"));
    assert!(refused(&place, "a/.GIT/config").ends_with("`.git` belongs to git"));
    assert!(refused(&place, "a/.git./config").ends_with("ends with a dot or a space"));
    assert!(refused(&place, "a\nb").ends_with("contains a control character"));
    assert!(refused(&place, ".Gatewright.lock").ends_with("belongs to gatewright itself"));
    assert!(refused(&place, "a/.b.gatewright-tmp").ends_with("belongs to gatewright itself"));
    assert_eq!(refused(&place, "../x.yml"), "cannot use `OUT/../x.yml`: it would leave the output directory");
}

#[test]
fn a_lock_that_names_other_peoples_files_deletes_nothing() {
    let place = Place::new();
    place.write(&[file("a.yml", "1\n")], BUILD);
    let outside = TempDir::new().unwrap();
    let victim = outside.path().join("victim");
    fs::write(&victim, "1\n").unwrap();
    let lock = place.get(LOCK);
    for path in [victim.to_str().unwrap(), "../victim", ".git/config"] {
        place.put(LOCK, lock.replace("\"a.yml\"", &format!("\"{path}\"")));
        let error = place.try_write(&[], FORCE).unwrap_err();
        assert!(error.reason.starts_with("`.gatewright.lock` names it, and "), "{error}");
        assert_eq!(place.try_compare(&[]), Err(error));
        assert!(victim.exists());
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = TempDir::new().unwrap();
    let victim = outside.path().join("lib.sh");
    fs::write(&victim, "1\n").unwrap();
    let link = "it is a link, and could lead out of the output directory";

    let place = Place::new();
    symlink(outside.path(), place.root().join("deploy")).unwrap();
    assert_eq!(refused(&place, "deploy/lib.sh"), format!("cannot use `OUT/deploy`: {link}"));
    assert_eq!(refused(&place, "deploy/new/lib.sh"), format!("cannot use `OUT/deploy`: {link}"));

    let place = Place::new();
    symlink(&victim, place.root().join("lib.sh")).unwrap();
    assert_eq!(refused(&place, "lib.sh"), format!("cannot use `OUT/lib.sh`: {link}"));

    let place = Place::new();
    symlink("nowhere", place.root().join("lib.sh")).unwrap();
    let error = place.try_write(&[file("lib.sh", "x\n")], FORCE).unwrap_err();
    assert!(error.to_string().ends_with(link));

    let place = Place::new();
    symlink(&victim, place.root().join(LOCK)).unwrap();
    assert!(read_lock(place.root()).unwrap_err().to_string().ends_with(link));

    // An orphan behind a link is not ours to delete, either.
    let place = Place::new();
    place.write(&[file("deploy/lib.sh", "1\n")], BUILD);
    fs::remove_dir_all(place.root().join("deploy")).unwrap();
    symlink(outside.path(), place.root().join("deploy")).unwrap();
    assert!(place.try_write(&[], FORCE).unwrap_err().to_string().ends_with(link));

    // A link where the temporary file goes is replaced, not written through.
    let place = Place::new();
    symlink(&victim, place.root().join(".lib.sh.gatewright-tmp")).unwrap();
    place.write(&[file("lib.sh", "2\n")], BUILD);
    assert_eq!(place.get("lib.sh"), "2\n");
    assert_eq!(fs::read_to_string(&victim).unwrap(), "1\n");

    // The output directory itself may be one: the user named it.
    let place = Place::new();
    let out = outside.path().join("out");
    symlink(place.root(), &out).unwrap();
    let files = [file("lib.sh", "2\n")];
    write(&Job { out_dir: &out, files: &files, sources: &[], present: &[], lock: None }, BUILD).unwrap();
    assert_eq!(place.get("lib.sh"), "2\n");
}

#[test]
fn what_is_in_the_way_is_named() {
    let place = Place::new();
    place.put("docs", "a file\n");
    fs::create_dir(place.root().join("lib.sh")).unwrap();
    let words = "a part of its path is a file, not a directory";
    assert_eq!(refused(&place, "docs/a.md"), format!("cannot read `OUT/docs/a.md`: {words}"));
    assert_eq!(refused(&place, "docs/a/b.md"), format!("cannot read `OUT/docs/a/b.md`: {words}"));
    assert_eq!(refused(&place, "lib.sh"), "cannot read `OUT/lib.sh`: there is a directory in its place");
    let long = "x".repeat(300);
    assert!(refused(&place, &long).ends_with("this disk does not take such a name"));

    let out = place.root().join("docs");
    let files = [file("a.md", "x\n")];
    let job = Job { out_dir: &out, files: &files, sources: &[], present: &[], lock: None };
    assert!(write(&job, BUILD).unwrap_err().to_string().ends_with(words));
}

#[test]
fn a_disk_that_refuses_the_first_change_keeps_all_as_it_was() {
    let place = Place::new();
    let files = |text| ["a.yml", "b.yml", "c.yml"].map(|path| file(path, text));
    place.write(&files("1\n"), BUILD);
    let in_the_way = place.root().join(".b.yml.gatewright-tmp");
    fs::create_dir(&in_the_way).unwrap();
    let before = place.tree();
    let error = place.try_write(&files("2\n"), BUILD).unwrap_err();
    assert!(error.path.ends_with(".b.yml.gatewright-tmp"), "{error}");
    assert_eq!(place.tree(), before);
    fs::remove_dir(in_the_way).unwrap();
    place.write(&files("2\n"), BUILD);
    assert_eq!(place.compare(&files("2\n")), []);
}

#[test]
fn a_device_is_no_file() {
    if cfg!(unix) && fs::metadata("/dev/full").is_ok() {
        let files = [file("full", "x\n")];
        let job = Job { out_dir: Path::new("/dev"), files: &files, sources: &[], present: &[], lock: None };
        let error = write(&job, FORCE).unwrap_err();
        assert_eq!(error.to_string(), "cannot read `/dev/full`: it is a device or a pipe, not a file");
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_directory_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.write(&[file("docs/a.md", "1\n")], BUILD);
    let docs = place.root().join("docs");
    fs::set_permissions(&docs, fs::Permissions::from_mode(0o555)).unwrap();
    let may_anyway = fs::write(docs.join("probe"), "").is_ok();
    if !may_anyway {
        let error = place.try_write(&[file("docs/a.md", "2\n")], BUILD).unwrap_err();
        assert!(
            error.to_string().ends_with("permission is denied, to the file or to its directory"),
            "{error}"
        );
        assert_eq!(place.get("docs/a.md"), "1\n");
    }
    fs::set_permissions(&docs, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn what_the_system_says_is_put_into_words() {
    use std::io::{Error, ErrorKind};
    let says = |kind: ErrorKind| WriteError::from_io("write", "x/y.yml", &kind.into()).to_string();
    assert_eq!(says(ErrorKind::StorageFull), "cannot write `x/y.yml`: the disk is full");
    assert_eq!(says(ErrorKind::ReadOnlyFilesystem), "cannot write `x/y.yml`: the file system is read-only");
    assert_eq!(says(ErrorKind::QuotaExceeded), "cannot write `x/y.yml`: your quota on this disk is used up");
    let other = WriteError::from_io("write", "x", &Error::from_raw_os_error(5)).to_string();
    assert!(!other.contains("os error"), "{other}");
}

#[test]
fn outputs_that_cannot_both_be_on_a_disk_are_pairs() {
    let files = [
        file("docs/pipeline.md", ""),
        file_of("b.kdl", "docs/pipeline.md", ""),
        file("deploy/Prod.sh", ""),
        file("deploy/prod.sh", ""),
        file("a", ""),
        file("A/b", ""),
        file("ab", ""),
    ];
    let pairs = collisions(&files);
    let shown: Vec<_> =
        pairs.iter().map(|(one, other)| (one.1.path.as_str(), other.1.path.as_str())).collect();
    assert_eq!(
        shown,
        [("docs/pipeline.md", "docs/pipeline.md"), ("deploy/Prod.sh", "deploy/prod.sh"), ("a", "A/b")]
    );
    assert_eq!((pairs[0].0.0.as_str(), pairs[0].1.0.as_str()), (SHOP, "b.kdl"));

    let place = Place::new();
    let error = place.try_write(&files[..2], BUILD).unwrap_err().to_string();
    assert!(error.ends_with("`docs/pipeline.md` (pipelines/shop.kdl) needs the same place"), "{error}");
    assert!(!place.has("docs"));
}
