//! The writer's promises: order, one answer each, and only once the disk has it.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::sync::mpsc::{Receiver, Sender, channel};

use horseshoe_store::{
    Batch, Disk, LyingDisk, MAX_VALUE, Memory, Read as _, Store as _, StoreError, Writer,
};

const KEY: [u8; 32] = [7; 32];

type Answer = (usize, Result<(), StoreError>);

fn note(number: usize) -> Batch {
    let mut batch = Batch::new();
    batch.put_note("last", vec![number as u8]).put_note(format!("note {number}"), vec![1]);
    batch
}

fn submit(writer: &Writer, batch: Batch, number: usize, answers: &Sender<Answer>) {
    let answers = answers.clone();
    writer.submit(batch, Box::new(move |result| answers.send((number, result)).unwrap()));
}

/// Holds the writer's thread until what this gives is dropped, so that batches wait.
fn hold(writer: &Writer) -> Sender<()> {
    let (release, held) = channel::<()>();
    let (begun, begins) = channel();
    writer.submit(
        Batch::new(),
        Box::new(move |_| {
            begun.send(()).unwrap();
            assert!(held.recv().is_err(), "it ends by being dropped");
        }),
    );
    begins.recv().unwrap();
    release
}

/// Waits for the answers to all that was submitted.
fn all((sender, answers): (Sender<Answer>, Receiver<Answer>)) -> Vec<Answer> {
    drop(sender);
    answers.into_iter().collect()
}

fn on(disk: &LyingDisk) -> Disk {
    let disk = disk.clone();
    Disk::open_on(&KEY, move || disk.clone()).unwrap()
}

#[test]
fn batches_are_written_and_answered_in_order() {
    let memory = Memory::new();
    let writer = Writer::start(memory.clone()).unwrap();
    let (sender, answers) = channel();
    // More than can wait.
    let count = 3_000;
    for number in 0..count {
        submit(&writer, note(number), number, &sender);
    }
    assert!(all((sender, answers)).into_iter().eq((0..count).map(|number| (number, Ok(())))));
    assert_eq!(memory.note("last").unwrap(), Some(vec![(count - 1) as u8]));
}

#[test]
fn an_answer_comes_once_the_disk_has_it() {
    let disk = LyingDisk::new(1);
    let writer = Writer::start(on(&disk)).unwrap();
    let (sender, answers) = channel();
    for number in 0..50 {
        let (disk, sender) = (disk.clone(), sender.clone());
        let on_done = move |result: Result<(), StoreError>| {
            // What would be there if the power went now?
            let after = disk.fork();
            after.restart();
            let found = on(&after).note(&format!("note {number}")).unwrap();
            sender.send((number, result.map(|()| assert!(found.is_some())))).unwrap();
        };
        writer.submit(note(number), Box::new(on_done));
    }
    let answers = all((sender, answers));
    assert!(answers.len() == 50 && answers.iter().all(|(_, result)| result.is_ok()));
}

#[test]
fn one_commit_takes_all_that_wait() {
    let calls = |waiting: bool| {
        let disk = LyingDisk::new(1);
        let writer = Writer::start(on(&disk)).unwrap();
        let before = disk.calls();
        let held = waiting.then(|| hold(&writer));
        let (sender, answers) = channel();
        for number in 0..200 {
            submit(&writer, note(number), number, &sender);
            if !waiting {
                answers.recv().unwrap().1.unwrap();
            }
        }
        drop(held);
        if waiting {
            assert!(all((sender, answers)).into_iter().all(|(_, result)| result.is_ok()));
        }
        disk.calls() - before
    };
    let (together, alone) = (calls(true), calls(false));
    assert!(together * 20 < alone, "{together} calls together, {alone} alone");
}

#[test]
fn only_what_is_too_large_is_refused() {
    let store = tempfile::tempdir().unwrap();
    let path = store.path().join("store");
    let writer = Writer::start(Disk::open(&path, &KEY).unwrap()).unwrap();
    let held = hold(&writer);
    let (sender, answers) = channel();
    let bytes = MAX_VALUE + 1;
    for number in 0..5 {
        let mut batch = note(number);
        if number == 2 {
            batch.put_note("large", vec![0; bytes]);
        }
        submit(&writer, batch, number, &sender);
    }
    drop(held);
    let refused = Err(StoreError::TooLarge { bytes });
    let expected = [Ok(()), Ok(()), refused, Ok(()), Ok(())];
    assert!(all((sender, answers)).into_iter().eq(expected.into_iter().enumerate()));
    let reader = writer.reader();
    assert_eq!(reader.note("note 2").unwrap(), None, "all of a batch, or none of it");
    assert_eq!(reader.note("note 3").unwrap(), Some(vec![1]));
    assert_eq!(reader.note("last").unwrap(), Some(vec![4]));
}

#[test]
fn a_store_that_fails_fails_all_that_wait_and_goes_on_later() {
    let memory = Memory::new();
    let writer = Writer::start(memory.clone()).unwrap();
    let (sender, answers) = channel();
    memory.fail_with(Some(StoreError::DiskFull));
    let held = hold(&writer);
    (0..3).for_each(|number| submit(&writer, note(number), number, &sender));
    drop(held);
    for number in 0..3 {
        assert_eq!(answers.recv().unwrap(), (number, Err(StoreError::DiskFull)));
    }
    memory.fail_with(None);
    submit(&writer, note(3), 3, &sender);
    assert_eq!(answers.recv().unwrap(), (3, Ok(())));
    assert_eq!(memory.note("note 0").unwrap(), None);
}

#[test]
fn finishing_writes_what_waits_and_lets_go_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let writer = Writer::start(Disk::open(&path, &KEY).unwrap()).unwrap();
    let (sender, answers) = channel();
    let held = hold(&writer);
    (0..100).for_each(|number| submit(&writer, note(number), number, &sender));
    drop((held, sender));
    writer.finish().unwrap();
    assert_eq!(answers.into_iter().filter(|(_, result)| result.is_ok()).count(), 100);
    let store = Disk::open(&path, &KEY).unwrap();
    assert_eq!(store.note("last").unwrap(), Some(vec![99]));
}

#[test]
fn dropping_writes_what_waits_without_waiting() {
    let memory = Memory::new();
    let writer = Writer::start(memory.clone()).unwrap();
    let (sender, answers) = channel();
    let held = hold(&writer);
    (0..10).for_each(|number| submit(&writer, note(number), number, &sender));
    drop(writer);
    assert_eq!(memory.note("last").unwrap(), None, "it did not wait");
    drop((held, sender));
    assert_eq!(answers.into_iter().count(), 10);
    assert_eq!(memory.note("last").unwrap(), Some(vec![9]));
}

#[test]
fn a_writer_whose_thread_ended_says_so() {
    let writer = Writer::start(Memory::new()).unwrap();
    writer.submit(Batch::new(), Box::new(|_| std::panic::resume_unwind(Box::new("the end"))));
    // Until the thread is gone batches may still be taken, and get no answer.
    let answer = loop {
        let (sender, answers) = channel();
        submit(&writer, note(0), 0, &sender);
        drop(sender);
        if let Ok(answer) = answers.recv() {
            break answer;
        }
    };
    assert_eq!(answer, (0, Err(StoreError::Closed)));
    assert_eq!(writer.finish(), Err(StoreError::Closed));
}

#[test]
fn a_reader_of_a_writer_sees_what_is_answered() {
    let mut memory = Memory::new();
    memory.commit(note(0)).unwrap();
    let writer = Writer::start(memory).unwrap();
    let (sender, answers) = channel();
    submit(&writer, note(1), 1, &sender);
    answers.recv().unwrap().1.unwrap();
    assert_eq!(writer.reader().note("note 0").unwrap(), Some(vec![1]));
    assert_eq!(writer.reader().note("note 1").unwrap(), Some(vec![1]));
}
