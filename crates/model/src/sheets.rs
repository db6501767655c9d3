//! Sheets of a session: a picture of a paper flipchart, with what is on it typed up beside it; or slides for everybody.

use crate::acting::Acting;
use crate::clash::Words;
use crate::collection::Entry;
use crate::command::{CommandError, limits};
use crate::files::Slides;
use crate::ids::{MemberId, SheetId};
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::text::Splice;
use horseshoe_merge::ObjectRef;
use serde::{Deserialize, Serialize};

/// What can be done with the sheets of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum SheetsCommand {
    /// Puts up what is in a file.
    Add {
        slides: Slides,
        #[serde(default)]
        text: String,
    },
    /// Types up what is on it.
    Splice {
        sheet: SheetId,
        splices: Vec<Splice>,
    },
    TakeOut {
        sheet: SheetId,
    },
    BringBack {
        sheet: SheetId,
    },
}

/// One sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    pub id: SheetId,
    pub slides: Slides,
    /// What is on it, typed up.
    pub words: Words,
    pub by: Option<MemberId>,
    pub at: u64,
    pub taken_out: bool,
}

impl Entry for Sheet {
    const MAP: &'static str = "pages";
    type Id = SheetId;

    fn read(id: SheetId, item: &Item<'_>) -> Option<Self> {
        Some(Self {
            id,
            slides: Slides::from_word(&item.str(SLIDES)?)?,
            words: item.text(WORDS)?,
            by: item.by(),
            at: item.uint(AT)?,
            taken_out: item.has(OUT),
        })
    }

    fn id(&self) -> SheetId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (String::new(), self.at)
    }

    fn out(&self) -> bool {
        self.taken_out
    }
}

const SLIDES: &str = "slides";
const WORDS: &str = "words";
const NO_SHEET: CommandError = CommandError::NoSuch { what: "sheet" };
/// Sheets of one session, also those taken out.
const MOST: usize = 100;

pub(crate) fn plan(
    command: &SheetsCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        SheetsCommand::Add { slides, text } => {
            limits::text(text)?;
            limits::room(root.items::<SheetId>(Sheet::MAP).len(), MOST)?;
            let id = SheetId::from_bytes((acting.ids)());
            let sheet = plan.item(&[Sheet::MAP], id.to_hex(), acting);
            plan.set(&sheet, SLIDES, slides.to_word());
            plan.text(&sheet, WORDS, text);
        }
        SheetsCommand::Splice { sheet, splices } => {
            let sheet = root.at(&[Sheet::MAP, &sheet.to_hex()]).ok_or(NO_SHEET)?;
            let words = sheet.text(WORDS).ok_or(NO_SHEET)?;
            let object = ObjectRef::parse(&words.object).or(Err(NO_SHEET))?;
            plan.splice(object, &words.text, splices)?;
        }
        SheetsCommand::TakeOut { sheet } => {
            plan.take_out(root, &[Sheet::MAP, &sheet.to_hex()], NO_SHEET, acting)?;
        }
        SheetsCommand::BringBack { sheet } => {
            plan.bring_back(root, &[Sheet::MAP, &sheet.to_hex()], NO_SHEET)?;
        }
    }
    Ok(plan)
}
