//! Who is first, and what is taken at the socket.

use super::*;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use tokio::net::UnixStream;

/// A window without a window: it can be woken and looked into.
struct Here {
    runtime: Runtime,
    one: OneWindow,
    woken: std::sync::mpsc::Receiver<()>,
}

impl Here {
    fn listens(turn: Turn) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime can be had in a test");
        let (wake, woken) = std::sync::mpsc::sync_channel(8);
        let one = turn.listen(&runtime, move || {
            wake.try_send(()).ok(); // it is awake already
        });
        Self { runtime, one, woken }
    }

    fn is_handed(&mut self) -> Handed {
        self.woken.recv_timeout(Duration::from_secs(30)).expect("somebody comes");
        self.one.handed().expect("it was woken for something")
    }
}

fn first(profile: &Path) -> Here {
    let Start::First(turn) = start(profile, None) else { panic!("another is there") };
    Here::listens(turn)
}

fn ticket() -> String {
    horseshoe_node::testing::ticket()
}

#[test]
fn a_second_start_hands_its_ticket_over() {
    let profile = tempfile::tempdir().unwrap();
    let mut here = first(profile.path());
    let quoted = format!("Come and join us!\n> {}\n", ticket().replace('\n', "\n> "));
    assert!(matches!(start(profile.path(), Some(&quoted)), Start::HandedOver));
    assert_eq!(here.is_handed(), Handed::Ticket(ticket()));
    assert!(matches!(start(profile.path(), None), Start::HandedOver));
    assert_eq!(here.is_handed(), Handed::Nothing);
    assert!(matches!(start(profile.path(), Some("horseshoe:no ticket")), Start::HandedOver));
    assert_eq!(here.is_handed(), Handed::Nothing);
}

#[test]
fn of_many_that_start_at_once_one_is_first() {
    let profile = tempfile::tempdir().unwrap();
    let starts: Vec<_> = (0..8)
        .map(|_| {
            let (profile, ticket) = (profile.path().to_owned(), ticket());
            let run = move || match start(&profile, Some(&ticket)) {
                Start::First(turn) => Some(Here::listens(turn)),
                Start::HandedOver => None,
                Start::Unknown => panic!("the first does not answer"),
            };
            std::thread::Builder::new().spawn(run).unwrap()
        })
        .collect();
    let windows: Vec<Here> = starts.into_iter().filter_map(|start| start.join().unwrap()).collect();
    assert_eq!(windows.len(), 1);
}

#[test]
fn what_a_crash_left_behind_is_replaced() {
    let profile = tempfile::tempdir().unwrap();
    let socket = profile.path().join("window.socket");
    drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
    std::fs::write(profile.path().join("window.lock"), "").unwrap();
    let mut here = first(profile.path());
    assert!(matches!(start(profile.path(), None), Start::HandedOver));
    assert_eq!(here.is_handed(), Handed::Nothing);
    let mode = std::fs::metadata(&socket).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "others could reach it");
}

#[test]
fn the_next_is_first_once_the_window_is_gone() {
    let profile = tempfile::tempdir().unwrap();
    let here = first(profile.path());
    assert!(matches!(start(profile.path(), None), Start::HandedOver));
    drop(here);
    let mut here = first(profile.path());
    assert!(matches!(start(profile.path(), Some(&ticket())), Start::HandedOver));
    assert_eq!(here.is_handed(), Handed::Ticket(ticket()));
}

#[test]
fn nothing_but_a_ticket_is_taken() {
    let profile = tempfile::tempdir().unwrap();
    let mut here = first(profile.path());
    assert!(matches!(start(profile.path(), None), Start::HandedOver));
    assert_eq!(here.is_handed(), Handed::Nothing);
    let words = |text: &str| [&[VERSION, 0, text.len() as u8], text.as_bytes()].concat();
    let longest = [vec![VERSION, 0xff, 0xff], vec![b'a'; 0xffff]].concat();
    let newer = [&[VERSION + 1, 0, 0][..]].concat();
    for said in [words("close"), words("horseshoe:abc"), longest, newer, vec![VERSION]] {
        let place: PathBuf = profile.path().join("window.socket");
        let answer = here.runtime.block_on(async {
            let mut caller = UnixStream::connect(place).await.unwrap();
            caller.write_all(&said).await.ok(); // it may be cut off
            caller.shutdown().await.ok();
            caller.read_u8().await
        });
        assert!(answer.is_err(), "{said:?} was taken");
    }
    assert_eq!(here.one.handed(), None);
}

#[test]
fn a_profile_with_a_long_path_has_its_door_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let [profile, elsewhere] = ["a-folder-with-a-long-name/".repeat(6), "short".to_owned()]
        .map(|name| folder.path().join(name));
    std::fs::create_dir_all(&elsewhere).unwrap();
    let places = || vec![profile.join("window.socket"), elsewhere.join("socket")];
    let Start::First(mut turn) = start(&profile, None) else { panic!("another is there") };
    turn.places = places();
    let mut here = Here::listens(turn);
    let called = here.runtime.block_on(async {
        assert!(hand_over(&places()[0], &Handed::Nothing).await.is_err());
        loop {
            if hand_over(&places()[1], &Handed::Nothing).await.is_ok() {
                return true;
            }
            tokio::task::yield_now().await;
        }
    });
    assert!(called);
    assert_eq!(here.is_handed(), Handed::Nothing);
}
