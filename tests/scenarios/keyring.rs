//! A profile that the keyring of the computer opens, with a real keyring.

use crate::support::canary::Canaries;
use crate::support::keeper::Device;
use crate::support::network::Room;
use crate::support::not_tested;
use serde_json::json;
use std::process::Command;

/// Logs in, as far as a keyring notices, and once it is there runs what comes next.
const LOG_IN: &str = r#"
    printf login | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    asked="dbus-send --session --print-reply --dest=org.freedesktop.DBus /"
    until $asked org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; do sleep 0.1; done
    exec "$0" "$@"
"#;

#[test]
fn whoever_is_logged_in_opens_it_and_without_the_login_it_stays_shut() {
    if Command::new("gnome-keyring-daemon").arg("--version").output().is_err() {
        return not_tested("needs gnome-keyring and dbus");
    }
    let Some(room) = Room::make() else {
        return not_tested("network namespaces need root and iproute2");
    };
    let folder = tempfile::tempdir().unwrap();
    let mut amira = Device::off(folder.path(), "Amira");
    let keyrings = folder.path().join("keyrings");
    std::fs::create_dir(&keyrings).unwrap();
    // Where nothing is reached, for this is a program as people start it.
    let logged_in = |device: &Device| {
        let mut session = room.within(0);
        session.args(["dbus-run-session", "--", "sh", "-c", LOG_IN]);
        session.env("HOME", &keyrings).env("XDG_DATA_HOME", &keyrings);
        session.env("XDG_RUNTIME_DIR", &keyrings);
        device.program_within(session)
    };
    amira.restart_within(logged_in(&amira));
    amira.ok(&json!({ "command": "introduce", "name": "Amira", "practice": "nursing" }));
    let guard = |change| json!({ "command": "guard", "change": change });
    amira.ok(&guard(json!({ "change": "set_passphrase", "passphrase": "tulip river" })));
    amira.ok(&guard(json!({ "change": "use_keyring" })));
    assert_eq!(amira.end().code(), Some(0));

    amira.restart_within(logged_in(&amira));
    assert_eq!(amira.see("/me/name"), "Amira", "the login is enough");
    assert_eq!(amira.end().code(), Some(0));
    let without = amira.run(&["status"]);
    assert_eq!(without.status.code(), Some(3), "{}", String::from_utf8_lossy(&without.stderr));
    let said = Canaries::of(&["Amira", "nursing", "tulip river", "profile"]).found_in(&keyrings);
    assert!(
        said.is_empty(),
        "the keyring keeps a key and a number, and not even what for: {said:?}"
    );
}
