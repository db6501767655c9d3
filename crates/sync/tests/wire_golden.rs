//! The bytes of version 1, for ever; and every way of writing a frame but one is refused.

use std::fmt::Write as _;

use horseshoe_sync::simulator::forge;

#[test]
fn every_message_of_version_1_keeps_its_bytes() {
    let mut text = String::new();
    for (kind, frame) in forge::one_of_each() {
        write!(text, "{kind}:").unwrap();
        for byte in frame {
            write!(text, " {byte:02x}").unwrap();
        }
        text.push('\n');
    }
    assert_eq!(text, include_str!("golden/wire_v1.txt"));
}

#[test]
fn a_frame_with_a_byte_more_or_less_is_no_message() {
    for (kind, mut frame) in forge::one_of_each() {
        assert_eq!(forge::kind_of(&frame), Some(kind));
        frame.push(0);
        assert_eq!(forge::kind_of(&frame), None, "{kind} and a byte");
        frame.pop();
        frame.pop();
        assert_eq!(forge::kind_of(&frame), None, "{kind} without its last byte");
    }
    assert_eq!(forge::kind_of(&[]), None);
    assert_eq!(forge::kind_of(&vec![0; horseshoe_sync::MAX_FRAME + 1]), None);
}

#[test]
fn a_number_written_longer_than_needed_is_refused() {
    let taken = forge::taken();
    assert_eq!(forge::kind_of(&taken), Some("taken"));
    assert_eq!(forge::kind_of(&[taken[0] | 0x80, 0]), None);
}
