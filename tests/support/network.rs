//! A network the test makes: two network namespaces joined by a cable, and what goes over it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// Two namespaces with a cable between them; removed when dropped.
pub(crate) struct Room {
    names: [String; 2],
    ends: [String; 2],
}

impl Room {
    /// `None` where namespaces cannot be made: that needs root and `ip`.
    pub(crate) fn make() -> Option<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let tag = format!("{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let both = |before: &str| ["a", "b"].map(|side| format!("{before}{tag}{side}"));
        let room = Self { names: both("room"), ends: both("v") };
        let made = room.names.iter().all(|name| {
            ip(&["netns", "add", name]) && ip(&["-n", name, "link", "set", "lo", "up"])
        });
        made.then_some(room)
    }

    /// Lays a cable, in place of one that is there; its ends have these addresses and new numbers of their own.
    pub(crate) fn lay_cable(&self, addresses: [&str; 2]) {
        ip(&["-n", &self.names[0], "link", "del", &self.ends[0]]); // there may be none
        let ([a, b], [end_a, end_b]) = (&self.names, &self.ends);
        let cable = ["link", "add", end_a, "netns", a, "type", "veth", "peer", end_b, "netns", b];
        assert!(ip(&cable), "no cable");
        for ((name, end), address) in self.names.iter().zip(&self.ends).zip(addresses) {
            let laid = ip(&["-n", name, "addr", "add", &format!("{address}/24"), "dev", end])
                && ip(&["-n", name, "link", "set", end, "up"])
                // Without a route multicast goes nowhere, silently.
                && ip(&["-n", name, "route", "add", "224.0.0.0/4", "dev", end]);
            assert!(laid, "{end} cannot have the address {address}");
        }
    }

    /// What runs another program on one side: its name and arguments come next.
    pub(crate) fn within(&self, side: usize) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.names[side]]);
        command
    }

    /// The addresses of both ends now, also those the system gave them.
    pub(crate) fn addresses(&self) -> BTreeSet<String> {
        let mut addresses = BTreeSet::new();
        for (name, end) in self.names.iter().zip(&self.ends) {
            let shown =
                Command::new("ip").args(["-n", name, "-o", "addr", "show", "dev", end]).output();
            let shown = String::from_utf8(shown.unwrap().stdout).unwrap();
            let words: Vec<&str> = shown.split_whitespace().collect();
            let found = words.windows(2).filter(|pair| pair[0].starts_with("inet"));
            addresses.extend(found.filter_map(|pair| Some(pair[1].split_once('/')?.0.to_owned())));
        }
        addresses
    }

    /// Listens at one end of the cable from now on. The folder is for what is heard.
    pub(crate) fn listen(&self, side: usize, folder: &Path) -> Capture {
        let end = &self.ends[side];
        let file = folder.join(format!("heard-{end}"));
        let packets = folder.join(format!("packets-{end}"));
        let mut child = self
            .within(side)
            // Room for what comes while the machine is busy with other stories.
            .args(["tcpdump", "-i", end, "-n", "-l", "--immediate-mode", "-B", "16384"])
            .args(["--print", "-w"])
            .arg(&packets)
            .stdout(File::options().create(true).append(true).open(&file).unwrap())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("listening on") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "tcpdump ended");
        }
        Capture { child, said, file, packets }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        for name in &self.names {
            ip(&["netns", "del", name]);
        }
    }
}

/// One end of the cable, listened at.
pub(crate) struct Capture {
    child: Child,
    /// Held, so that its last words are no trouble to it.
    said: BufReader<std::process::ChildStderr>,
    file: PathBuf,
    packets: PathBuf,
}

/// What went over a cable.
pub(crate) struct Heard {
    /// One packet a line.
    pub(crate) lines: String,
    /// Every byte of every packet.
    pub(crate) bytes: Vec<u8>,
}

impl Capture {
    /// What was heard so far, one packet a line.
    pub(crate) fn so_far(&self) -> String {
        fs::read_to_string(&self.file).unwrap()
    }

    /// Stops listening; all that was heard.
    pub(crate) fn end(mut self) -> Heard {
        ask_to_end(&self.child);
        self.child.wait().unwrap();
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut self.said, &mut rest).unwrap();
        assert!(rest.contains("\n0 packets dropped by kernel"), "not all was heard: {rest}");
        Heard { lines: self.so_far(), bytes: fs::read(&self.packets).unwrap() }
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Asks a program to end, as a system does that shuts down.
pub(crate) fn ask_to_end(child: &Child) {
    let kill = format!("kill -TERM {}", child.id());
    Command::new("sh").args(["-c", &kill]).status().unwrap();
}

/// The packets that went neither to the room at large nor to one of these addresses.
pub(crate) fn strays<'a>(packets: &'a str, addresses: &BTreeSet<String>) -> Vec<&'a str> {
    let lines = packets.lines().filter(|line| !line.is_empty());
    lines.filter(|line| !stays_in_the_room(line, addresses)).collect()
}

fn stays_in_the_room(line: &str, addresses: &BTreeSet<String>) -> bool {
    let known = |address: &str| addresses.contains(address);
    if let Some((_, asked)) = line.split_once(" ARP, Request who-has ") {
        // Who has this address, or whether nobody has it yet.
        return asked.split([' ', ',']).next().is_some_and(known);
    }
    if let Some((_, answer)) = line.split_once(" ARP, Reply ") {
        return answer.split(' ').next().is_some_and(known);
    }
    destination(line)
        .is_some_and(|to| to.starts_with("224.0.0.") || to.starts_with("ff02:") || known(to))
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

fn ip(arguments: &[&str]) -> bool {
    Command::new("ip").args(arguments).output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_packet_to_a_stranger_is_noticed() {
    let peers = ["10.77.0.1", "10.77.0.2", "fe80::1"].map(ToOwned::to_owned).into();
    let fine = "\
10:00:00.1 IP 10.77.0.1.5353 > 224.0.0.251.5353: 0 PTR (QM)? x. (40)
10:00:00.1 IP6 fe80::2 > ff02::2: ICMP6, router solicitation, length 16
10:00:00.1 IP6 fe80::2.4000 > fe80::1.4001: UDP, length 20
10:00:00.1 IP 10.77.0.1.4000 > 10.77.0.2.4001: UDP, length 1200
10:00:00.1 IP 10.77.0.1 > 10.77.0.2: ICMP 10.77.0.1 udp port 4000 unreachable, length 36
10:00:00.1 ARP, Request who-has 10.77.0.2 tell 10.77.0.1, length 28
10:00:00.1 ARP, Request who-has 10.77.0.2 (0a:00:00:00:00:01) tell 10.77.0.1, length 28
10:00:00.1 ARP, Reply 10.77.0.2 is-at 0a:00:00:00:00:01, length 28
";
    assert_eq!(strays(fine, &peers), Vec::<&str>::new());
    let others = "\
10:00:00.1 IP 10.77.0.1.4000 > 10.254.254.254.1: UDP, length 0
10:00:00.1 IP 10.77.0.1.4000 > 10.77.0.22.4001: UDP, length 0
10:00:00.1 IP 10.77.0.1.4000 > 239.1.1.1.4001: UDP, length 0
10:00:00.1 IP6 fe80::2.4000 > 2001:db8::1.443: UDP, length 0
10:00:00.1 IP6 fe80::2.4000 > ff05::fb.5353: UDP, length 0
10:00:00.1 ARP, Request who-has 10.77.0.3 tell 10.77.0.2, length 28
something else
";
    assert_eq!(strays(others, &peers).len(), others.lines().count());
    assert_eq!(strays(fine, &BTreeSet::new()).len(), 6, "alone there is only the room at large");
}
