//! Everything that can be done in the document of a session: `act` of the commands `do` and `do_in`.

use super::{Example, Group};

pub(super) const GROUPS: &[Group] = &[
    Group {
        title: "A session",
        note: "In the document of a session: see `begin_session`; with `do`, in the one that goes on.",
        examples: &[
            Example(
                "Says for which meeting it is.",
                r#"{"subject":"session","do":"is_for","meeting":"<meeting>","kind":"session"}"#,
            ),
            Example(
                "I facilitate, or no longer; or, typed for another one, they do.",
                r#"{"subject":"session","do":"facilitate","member":"<member>","on":true}"#,
            ),
            Example(
                "How whoever facilitates will run it, in their own words.",
                r#"{"subject":"session","do":"say_how","text":"I keep the time and ask questions"}"#,
            ),
            Example("The session is over.", r#"{"subject":"session","do":"close"}"#),
            Example("It goes on after all.", r#"{"subject":"session","do":"reopen"}"#),
        ],
    },
    Group {
        title: "The agenda of a session",
        note: "Moving on names the point that is left: whoever pressed too late is told so.",
        examples: &[
            Example(
                "Puts points at the end.",
                r#"{"subject":"agenda","do":"lay","points":[{"kind":"discussion","minutes":35,"title":"","source":"agenda-session/4","slot":null}]}"#,
            ),
            Example(
                "Puts one point after another one.",
                r#"{"subject":"agenda","do":"add","point":{"kind":"discussion","minutes":35,"title":"","source":"agenda-session/4","slot":null},"after":"<point>"}"#,
            ),
            Example(
                "Gives a point the group’s own name.",
                r#"{"subject":"agenda","do":"set_title","point":"<point>","title":"What we learned"}"#,
            ),
            Example(
                "Says how long it is to take, in minutes.",
                r#"{"subject":"agenda","do":"set_minutes","point":"<point>","minutes":20}"#,
            ),
            Example(
                "Says which place for a presenter it is.",
                r#"{"subject":"agenda","do":"set_slot","point":"<point>","slot":"<slot>"}"#,
            ),
            Example(
                "Puts a point after another one, or first.",
                r#"{"subject":"agenda","do":"move","point":"<point>","after":"<other>"}"#,
            ),
            Example(
                "Takes a point out.",
                r#"{"subject":"agenda","do":"take_out","point":"<point>"}"#,
            ),
            Example(
                "Brings it back.",
                r#"{"subject":"agenda","do":"bring_back","point":"<point>"}"#,
            ),
            Example(
                "Leaves a point out today, or does not after all.",
                r#"{"subject":"agenda","do":"skip","point":"<point>","skip":true}"#,
            ),
            Example(
                "The group goes from one point to another; from null to begin.",
                r#"{"subject":"agenda","do":"move_on","from":"<point>","to":"<other>"}"#,
            ),
            Example(
                "The group leaves the last point.",
                r#"{"subject":"agenda","do":"finish","from":"<point>"}"#,
            ),
            Example("Stops the clock.", r#"{"subject":"agenda","do":"pause"}"#),
            Example("Lets it go on.", r#"{"subject":"agenda","do":"resume"}"#),
            Example(
                "Minutes more or less; taken from another point, or else the finish moves.",
                r#"{"subject":"agenda","do":"lengthen","point":"<point>","minutes":5,"take_from":"<other>"}"#,
            ),
            Example(
                "A break now; what is left of the point comes after it.",
                r#"{"subject":"agenda","do":"break_now","from":"<point>","minutes":10}"#,
            ),
            Example("Thinking time, or its end.", r#"{"subject":"agenda","do":"think","on":true}"#),
            Example(
                "What people do at a point: discuss, silent_writing, pairs, film.",
                r#"{"subject":"agenda","do":"do","point":"<point>","activity":"silent_writing"}"#,
            ),
        ],
    },
    Group {
        title: "Who is in the room",
        note: "",
        examples: &[
            Example(
                "I am here; or, typed for another member, they are.",
                r#"{"subject":"attendance","do":"arrive","member":"<member>"}"#,
            ),
            Example(
                "Not here, or no longer.",
                r#"{"subject":"attendance","do":"leave","member":"<member>"}"#,
            ),
            Example(
                "Writes somebody down who is no member.",
                r#"{"subject":"attendance","do":"write_down","name":"Lee","area":"Youth work"}"#,
            ),
            Example(
                "Corrects the name.",
                r#"{"subject":"attendance","do":"set_name","guest":"<guest>","name":"Lee Marsh"}"#,
            ),
            Example(
                "Corrects the area of practice.",
                r#"{"subject":"attendance","do":"set_area","guest":"<guest>","area":"Youth work"}"#,
            ),
            Example(
                "Takes somebody out who was written down.",
                r#"{"subject":"attendance","do":"take_out","guest":"<guest>"}"#,
            ),
            Example(
                "Brings them back.",
                r#"{"subject":"attendance","do":"bring_back","guest":"<guest>"}"#,
            ),
        ],
    },
    Group {
        title: "The speaker list",
        note: "A person is a member or somebody who was written down.",
        examples: &[
            Example(
                "I would like to speak; or, written for another one, they would.",
                r#"{"subject":"speakers","do":"raise","person":"<member>"}"#,
            ),
            Example("Not any more.", r#"{"subject":"speakers","do":"lower","turn":"<turn>"}"#),
            Example(
                "It is this one’s turn.",
                r#"{"subject":"speakers","do":"call","turn":"<turn>"}"#,
            ),
            Example(
                "Who is speaking is done.",
                r#"{"subject":"speakers","do":"done","turn":"<turn>"}"#,
            ),
            Example(
                "Puts one waiting after another, or first.",
                r#"{"subject":"speakers","do":"move","turn":"<turn>","after":"<other>"}"#,
            ),
            Example("Every hand is lowered.", r#"{"subject":"speakers","do":"clear"}"#),
            Example(
                "How the group manages who speaks: raise_hand, chair, self_managed.",
                r#"{"subject":"speakers","do":"set_contribution","contribution":"chair"}"#,
            ),
            Example(
                "Those who have not spoken first, or no longer.",
                r#"{"subject":"speakers","do":"set_new_voices_first","on":true}"#,
            ),
            Example(
                "No names are taken for now, or again.",
                r#"{"subject":"speakers","do":"set_closed","closed":true}"#,
            ),
        ],
    },
    Group {
        title: "Rounds",
        note: "Whether somebody spoke or passed is written nowhere.",
        examples: &[
            Example(
                "Begins a round, with a question of one’s own or a prompt of the handbook.",
                r#"{"subject":"rounds","do":"begin","question":"","prompt":"one-thing","seats":["<member>"],"reversed":false}"#,
            ),
            Example(
                "This person has had their turn.",
                r#"{"subject":"rounds","do":"had","round":"<round>","person":"<member>"}"#,
            ),
            Example(
                "They have not after all.",
                r#"{"subject":"rounds","do":"not_yet","round":"<round>","person":"<member>"}"#,
            ),
            Example(
                "Somebody came late: they are last.",
                r#"{"subject":"rounds","do":"seat","round":"<round>","person":"<member>"}"#,
            ),
            Example(
                "Somebody went.",
                r#"{"subject":"rounds","do":"unseat","round":"<round>","person":"<member>"}"#,
            ),
            Example("The round is over.", r#"{"subject":"rounds","do":"end","round":"<round>"}"#),
            Example(
                "Takes a round out.",
                r#"{"subject":"rounds","do":"take_out","round":"<round>"}"#,
            ),
            Example(
                "Brings it back.",
                r#"{"subject":"rounds","do":"bring_back","round":"<round>"}"#,
            ),
        ],
    },
    Group {
        title: "How was that for you?",
        note: "Two questions, each optional: feelings, improve.",
        examples: &[
            Example(
                "Writes an answer down.",
                r#"{"subject":"feedback","do":"write","question":"improve","text":"More time for the second case"}"#,
            ),
            Example(
                "Writes in an answer.",
                r#"{"subject":"feedback","do":"splice","slip":"<slip>","splices":[{"at":0,"delete":4,"insert":"A little more"}]}"#,
            ),
            Example(
                "Takes an answer out.",
                r#"{"subject":"feedback","do":"take_out","slip":"<slip>"}"#,
            ),
            Example(
                "Brings it back.",
                r#"{"subject":"feedback","do":"bring_back","slip":"<slip>"}"#,
            ),
        ],
    },
    Group {
        title: "Sheets",
        note: "A picture of paper, or slides: a file added with `add_file`, its pages counted, with what is on it typed up.",
        examples: &[
            Example(
                "Puts up what is in a file.",
                r#"{"subject":"sheets","do":"add","slides":{"file":"<file>","pages":1},"text":"Names and areas"}"#,
            ),
            Example(
                "Types up what is on it.",
                r#"{"subject":"sheets","do":"splice","sheet":"<sheet>","splices":[{"at":0,"delete":5,"insert":"All names"}]}"#,
            ),
            Example(
                "Takes a sheet out.",
                r#"{"subject":"sheets","do":"take_out","sheet":"<sheet>"}"#,
            ),
            Example(
                "Brings it back.",
                r#"{"subject":"sheets","do":"bring_back","sheet":"<sheet>"}"#,
            ),
        ],
    },
];
