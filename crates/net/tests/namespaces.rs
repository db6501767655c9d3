//! “This room only” on a network the test makes: two namespaces joined by a cable. Needs root, `ip` and `tcpdump`;
//! where they are missing it says so and passes.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// Two namespaces with a cable between them; removed when dropped.
struct Room {
    names: [String; 2],
}

impl Room {
    fn make() -> Option<Self> {
        let tag = std::process::id();
        let room = Self { names: [format!("hs{tag}a"), format!("hs{tag}b")] };
        let [a, b] = &room.names;
        let cable = [format!("v{tag}a"), format!("v{tag}b")];
        let made = ip(&["netns", "add", a])
            && ip(&["netns", "add", b])
            && ip(&["link", "add", &cable[0], "netns", a, "type", "veth", "peer", "name", &cable[1], "netns", b])
            && (0..2).all(|n| {
                let (name, end) = (&room.names[n], &cable[n]);
                ip(&["-n", name, "link", "set", "lo", "up"])
                    && ip(&["-n", name, "addr", "add", &format!("10.77.0.{}/24", n + 1), "dev", end])
                    && ip(&["-n", name, "link", "set", end, "up"])
                    // Without a route multicast goes nowhere, silently.
                    && ip(&["-n", name, "route", "add", "224.0.0.0/4", "dev", end])
            });
        made.then_some(room)
    }

    fn within(&self, side: usize, program: &Path, arguments: &[&str]) -> Child {
        Command::new("ip")
            .args(["netns", "exec", &self.names[side]])
            .arg(program)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("ip ran a moment ago")
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        for name in &self.names {
            ip(&["netns", "del", name]);
        }
    }
}

fn ip(arguments: &[&str]) -> bool {
    Command::new("ip").args(arguments).output().is_ok_and(|output| output.status.success())
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Examples are built beside the tests.
fn peer() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own path");
    test.ancestors().nth(2).expect("target/debug/deps").join("examples").join("namespace_peer")
}

/// Where a line of `tcpdump -n` was going, without the port.
fn destination(line: &str) -> Option<&str> {
    let (_, after) = line.split_once(" > ")?;
    let address = after.split(": ").next()?;
    // IPv4 has the port after the fourth dot, IPv6 after the only one.
    let dots = address.matches('.').count();
    if dots == 4 || dots == 1 {
        address.rsplit_once('.').map(|(host, _)| host)
    } else {
        Some(address)
    }
}

fn stays_in_the_room(line: &str) -> bool {
    destination(line).is_some_and(|to| to.starts_with("224.0.0.") || to.starts_with("ff02:"))
}

#[test]
#[expect(clippy::print_stderr, reason = "says why nothing was tested")]
fn this_room_only_speaks_to_the_room_and_finds_the_other_there() {
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !has("tcpdump") || !peer().exists() {
        eprintln!("not tested: needs tcpdump and the example namespace_peer");
        return;
    }
    let Some(room) = Room::make() else {
        eprintln!("not tested: network namespaces need root and iproute2");
        return;
    };

    // Alone for eight seconds: whatever leaves goes to link-local multicast.
    let cable = format!("v{}a", std::process::id());
    let tcpdump = ["10", "tcpdump", "-i", &cable, "-Q", "out", "-n", "-l"];
    let capture = room.within(0, Path::new("timeout"), &tcpdump);
    let alone = room.within(0, &peer(), &["1", "0", "8"]).wait_with_output().unwrap();
    assert!(alone.status.success(), "{}", String::from_utf8_lossy(&alone.stderr));
    let packets = text(&capture.wait_with_output().unwrap());
    assert!(packets.contains(".5353: "), "it announced itself:\n{packets}");
    let strays: Vec<&str> =
        packets.lines().filter(|line| !line.is_empty() && !stays_in_the_room(line)).collect();
    assert!(strays.is_empty(), "packets left the room: {strays:#?}");

    // Two who know only each other's keys find each other.
    let first = room.within(0, &peer(), &["1", "2", "8"]);
    let second = room.within(1, &peer(), &["2", "1", "8"]);
    for one in [first, second] {
        let said = text(&one.wait_with_output().unwrap());
        assert!(said.contains("Connected"), "{said}");
    }
}

#[test]
fn the_capture_is_read_right() {
    assert!(stays_in_the_room(
        "10:00:00.1 IP 10.77.0.1.5353 > 224.0.0.251.5353: 0 PTR (QM)? x. (40)"
    ));
    assert!(stays_in_the_room(
        "10:00:00.1 IP6 fe80::1 > ff02::2: ICMP6, router solicitation, length 16"
    ));
    assert!(!stays_in_the_room("10:00:00.1 IP 10.77.0.1.4000 > 10.254.254.254.1: UDP, length 0"));
    assert!(!stays_in_the_room(
        "10:00:00.1 ARP, Request who-has 10.77.0.2 tell 10.77.0.1, length 28"
    ));
}
