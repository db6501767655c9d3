//! Everything that can be done in what everybody shares, but for sessions: `act` of the command `do`.

use super::{Example, Group};

pub(super) const GROUPS: &[Group] = &[
    Group {
        title: "Groundrules",
        note: "Where something can be put `after` another, null is the first place to move to, and the last for what is new.",
        examples: &[
            Example(
                "Writes a new rule.",
                r#"{"subject":"groundrules","do":"add","text":"Phones off","after":"<rule>"}"#,
            ),
            Example(
                "Writes in the words of a rule.",
                r#"{"subject":"groundrules","do":"splice","rule":"<rule>","splices":[{"at":0,"delete":6,"insert":"Mobiles"}]}"#,
            ),
            Example(
                "Gives a rule new words; the earlier ones are kept.",
                r#"{"subject":"groundrules","do":"reword","rule":"<rule>","text":"Phones off, or silent"}"#,
            ),
            Example(
                "Brings two rules together in new words.",
                r#"{"subject":"groundrules","do":"join","rule":"<rule>","with":"<other>","text":"Phones off, and listen"}"#,
            ),
            Example(
                "Gives a rule the words it had before.",
                r#"{"subject":"groundrules","do":"restore","rule":"<rule>","wording":"<wording>"}"#,
            ),
            Example(
                "Answers which of two wordings that came together to keep.",
                r#"{"subject":"groundrules","do":"keep","rule":"<rule>","wording":"<wording>"}"#,
            ),
            Example(
                "Puts a rule after another one, or first.",
                r#"{"subject":"groundrules","do":"move","rule":"<rule>","after":"<other>"}"#,
            ),
            Example(
                "Takes a rule out.",
                r#"{"subject":"groundrules","do":"take_out","rule":"<rule>"}"#,
            ),
            Example(
                "Brings a rule back that was taken out.",
                r#"{"subject":"groundrules","do":"bring_back","rule":"<rule>"}"#,
            ),
            Example(
                "The check-in found the rules still more or less right.",
                r#"{"subject":"groundrules","do":"still_right","session":"Session 4"}"#,
            ),
            Example(
                "The check-in led to changes.",
                r#"{"subject":"groundrules","do":"changed","session":"Session 4"}"#,
            ),
        ],
    },
    Group {
        title: "Themes for groundrules",
        note: "A theme is considered, shaped, included or not_for_us.",
        examples: &[
            Example(
                "Says where the group is with a theme.",
                r#"{"subject":"themes","do":"set","theme":"listening","status":"considered"}"#,
            ),
            Example(
                "Suggests a theme the handbook does not have.",
                r#"{"subject":"themes","do":"suggest","theme":"our-silence","name":"Silence is okay"}"#,
            ),
            Example(
                "Notes which rule grew out of a theme.",
                r#"{"subject":"themes","do":"link","theme":"listening","rule":"<rule>"}"#,
            ),
        ],
    },
    Group {
        title: "Meetings",
        note: "A meeting is a design meeting, a session, a training or a seminar.",
        examples: &[
            Example(
                "Proposes a meeting, with places for presenters.",
                r#"{"subject":"meetings","do":"propose","kind":"session","when":{"date":"2026-12-10","start":"14:00","end":"17:00","zone":"Europe/London"},"place":"Room 3, Elm House","slots":2}"#,
            ),
            Example(
                "Sets when.",
                r#"{"subject":"meetings","do":"set_when","meeting":"<meeting>","when":{"date":"2026-12-17","start":"14:00"}}"#,
            ),
            Example(
                "Sets where.",
                r#"{"subject":"meetings","do":"set_place","meeting":"<meeting>","place":"The library"}"#,
            ),
            Example(
                "Records that the group agreed on the time: said_aloud, each_in_person or vote.",
                r#"{"subject":"meetings","do":"agree","meeting":"<meeting>","how":"said_aloud"}"#,
            ),
            Example(
                "Ticks something of a checklist for it, or unticks it.",
                r#"{"subject":"meetings","do":"check","meeting":"<meeting>","item":"room/seats","on":true}"#,
            ),
            Example("Cancels it.", r#"{"subject":"meetings","do":"cancel","meeting":"<meeting>"}"#),
            Example(
                "Takes the cancellation back.",
                r#"{"subject":"meetings","do":"reinstate","meeting":"<meeting>"}"#,
            ),
        ],
    },
    Group {
        title: "Presenters",
        note: "A presentation is a case_study or a theme.",
        examples: &[
            Example(
                "Adds a place for a presenter.",
                r#"{"subject":"presenters","do":"add_slot","meeting":"<meeting>"}"#,
            ),
            Example(
                "Takes a place out.",
                r#"{"subject":"presenters","do":"take_out_slot","slot":"<slot>"}"#,
            ),
            Example(
                "I’d like to; or, typed for somebody in the room, they would.",
                r#"{"subject":"presenters","do":"offer","slot":"<slot>","presentation":{"kind":"case_study","topic":"A first visit"},"member":"<member>"}"#,
            ),
            Example(
                "Withdraws an offer.",
                r#"{"subject":"presenters","do":"withdraw","offer":"<offer>"}"#,
            ),
            Example(
                "The group picks one of the offers.",
                r#"{"subject":"presenters","do":"pick","offer":"<offer>"}"#,
            ),
            Example(
                "The place is free again.",
                r#"{"subject":"presenters","do":"unpick","slot":"<slot>"}"#,
            ),
            Example(
                "Says what is presented.",
                r#"{"subject":"presenters","do":"set_presentation","slot":"<slot>","presentation":{"kind":"theme","topic":"Endings"}}"#,
            ),
            Example(
                "Proposes that two presenters change places.",
                r#"{"subject":"presenters","do":"propose_swap","slot":"<slot>","with":"<other>"}"#,
            ),
            Example(
                "The other presenter agrees; or somebody records that they said so.",
                r#"{"subject":"presenters","do":"agree_swap","swap":"<swap>","said_aloud":true}"#,
            ),
            Example(
                "Withdraws the proposal.",
                r#"{"subject":"presenters","do":"withdraw_swap","swap":"<swap>"}"#,
            ),
        ],
    },
    Group {
        title: "Traffic-light votes",
        note: "A ballot has one mark for each issue (per_issue), or one green and one red in all (one_each).",
        examples: &[
            Example(
                "Opens a vote.",
                r#"{"subject":"votes","do":"open","question":"What shall we look at next?","options":["Endings","Recording"],"mode":"per_issue","fewest_reds":false}"#,
            ),
            Example(
                "Marks one issue green, red or none, in my own document.",
                r#"{"subject":"ballots","do":"mark","vote":"<vote>","option":"<option>","mark":"green"}"#,
            ),
            Example(
                "Enters hands counted in the room.",
                r#"{"subject":"votes","do":"enter_hands","vote":"<vote>","counts":[{"option":"<option>","greens":4,"reds":1}],"whole_room":true}"#,
            ),
            Example(
                "Answers which of two counts of hands to keep.",
                r#"{"subject":"votes","do":"keep_hands","vote":"<vote>","hands":"<hands>"}"#,
            ),
            Example(
                "Closes the vote with the ballots this device has seen.",
                r#"{"subject":"votes","do":"close","vote":"<vote>"}"#,
            ),
            Example(
                "Answers which of two closings to keep.",
                r#"{"subject":"votes","do":"keep_closing","vote":"<vote>","closing":"<closing>"}"#,
            ),
            Example(
                "Without a winner: is there anything else people need to know?",
                r#"{"subject":"votes","do":"what_else","vote":"<vote>"}"#,
            ),
            Example(
                "After a tie: a second round on the tied issues.",
                r#"{"subject":"votes","do":"second_round","vote":"<vote>"}"#,
            ),
            Example(
                "After a tie: takes the issue with the fewest reds, if that was chosen beforehand.",
                r#"{"subject":"votes","do":"fewest_reds","vote":"<vote>","option":"<option>"}"#,
            ),
            Example(
                "Leaves the question for later.",
                r#"{"subject":"votes","do":"park","vote":"<vote>","would_help":"Somebody from housing","review_on":"2027-01-14"}"#,
            ),
            Example(
                "Takes the whole vote back, ballots and all.",
                r#"{"subject":"votes","do":"take_back","vote":"<vote>"}"#,
            ),
        ],
    },
    Group {
        title: "Parked issues",
        note: "",
        examples: &[
            Example(
                "Leaves an issue for later.",
                r#"{"subject":"parked","do":"park","text":"Recording cases","would_help":"The new guidance","review_on":"2026-12-10"}"#,
            ),
            Example(
                "Writes in the issue.",
                r#"{"subject":"parked","do":"splice","parked":"<parked>","splices":[{"at":9,"delete":0,"insert":" our"}]}"#,
            ),
            Example(
                "Writes in what would help.",
                r#"{"subject":"parked","do":"splice_help","parked":"<parked>","splices":[{"at":0,"delete":3,"insert":"Any"}]}"#,
            ),
            Example(
                "Says when to look again; null for no date.",
                r#"{"subject":"parked","do":"set_review","parked":"<parked>","review_on":null}"#,
            ),
            Example(
                "It is dealt with.",
                r#"{"subject":"parked","do":"resolve","parked":"<parked>"}"#,
            ),
            Example(
                "It is not dealt with after all.",
                r#"{"subject":"parked","do":"reopen","parked":"<parked>"}"#,
            ),
            Example("Takes it out.", r#"{"subject":"parked","do":"take_out","parked":"<parked>"}"#),
            Example(
                "Brings it back.",
                r#"{"subject":"parked","do":"bring_back","parked":"<parked>"}"#,
            ),
        ],
    },
    Group {
        title: "Learning points",
        note: "A point stays_in_room, stays_in_group, or may_be_reported. A session is named by its document, or by its meeting.",
        examples: &[
            Example(
                "Proposes a point; it is kept once the group agrees. Its tags are any of context, emotional_content, support, uncertainty, sense_making, problem_solving and good_practice.",
                r#"{"subject":"learning","do":"propose","text":"Going back too soon is common","uncertainty":"In other teams too?","session":"<document>","route":"stays_in_group","tags":["uncertainty","good_practice"]}"#,
            ),
            Example(
                "Writes in a point. What was agreed about other words no longer holds.",
                r#"{"subject":"learning","do":"splice","point":"<point>","splices":[{"at":29,"delete":0,"insert":" here"}]}"#,
            ),
            Example(
                "Writes in what is not certain about it.",
                r#"{"subject":"learning","do":"splice_uncertainty","point":"<point>","splices":[{"at":0,"delete":2,"insert":"Also in"}]}"#,
            ),
            Example(
                "Records that the group agreed to keep it: said_aloud, each_in_person or vote.",
                r#"{"subject":"learning","do":"agree","point":"<point>","how":"said_aloud"}"#,
            ),
            Example("Not this one.", r#"{"subject":"learning","do":"leave","point":"<point>"}"#),
            Example(
                "It is a proposal again.",
                r#"{"subject":"learning","do":"reconsider","point":"<point>"}"#,
            ),
            Example(
                "Says how far it may go. Whom to tell is to be agreed again.",
                r#"{"subject":"learning","do":"set_route","point":"<point>","route":"may_be_reported"}"#,
            ),
            Example(
                "Says what the point is about.",
                r#"{"subject":"learning","do":"set_tags","point":"<point>","tags":["context"]}"#,
            ),
            Example(
                "Names somebody to tell of a point that may be reported; without words for them, in its own.",
                r#"{"subject":"learning","do":"report_to","point":"<point>","to":"Dr Hale","wording":"Planning a second visit helps"}"#,
            ),
            Example(
                "Writes in the words for them. What was agreed about other words no longer holds.",
                r#"{"subject":"learning","do":"splice_wording","report":"<report>","splices":[{"at":24,"delete":5,"insert":"seems to help"}]}"#,
            ),
            Example(
                "Records that the group agreed to tell them. Nothing is sent.",
                r#"{"subject":"learning","do":"agree_report","report":"<report>","how":"each_in_person"}"#,
            ),
            Example(
                "Not to them; what was agreed is withdrawn.",
                r#"{"subject":"learning","do":"not_to","report":"<report>"}"#,
            ),
            Example(
                "To them after all, once it is agreed.",
                r#"{"subject":"learning","do":"to_after_all","report":"<report>"}"#,
            ),
            Example(
                "Takes a point out.",
                r#"{"subject":"learning","do":"take_out","point":"<point>"}"#,
            ),
            Example(
                "Brings it back.",
                r#"{"subject":"learning","do":"bring_back","point":"<point>"}"#,
            ),
        ],
    },
    Group {
        title: "Actions",
        note: "An owner is a member, who accepts.",
        examples: &[
            Example(
                "Writes down what somebody is asked to do; whoever writes themselves down accepts.",
                r#"{"subject":"actions","do":"add","text":"Ask about the room","owner":"<member>","due":"2026-12-10","session":"<document>"}"#,
            ),
            Example(
                "Adds what is missing of the four arrangements of a session or meeting: room, date, time, notices.",
                r#"{"subject":"actions","do":"arrangements","session":"<meeting>"}"#,
            ),
            Example(
                "Writes in an action.",
                r#"{"subject":"actions","do":"splice","action":"<action>","splices":[{"at":18,"delete":0,"insert":" on Monday"}]}"#,
            ),
            Example(
                "Says who is asked to do it; null for nobody yet.",
                r#"{"subject":"actions","do":"set_owner","action":"<action>","owner":"<member>"}"#,
            ),
            Example(
                "The owner accepts; or somebody records that they said so.",
                r#"{"subject":"actions","do":"accept","action":"<action>","said_aloud":true}"#,
            ),
            Example(
                "Says by when; null for no date.",
                r#"{"subject":"actions","do":"set_due","action":"<action>","due":null}"#,
            ),
            Example("It is done.", r#"{"subject":"actions","do":"done","action":"<action>"}"#),
            Example(
                "It is not done after all.",
                r#"{"subject":"actions","do":"reopen","action":"<action>"}"#,
            ),
            Example(
                "Takes it out.",
                r#"{"subject":"actions","do":"take_out","action":"<action>"}"#,
            ),
            Example(
                "Brings it back.",
                r#"{"subject":"actions","do":"bring_back","action":"<action>"}"#,
            ),
        ],
    },
    Group {
        title: "Design decisions",
        note: "",
        examples: &[Example(
            "Answers a design question, in place of every answer seen.",
            r#"{"subject":"decisions","do":"decide","question":"when-where","answer":"Every second Thursday, in the library"}"#,
        )],
    },
    Group {
        title: "Shared notes",
        note: "A note stays_in_room, stays_in_group, or may_be_reported. It is a note or a question.",
        examples: &[
            Example(
                "Writes a note.",
                r#"{"subject":"notes","do":"add","text":"Mapping her week with her","kind":"note","scope":"stays_in_group","about":"Session 4","after":null,"shown":false}"#,
            ),
            Example(
                "Writes in a note.",
                r#"{"subject":"notes","do":"splice","note":"<note>","splices":[{"at":0,"delete":7,"insert":"Drawing"}]}"#,
            ),
            Example(
                "Puts words into one of a note's texts; what does not fit any more goes on in further ones.",
                r#"{"subject":"notes","do":"go_on","note":"<note>","object":"<object>","at":8190,"text":"and much more"}"#,
            ),
            Example(
                "Joins one of a note's texts with the one before it.",
                r#"{"subject":"notes","do":"join","note":"<note>","object":"<object>"}"#,
            ),
            Example(
                "Writes on where a note ends.",
                r#"{"subject":"notes","do":"write_on","note":"<note>","text":" And then she laughed."}"#,
            ),
            Example(
                "Says how far a note may go.",
                r#"{"subject":"notes","do":"set_scope","note":"<note>","scope":"may_be_reported"}"#,
            ),
            Example(
                "Puts a note after another one, or first.",
                r#"{"subject":"notes","do":"move","note":"<note>","after":null}"#,
            ),
            Example("Takes a note out.", r#"{"subject":"notes","do":"take_out","note":"<note>"}"#),
            Example(
                "Brings a note back.",
                r#"{"subject":"notes","do":"bring_back","note":"<note>"}"#,
            ),
        ],
    },
    Group {
        title: "How long notes are kept",
        note: "When the day has come, somebody proposes to destroy them; nothing goes by itself.",
        examples: &[
            Example(
                "The group keeps its shared notes until this day; null for as long as there is the group.",
                r#"{"subject":"retention","do":"keep_until","until":"2027-01-31"}"#,
            ),
            Example(
                "I object to their being destroyed on this day, or no longer do.",
                r#"{"subject":"retention","do":"object","until":"2027-01-31","object":true}"#,
            ),
        ],
    },
    Group {
        title: "What somebody does for the group",
        note: "A role is groundrules_monitor: whoever keeps the groundrules.",
        examples: &[
            Example(
                "I take it on; or, written for somebody in the room, they do.",
                r#"{"subject":"roles","do":"take_on","role":"groundrules_monitor","member":"<member>"}"#,
            ),
            Example(
                "Whoever has it does it again.",
                r#"{"subject":"roles","do":"renew","role":"groundrules_monitor"}"#,
            ),
            Example(
                "Not this time: the group looks for somebody.",
                r#"{"subject":"roles","do":"lay_down","role":"groundrules_monitor"}"#,
            ),
        ],
    },
    Group {
        title: "What the group agreed on that the program goes by",
        note: "",
        examples: &[
            Example(
                "How the groundrules are held: page, flipchart or slide.",
                r#"{"subject":"settings","do":"hold_groundrules","held_as":"slide"}"#,
            ),
            Example(
                "Days before a meeting from which each is reminded of what is not arranged.",
                r#"{"subject":"settings","do":"remind","days":{"makers":14,"another":10,"sponsor":5}}"#,
            ),
            Example(
                "Each sees their own share of the turns in a session, and the room one word; or no longer.",
                r#"{"subject":"settings","do":"look_at_voices","on":true}"#,
            ),
        ],
    },
];
