//! All that can be done in the window: one table for menu, keys and the list one can type in.

use crate::files::What;
use crate::flipchart::Leaf;
use crate::screen::Area;
use crate::texts::TextId;
use egui::{Key, KeyboardShortcut, Modifiers};
use horseshoe_handbook::Language;
use horseshoe_model::Command as Doing;
use horseshoe_node::{Command, CommunityId, DocumentId, Secret, TextRef};
use horseshoe_ui::Appearance;

/// Something the table has: done by menu, key or name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Go(Area),
    Palette,
    UndoLast,
    Keys,
    Report,
    Standing,
    NextPane,
    PreviousPane,
    LargerText,
    SmallerText,
    NormalText,
    Theme,
    Contrast,
    Letters,
    Motion,
    /// In this language, or as the system.
    Speak(Option<Language>),
    Online,
    BeginAnother,
    Devices,
    /// Opens the window for the projector, or closes it.
    Flipchart,
    /// Closes the profile until its passphrase is given.
    Lock,
    /// A file that was carried here.
    OpenCarried,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) act: Act,
    pub(crate) title: TextId,
    pub(crate) keys: Option<KeyboardShortcut>,
}

/// Something asked for while drawing; it happens after the frame.
#[derive(Debug)]
pub(crate) enum Action {
    Act(Act),
    /// Shows this community from now on.
    Choose(CommunityId),
    /// Asks the node. What went wrong is shown; what went right is seen in the snapshot.
    Ask(Command),
    /// Does something in the community on screen. With a text, it is said and can be undone for a while.
    Do {
        act: Doing,
        said: Option<TextId>,
    },
    /// The same, in the document of a session or of a few people.
    DoIn {
        document: DocumentId,
        act: Doing,
        said: Option<TextId>,
    },
    /// Asks who wrote what in this text.
    WhoWrote {
        community: CommunityId,
        text: TextRef,
    },
    /// Asks the node, and says this once it is done. It cannot be undone.
    AskAndSay {
        command: Command,
        said: TextId,
    },
    /// Makes one more device of mine, for paper, and shows it once.
    PrintKey(CommunityId),
    /// Puts something on the clipboard and says so.
    Copy(String),
    /// Asks where, and saves a ticket there.
    SaveTicket(String),
    /// Asks for a place, and does with it what is to be done.
    Place(What),
    /// Begins as the device on a paper, in place of a profile nobody has used.
    BeginFromPaper(Secret),
    /// Destroys the profile on this device.
    ForgetMe,
    /// Asks for a file, and reads a ticket from it.
    OpenTicket,
    /// Asks where, and writes everything readable of the community there.
    Export,
    /// Opens this page of the handbook.
    Read(&'static str),
    /// Changes how the window looks.
    Look(Appearance),
    /// Turns the flipchart to a page, or lets it go with the agenda again.
    Project(Option<Leaf>),
    /// Opens a made-up community to look around in.
    LookAround,
}

#[expect(clippy::unnecessary_wraps, reason = "a line of the table may have no keys")]
const fn key(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

const fn entry(act: Act, title: TextId, keys: Option<KeyboardShortcut>) -> Entry {
    Entry { act, title, keys }
}

/// Everything, in the order the list shows it.
pub(crate) const TABLE: [Entry; 37] = [
    entry(Act::Go(Area::Home), TextId("act-go-home"), key(Modifiers::COMMAND, Key::Num1)),
    entry(Act::Go(Area::InRoom), TextId("act-go-in-room"), key(Modifiers::COMMAND, Key::R)),
    entry(
        Act::Go(Area::Groundrules),
        TextId("act-go-groundrules"),
        key(Modifiers::COMMAND, Key::Num2),
    ),
    entry(Act::Go(Area::Meetings), TextId("act-go-meetings"), key(Modifiers::COMMAND, Key::Num3)),
    entry(Act::Go(Area::Notes), TextId("act-go-notes"), key(Modifiers::COMMAND, Key::Num4)),
    entry(Act::Go(Area::Decide), TextId("act-go-decide"), key(Modifiers::COMMAND, Key::Num5)),
    entry(Act::Go(Area::People), TextId("act-go-people"), key(Modifiers::COMMAND, Key::Num6)),
    entry(Act::Go(Area::Handbook), TextId("act-go-handbook"), key(Modifiers::COMMAND, Key::Num7)),
    entry(Act::Go(Area::OnlyMe), TextId("act-go-only-me"), key(Modifiers::COMMAND, Key::Num8)),
    entry(
        Act::Go(Area::Connection),
        TextId("act-go-connection"),
        key(Modifiers::COMMAND, Key::Num9),
    ),
    entry(Act::Go(Area::Learning), TextId("act-go-learning"), key(Modifiers::COMMAND, Key::E)),
    entry(Act::Go(Area::Guard), TextId("act-go-guard"), None),
    entry(Act::Go(Area::Begin), TextId("act-begin-another"), None),
    entry(Act::Palette, TextId("act-palette"), key(Modifiers::COMMAND, Key::K)),
    entry(Act::UndoLast, TextId("act-undo"), key(Modifiers::COMMAND, Key::Z)),
    entry(Act::Keys, TextId("act-keys"), key(Modifiers::NONE, Key::F1)),
    entry(Act::Report, TextId("act-report"), None),
    entry(Act::Standing, TextId("act-standing"), key(Modifiers::COMMAND, Key::I)),
    entry(Act::PreviousPane, TextId("act-previous-pane"), key(Modifiers::SHIFT, Key::F6)),
    entry(Act::NextPane, TextId("act-next-pane"), key(Modifiers::NONE, Key::F6)),
    entry(Act::LargerText, TextId("act-larger-text"), key(Modifiers::COMMAND, Key::Plus)),
    entry(Act::LargerText, TextId("act-larger-text-too"), key(Modifiers::COMMAND, Key::Equals)),
    entry(Act::SmallerText, TextId("act-smaller-text"), key(Modifiers::COMMAND, Key::Minus)),
    entry(Act::NormalText, TextId("act-normal-text"), key(Modifiers::COMMAND, Key::Num0)),
    entry(Act::Theme, TextId("act-theme"), None),
    entry(Act::Contrast, TextId("act-contrast"), None),
    entry(Act::Letters, TextId("act-letters"), None),
    entry(Act::Motion, TextId("act-motion"), None),
    entry(Act::Speak(None), TextId("act-speak-system"), None),
    entry(Act::Speak(Some(Language::English)), TextId("act-speak-english"), None),
    entry(Act::Speak(Some(Language::German)), TextId("act-speak-german"), None),
    entry(Act::Online, TextId("act-online"), None),
    entry(Act::BeginAnother, TextId("act-begin"), None),
    entry(Act::Devices, TextId("act-devices"), None),
    entry(Act::Flipchart, TextId("act-flipchart"), key(Modifiers::NONE, Key::F11)),
    entry(Act::OpenCarried, TextId("carried-open"), None),
    entry(Act::Lock, TextId("act-lock"), key(Modifiers::COMMAND, Key::L)),
];

/// The keys that do it, if any.
pub(crate) fn keys_of(act: Act) -> Option<KeyboardShortcut> {
    TABLE.iter().find(|entry| entry.act == act)?.keys
}

/// What the table calls it.
pub(crate) fn title_of(act: Act) -> TextId {
    let found = TABLE.iter().find(|entry| entry.act == act);
    found.map_or(TextId("act-palette"), |entry| entry.title)
}

/// The acts whose keys were pressed, and takes them from the input, so that no text field takes them for its own.
/// Undoing belongs to the text while one is being written.
pub(crate) fn pressed(ctx: &egui::Context) -> Vec<Act> {
    let writing = ctx.text_edit_focused();
    ctx.input_mut(|input| {
        TABLE
            .iter()
            .filter(|entry| !(writing && entry.act == Act::UndoLast))
            .filter(|entry| entry.keys.is_some_and(|keys| input.consume_shortcut(&keys)))
            .map(|entry| entry.act)
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_acts_have_the_same_keys() {
        for (place, entry) in TABLE.iter().enumerate() {
            for other in &TABLE[place + 1..] {
                assert!(
                    entry.keys.is_none() || entry.keys != other.keys,
                    "{:?} and {:?}",
                    entry.act,
                    other.act
                );
            }
        }
    }

    #[test]
    fn every_language_can_be_chosen() {
        for language in Language::ALL {
            let act = Act::Speak(Some(language));
            assert!(TABLE.iter().any(|entry| entry.act == act), "{language:?}");
        }
    }

    #[test]
    fn every_place_but_the_one_for_beginning_can_be_reached_by_a_key() {
        let place = |area: &Area| *area != Area::Begin && area.part_of() == *area;
        for area in Area::ALL.into_iter().filter(place) {
            assert!(keys_of(Act::Go(area)).is_some(), "{area:?}");
        }
    }
}
