//! Everything that can be done where not everybody writes: in what is only mine, what is for a few of us, and what I say
//! about myself. `act` of the commands `do` and `do_in`.

use super::{Example, Group};

pub(super) const GROUPS: &[Group] = &[
    Group {
        title: "Only me",
        note: "On my own devices alone.",
        examples: &[
            Example(
                "Writes a note only I can see.",
                r#"{"subject":"private","do":"add_note","text":"I went back too soon","about":"Session 4","after":null}"#,
            ),
            Example(
                "Writes in it.",
                r#"{"subject":"private","do":"splice_note","note":"<note>","splices":[{"at":20,"delete":0,"insert":"?"}]}"#,
            ),
            Example(
                "Puts words into one of its texts; what does not fit any more goes on in further ones.",
                r#"{"subject":"private","do":"go_on_note","note":"<note>","object":"<object>","at":8190,"text":"and much more"}"#,
            ),
            Example(
                "Joins one of its texts with the one before it.",
                r#"{"subject":"private","do":"join_note","note":"<note>","object":"<object>"}"#,
            ),
            Example(
                "Writes on where it ends.",
                r#"{"subject":"private","do":"write_on_note","note":"<note>","text":" Ask Sam."}"#,
            ),
            Example(
                "Takes it out.",
                r#"{"subject":"private","do":"take_out_note","note":"<note>"}"#,
            ),
            Example(
                "Brings it back.",
                r#"{"subject":"private","do":"bring_back_note","note":"<note>"}"#,
            ),
            Example(
                "Jots a question down.",
                r#"{"subject":"private","do":"jot","text":"What did the family say?"}"#,
            ),
            Example(
                "Writes in a question.",
                r#"{"subject":"private","do":"splice_question","question":"<question>","splices":[{"at":0,"delete":4,"insert":"Then what"}]}"#,
            ),
            Example(
                "I heard the answer, or after all I did not.",
                r#"{"subject":"private","do":"heard","question":"<question>","heard":true}"#,
            ),
            Example(
                "Asks it in front of everybody.",
                r#"{"subject":"private","do":"ask","question":"<question>","about":"<session>","shown":true}"#,
            ),
            Example(
                "Takes a question out.",
                r#"{"subject":"private","do":"take_out_question","question":"<question>"}"#,
            ),
            Example(
                "Brings a question back.",
                r#"{"subject":"private","do":"bring_back_question","question":"<question>"}"#,
            ),
            Example(
                "Names a device of mine.",
                r#"{"subject":"private","do":"name_device","device":"<device>","name":"the tablet"}"#,
            ),
        ],
    },
    Group {
        title: "A few of us",
        note: "In a document that only the members it was made for have and know of: see `begin_with`.",
        examples: &[
            Example(
                "Begins a pad; all two or three can write in it.",
                r#"{"subject":"pair","do":"write","text":"Must: more time"}"#,
            ),
            Example(
                "Writes in a pad.",
                r#"{"subject":"pair","do":"splice","slip":"<slip>","splices":[{"at":0,"delete":4,"insert":"Should"}]}"#,
            ),
            Example("Takes a pad out.", r#"{"subject":"pair","do":"take_out","slip":"<slip>"}"#),
            Example(
                "Brings a pad back.",
                r#"{"subject":"pair","do":"bring_back","slip":"<slip>"}"#,
            ),
            Example(
                "Says in which session a room was opened: it closes with it.",
                r#"{"subject":"room","do":"of_session","session":"<document>"}"#,
            ),
            Example(
                "Writes down a point that was heard in the room, in the words it was said in.",
                r#"{"subject":"room","do":"hear","text":"I was afraid to ask","said_by":"<member>"}"#,
            ),
            Example(
                "Says whose point it is, a member’s or a guest’s; null for nobody in particular.",
                r#"{"subject":"room","do":"said_by","slip":"<slip>","said_by":null}"#,
            ),
            Example(
                "I said this, and these are my words.",
                r#"{"subject":"room","do":"confirm","slip":"<slip>"}"#,
            ),
            Example(
                "Writes a view on the left or right side of the page of different views.",
                r#"{"subject":"room","do":"view","side":"left","text":"Go back soon"}"#,
            ),
            Example(
                "Says what a side stands for.",
                r#"{"subject":"room","do":"set_title","side":"left","title":"For"}"#,
            ),
            Example(
                "Writes a note that stays in the room.",
                r#"{"subject":"room","do":"note","text":"Come back to this"}"#,
            ),
            Example(
                "Writes in a point, a note or a view.",
                r#"{"subject":"room","do":"splice","slip":"<slip>","splices":[{"at":19,"delete":0,"insert":" her"}]}"#,
            ),
            Example(
                "Takes a point, a note or a view out.",
                r#"{"subject":"room","do":"take_out","slip":"<slip>"}"#,
            ),
            Example("Brings it back.", r#"{"subject":"room","do":"bring_back","slip":"<slip>"}"#),
            Example(
                "Answers a question to settle beforehand.",
                r#"{"subject":"arrangements","do":"answer","question":"compulsory","answer":"no"}"#,
            ),
        ],
    },
    Group {
        title: "What I say about myself here",
        note: "",
        examples: &[
            Example(
                "I would rather this document were kept, or no longer mind.",
                r#"{"subject":"erasing","do":"object","document":"<document>","object":true}"#,
            ),
            Example(
                "This device of mine has destroyed it; a device says so by itself.",
                r#"{"subject":"erasing","do":"confirm","document":"<document>","device":"<device>"}"#,
            ),
            Example("My name.", r#"{"subject":"profile","do":"set_name","name":"Amira"}"#),
            Example(
                "My area of practice.",
                r#"{"subject":"profile","do":"set_practice","practice":"District nursing"}"#,
            ),
            Example(
                "I have compared words with a member.",
                r#"{"subject":"profile","do":"compared","member":"<member>"}"#,
            ),
        ],
    },
];
