//! Commands of the node and of the script itself.

use super::{Example, Group};

const WAITING: &str = "\
`until` is one condition, or a list of which all must hold. A condition is a place in the snapshot, as a JSON pointer, and
one test of what stands there:
  \"equals\"    it is exactly this
  \"at_least\"  it is a number no less than this; or a list, an object or words no shorter
  \"contains\"  words with these words in them; or a list with something in it that has at least these fields
  \"exists\"    true: it is there and not null; false: it is not
  \"length\"    a list, an object or words of exactly this length
Without `seconds` it waits for thirty. The result gives what stands in each place: {\"ok\":{\"reply\":\"met\",\"values\":[…]}},
or after the time the problem \"time_over\" with the same.";

const TEXTS: &str = "\
A text is named by its document and its object, as the snapshot gives them. Splices count characters: at this one, delete so
many, then insert; each after the one before.";

const CARRIED: &str = "\
Two devices that share no network exchange by files. Only the devices a file is saved for can open it. To let somebody in,
four files go back and forth: they ask; after a yes, the answer; they bring back what they signed; the welcome.";

pub(super) const GROUPS: &[Group] = &[
    Group {
        title: "Looking and waiting",
        note: WAITING,
        examples: &[
            Example("Everything there is to see.", r#"{"command":"snapshot"}"#),
            Example(
                "Waits until the second member has a name.",
                r#"{"command":"wait","until":{"path":"/communities/0/members/1/name","equals":"Sam"},"seconds":30}"#,
            ),
            Example(
                "Waits until all is exchanged with at least two devices.",
                r#"{"command":"wait","until":[{"path":"/communities/0/sync/in_sync","at_least":2},{"path":"/communities/0/sync/receiving","exists":false}]}"#,
            ),
            Example(
                "Waits until somebody with this name asks to be let in.",
                r#"{"command":"wait","until":{"path":"/communities/0/requests","contains":{"name":"Sam"}},"seconds":2.5}"#,
            ),
            Example(
                "Waits until there are exactly three groundrules.",
                r#"{"command":"wait","until":{"path":"/communities/0/community/groundrules/rules","length":3}}"#,
            ),
            Example(
                "What happened since this was last asked for: a draft that began, being let in, news of open texts, troubles.",
                r#"{"command":"news"}"#,
            ),
        ],
    },
    Group {
        title: "Me, and coming together",
        note: "",
        examples: &[
            Example(
                "Says who I am, on this device, in every community.",
                r#"{"command":"introduce","name":"Amira","practice":"District nursing"}"#,
            ),
            Example(
                "Starts a draft. The community begins when the second person joins.",
                r#"{"command":"begin","name":"Riverside practitioners"}"#,
            ),
            Example(
                "Makes a ticket for one person; without hours it can be used for a week.",
                r#"{"command":"invite","community":"<community>","hours":48}"#,
            ),
            Example(
                "Takes a ticket back.",
                r#"{"command":"uninvite","community":"<community>","ticket":"<ticket>"}"#,
            ),
            Example(
                "Asks to be let in with a ticket.",
                r#"{"command":"join","ticket":"horseshoe:aeaqcaibaeaqcaibaeaqcaibae"}"#,
            ),
            Example("Stops asking.", r#"{"command":"stop_joining","ticket":"<ticket>"}"#),
            Example(
                "Holds the door open for ten minutes: whoever is in the room and has no ticket can ask.",
                r#"{"command":"hold_door","community":"<community>","open":true}"#,
            ),
            Example(
                "Looks for open doors in the room, until told not to.",
                r#"{"command":"look_for_doors","look":true}"#,
            ),
            Example(
                "Asks to be let in at an open door.",
                r#"{"command":"ask_at_door","device":"<device>"}"#,
            ),
            Example(
                "Both devices show the same words: what is handed over at the door is used.",
                r#"{"command":"same_words","device":"<device>"}"#,
            ),
            Example("Leaves the door.", r#"{"command":"leave_door","device":"<device>"}"#),
            Example(
                "Says yes to somebody who asks to be let in.",
                r#"{"command":"approve","community":"<community>","request":"<device>"}"#,
            ),
            Example(
                "Says not this time.",
                r#"{"command":"decline","community":"<community>","request":"<device>"}"#,
            ),
        ],
    },
    Group {
        title: "Devices, leaving and removing",
        note: "About oneself one signs alone; about somebody else two members sign.",
        examples: &[
            Example(
                "Makes a ticket for a further device of mine.",
                r#"{"command":"invite_device","community":"<community>"}"#,
            ),
            Example(
                "Names a device of mine, for my own devices only.",
                r#"{"command":"name_device","community":"<community>","device":"<device>","name":"the tablet"}"#,
            ),
            Example(
                "Removes another device of mine, for good.",
                r#"{"command":"remove_device","community":"<community>","device":"<device>"}"#,
            ),
            Example(
                "Says that I have compared words with a member and am sure who they are.",
                r#"{"command":"compared","community":"<community>","member":"<member>"}"#,
            ),
            Example(
                "Leaves a community, for good. What is here can still be read.",
                r#"{"command":"leave","community":"<community>"}"#,
            ),
            Example(
                "Proposes to one other member that somebody is removed. Nothing happens until they sign.",
                r#"{"command":"propose_removal","community":"<community>","target":{"member":"<member>"},"with":"<member>","reason":"as we talked about"}"#,
            ),
            Example(
                "The same about one device.",
                r#"{"command":"propose_removal","community":"<community>","target":{"device":"<device>"},"with":"<member>"}"#,
            ),
            Example(
                "Signs a removal I was asked to sign. It can never be taken back.",
                r#"{"command":"sign_removal","community":"<community>","proposal":"<certificate>"}"#,
            ),
            Example(
                "Says not this time; of my own, asks no more.",
                r#"{"command":"drop_removal","community":"<community>","proposal":"<certificate>"}"#,
            ),
            Example(
                "Keeps what somebody wrote who is out.",
                r#"{"command":"keep_words","community":"<community>","member":"<member>"}"#,
            ),
            Example(
                "Begins a draft with all that is written here; the others come along when I let them in.",
                r#"{"command":"continue_anew","community":"<community>"}"#,
            ),
        ],
    },
    Group {
        title: "Writing",
        note: TEXTS,
        examples: &[
            Example(
                "Does something in a community’s documents; all that can be done stands further below.",
                r#"{"command":"do","community":"<community>","act":{"subject":"groundrules","do":"add","text":"Phones off"}}"#,
            ),
            Example(
                "Begins a session with an agenda of the handbook: I facilitate, and am there.",
                r#"{"command":"begin_session","community":"<community>","meeting":"<meeting>","agenda":"agenda-session","presentations":2}"#,
            ),
            Example(
                "Makes a document that only I and these members have and know of: pair, room or arrangements.",
                r#"{"command":"begin_with","community":"<community>","kind":"pair","with":["<member>"]}"#,
            ),
            Example(
                "Does something in the document of a session or of a few people; what is done in a session’s room, in the room of those who are there, which opens with the first of it.",
                r#"{"command":"do_in","community":"<community>","document":"<document>","act":{"subject":"pair","do":"write","text":"Must: more time"}}"#,
            ),
            Example(
                "Adds a file of at most 24 MiB that everyone can see, as base64; gives what names it.",
                r#"{"command":"add_file","community":"<community>","bytes":"SGVsbG8="}"#,
            ),
            Example(
                "Gives what is in a file.",
                r#"{"command":"read_file","community":"<community>","file":"<file>"}"#,
            ),
            Example(
                "Follows a text; gives its words and version. Its news come with `news`.",
                r#"{"command":"open_text","community":"<community>","text":{"document":"<document>","object":"3@<rule>"}}"#,
            ),
            Example(
                "Writes in a text, as a text field does, on the newest version whose news were taken in.",
                r#"{"command":"write","community":"<community>","text":{"document":"<document>","object":"3@<rule>"},"version":0,"splices":[{"at":6,"delete":0,"insert":" right"}]}"#,
            ),
            Example(
                "Tells others where my caret is in a text I follow, and what is selected; without `caret`, that I have left it.",
                r#"{"command":"point","community":"<community>","text":{"document":"<document>","object":"3@<rule>"},"version":0,"caret":{"at":6,"anchor":0}}"#,
            ),
            Example(
                "Keeps what can be taken back of what I typed in a text I follow; `open_text` gives it again.",
                r#"{"command":"remember","community":"<community>","text":{"document":"<document>","object":"3@<rule>"},"version":0,"steps":[{"edits":[{"put":[{"start":6,"end":12}]},{"taken":{"at":2,"words":"quite "}}]}]}"#,
            ),
            Example(
                "Stops following a text.",
                r#"{"command":"close_text","community":"<community>","text":{"document":"<document>","object":"3@<rule>"}}"#,
            ),
            Example(
                "Who wrote which words of a text: so many characters each, from its beginning.",
                r#"{"command":"who_wrote","community":"<community>","text":{"document":"<document>","object":"3@<rule>"}}"#,
            ),
            Example(
                "Takes my own last act in this community back.",
                r#"{"command":"undo","community":"<community>"}"#,
            ),
            Example(
                "I have seen these: they are no longer new to me. The first time, all that is there counts as seen.",
                r#"{"command":"seen","community":"<community>","things":["<rule>"]}"#,
            ),
        ],
    },
    Group {
        title: "The network",
        note: "",
        examples: &[
            Example(
                "The local network, and nothing beyond it.",
                r#"{"command":"set_mode","mode":{"mode":"this_room_only"}}"#,
            ),
            Example(
                "The local network, and the group’s own relay.",
                r#"{"command":"set_mode","mode":{"mode":"own_relay","url":"https://relay.example.org"}}"#,
            ),
            Example(
                "The local network, and the public relays and address lookup of n0.",
                r#"{"command":"set_mode","mode":{"mode":"public_help"}}"#,
            ),
            Example(
                "Goes on the network, or off it.",
                r#"{"command":"set_online","online":false}"#,
            ),
            Example(
                "Stops receiving and sending what belongs to a community, or goes on.",
                r#"{"command":"set_exchanging","community":"<community>","on":false}"#,
            ),
            Example(
                "Takes connections at this address.",
                r#"{"command":"listen","address":"127.0.0.1:4433"}"#,
            ),
            Example(
                "Tries to reach a member’s device at this address.",
                r#"{"command":"connect","device":"<device>","address":"127.0.0.1:4433"}"#,
            ),
            Example(
                "Forgets what this device has contacted until now.",
                r#"{"command":"forget_contacted"}"#,
            ),
        ],
    },
    Group {
        title: "Files that are carried",
        note: CARRIED,
        examples: &[
            Example(
                "Saves what a member’s devices lack.",
                r#"{"command":"save_exchange","community":"<community>","for":{"whom":"member","member":"<member>"},"file":"/media/stick/for Sam.horseshoe-exchange"}"#,
            ),
            Example(
                "Saves everything that all members may see, for all of them.",
                r#"{"command":"save_exchange","community":"<community>","for":{"whom":"everyone"},"file":"/media/stick/all.horseshoe-exchange"}"#,
            ),
            Example(
                "Saves what my own other devices lack, also what only I can see.",
                r#"{"command":"save_exchange","community":"<community>","for":{"whom":"my_devices"},"file":"/media/stick/mine.horseshoe-exchange"}"#,
            ),
            Example(
                "Opens a file somebody saved for this device, and tells what it brought.",
                r#"{"command":"open_exchange","file":"/media/stick/for Sam.horseshoe-exchange"}"#,
            ),
            Example(
                "With a ticket, and no network: saves that I ask to be let in, and what I signed, for whoever gave me the ticket.",
                r#"{"command":"save_asking","ticket":"<ticket>","file":"/media/stick/asking.horseshoe-exchange"}"#,
            ),
            Example(
                "Saves the answer for somebody who asks so; the whole community, once they are in.",
                r#"{"command":"save_exchange","community":"<community>","for":{"whom":"newcomer","request":"<device>"},"file":"/media/stick/answer.horseshoe-exchange"}"#,
            ),
        ],
    },
    Group {
        title: "What is on this device",
        note: "",
        examples: &[
            Example(
                "Writes everything readable of a community into a folder that is empty or not there.",
                r#"{"command":"export","community":"<community>","folder":"/home/amira/riverside","language":"en"}"#,
            ),
            Example(
                "Proposes to destroy a notebook on every device; two have to agree, and each device shows it for 72 hours.",
                r#"{"command":"propose_erase","community":"<community>","document":"<document>"}"#,
            ),
            Example(
                "Agrees to destroy what somebody proposed to.",
                r#"{"command":"agree_to_erase","community":"<community>","document":"<document>"}"#,
            ),
            Example(
                "I would rather keep it, or no longer mind: not on this device while I do, and everybody sees it.",
                r#"{"command":"object_to_erase","community":"<community>","document":"<document>","object":true}"#,
            ),
            Example(
                "Closes a room I am in: what was written there is destroyed at once on the devices of all who were in it.",
                r#"{"command":"close_room","community":"<community>","document":"<document>"}"#,
            ),
            Example(
                "Writes everything of this profile into one sealed file.",
                r#"{"command":"backup","file":"/media/stick/riverside.age","passphrase":"seven quiet herons"}"#,
            ),
            Example(
                "Sets or changes the passphrase of this profile.",
                r#"{"command":"guard","change":{"change":"set_passphrase","passphrase":"tulip river"}}"#,
            ),
            Example(
                "Lets the keyring of the system open this profile.",
                r#"{"command":"guard","change":{"change":"use_keyring"}}"#,
            ),
            Example(
                "Makes a recovery code for paper; it opens this profile if the passphrase is forgotten.",
                r#"{"command":"guard","change":{"change":"make_recovery_code"}}"#,
            ),
            Example(
                "Takes one way to open this profile away; the last one stays.",
                r#"{"command":"guard","change":{"change":"remove","way":"keyring"}}"#,
            ),
            Example(
                "Lets this profile open without anything.",
                r#"{"command":"guard","change":{"change":"leave_unprotected"}}"#,
            ),
            Example(
                "Closes the window by itself after so many minutes; never without them.",
                r#"{"command":"guard","change":{"change":"lock_after","minutes":15}}"#,
            ),
            Example(
                "Makes one more device of mine, for paper: whoever types it in on a new computer is me there.",
                r#"{"command":"print_recovery_key","community":"<community>"}"#,
            ),
            Example("Checks every certificate and entry.", r#"{"command":"verify"}"#),
            Example(
                "Removes a community from this device only.",
                r#"{"command":"forget","community":"<community>"}"#,
            ),
        ],
    },
];
