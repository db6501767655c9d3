//! Actions: what somebody will do, by when, and the four arrangements for a meeting, which have an owner or nobody yet.

use crate::acting::Acting;
use crate::clash::{Choice, Field, Words};
use crate::collection::Entry;
use crate::command::{CommandError, limits};
use crate::ids::{ActionId, MemberId, named};
use crate::learning::{check_session, is_session};
use crate::meetings::check_date;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::text::Splice;
use crate::undo::Scalar;
use horseshoe_merge::{ObjectRef, Value};
use serde::{Deserialize, Serialize};

/// What a group can do with its actions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ActionsCommand {
    Add {
        text: String,
        /// Who is asked to do it. Whoever writes themselves down accepts.
        #[serde(default)]
        owner: Option<MemberId>,
        /// `2026-12-10`.
        #[serde(default)]
        due: Option<String>,
        /// Where it came up: the session's document, or the meeting.
        #[serde(default)]
        session: Option<String>,
    },
    /// Adds what is missing of the four arrangements of a session or meeting.
    Arrangements {
        session: String,
    },
    Splice {
        action: ActionId,
        splices: Vec<Splice>,
    },
    /// Says who is asked to do it; `None` for nobody yet. What another owner accepted is over.
    SetOwner {
        action: ActionId,
        owner: Option<MemberId>,
    },
    /// The owner accepts; or somebody records that they said so in the room.
    Accept {
        action: ActionId,
        #[serde(default)]
        said_aloud: bool,
    },
    /// By when; `None` for no date.
    SetDue {
        action: ActionId,
        due: Option<String>,
    },
    Done {
        action: ActionId,
    },
    /// It is not done after all.
    Reopen {
        action: ActionId,
    },
    TakeOut {
        action: ActionId,
    },
    BringBack {
        action: ActionId,
    },
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Action {
    pub id: ActionId,
    /// Empty for an arrangement: what it is says it.
    pub words: Words,
    pub arrangement: Option<Arrangement>,
    /// Who is asked to do it; absent while it is nobody yet.
    pub owner: Option<Field<MemberId>>,
    /// That the owner will do it. While two owners clash, nobody has accepted.
    pub accepted: Option<Acceptance>,
    pub due: Field<Option<String>>,
    /// When it was done.
    pub done: Option<u64>,
    /// Where it came up: a session's document, or a meeting.
    pub session: Option<String>,
    pub by: Option<MemberId>,
    pub at: u64,
    pub taken_out: bool,
}

/// What there is to arrange for a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrangement {
    Room,
    Date,
    Time,
    Notices,
}

/// That the owner of an action accepted it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Acceptance {
    /// Who recorded it: the owner, or somebody who heard them say so.
    pub by: Option<MemberId>,
    pub at: u64,
}

impl Action {
    /// Whether it is to be done by this day (`2026-12-10`) and is not.
    pub fn due_by(&self, day: &str) -> bool {
        self.done.is_none() && self.due.value.as_deref().is_some_and(|due| due <= day)
    }
}

impl Arrangement {
    pub const ALL: [Self; 4] = [Self::Room, Self::Date, Self::Time, Self::Notices];

    /// Its word in documents and scripts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Date => "date",
            Self::Time => "time",
            Self::Notices => "notices",
        }
    }

    /// The action it is for this session or meeting: the same whoever adds it.
    pub fn action(self, session: &str) -> ActionId {
        ActionId::from_bytes(named(&format!("horseshoe arrangement\n{session}\n{}", self.word())))
    }
}

impl Entry for Action {
    const MAP: &'static str = "actions";
    type Id = ActionId;

    fn read(id: ActionId, item: &Item<'_>) -> Option<Self> {
        let arrangement = item.str(ARRANGEMENT).unwrap_or_default();
        let arrangement = Arrangement::ALL.into_iter().find(|one| one.word() == arrangement);
        let words = item.text(WORDS);
        if arrangement.is_none() && words.is_none() {
            return None;
        }
        let date = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let at = item.field(AT, Value::as_uint)?;
        let first = at.all().into_iter().min_by_key(|choice| choice.value)?;
        Some(Self {
            id,
            words: words.unwrap_or_default(),
            arrangement,
            owner: owner_of(item),
            accepted: accepted(item),
            due: item.field(DUE, |value| value.as_str().map(date)).unwrap_or_default(),
            done: item.earliest(DONE),
            session: item.str(SESSION).filter(|key| is_session(key)),
            by: first.by,
            at: first.value,
            taken_out: item.has(OUT),
        })
    }

    fn id(&self) -> ActionId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        // What was added at once stands in the order of the handbook.
        let nth = self.arrangement.map_or(0, |one| one as usize);
        (format!("{:020} {nth}", self.at), self.at)
    }

    fn out(&self) -> bool {
        self.taken_out
    }
}

fn owner_of(item: &Item<'_>) -> Option<Field<MemberId>> {
    item.field(OWNER, |value| value.as_str().and_then(|it| it.parse().ok()))
}

fn said(item: &Item<'_>) -> Vec<Choice<Said>> {
    let said = |value: &Value| value.as_str().and_then(Said::parse);
    item.field(ACCEPTED, said).map(Field::all).unwrap_or_default()
}

fn accepted(item: &Item<'_>) -> Option<Acceptance> {
    let owner = owner_of(item).filter(|owner| owner.clash.is_empty())?.value;
    let about_them = said(item).into_iter().filter(|Choice { value, by }| {
        // Nobody accepts in another's name, unless they say that they heard it.
        value.owner == owner && (value.aloud || *by == Some(owner))
    });
    let acceptances = about_them.map(|Choice { value, by }| Acceptance { by, at: value.at });
    acceptances.max_by_key(|one| (one.by == Some(owner), one.at))
}

/// An acceptance as the document holds it: whose, when it was recorded, and whether it was said aloud.
#[derive(Clone, PartialEq)]
struct Said {
    owner: MemberId,
    at: u64,
    aloud: bool,
}

impl Said {
    fn to_lines(&self) -> String {
        let how = if self.aloud { ALOUD } else { IN_PERSON };
        format!("{}\n{}\n{how}", self.owner, self.at)
    }

    fn parse(lines: &str) -> Option<Self> {
        let mut parts = lines.split('\n');
        let (owner, at, how) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { owner: owner.parse().ok()?, at: at.parse().ok()?, aloud: how == ALOUD })
    }
}

const WORDS: &str = "words";
const ARRANGEMENT: &str = "arrangement";
const OWNER: &str = "owner";
const ACCEPTED: &str = "accepted";
const DUE: &str = "due";
const DONE: &str = "done";
const SESSION: &str = "session";
const ALOUD: &str = "said_aloud";
const IN_PERSON: &str = "in_person";
const NO_ACTION: CommandError = CommandError::NoSuch { what: "action" };

pub(crate) fn plan(
    command: &ActionsCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        ActionsCommand::Add { text, owner, due, session } => {
            limits::some(text)?;
            limits::text(text)?;
            owner.map_or(Ok(()), |owner| check_member(owner, acting))?;
            due.as_deref().map_or(Ok(()), check_date)?;
            session.as_deref().map_or(Ok(()), check_session)?;
            limits::room(root.items::<ActionId>(Action::MAP).len(), limits::ITEMS)?;
            let id = ActionId::from_bytes((acting.ids)()).to_hex();
            let action = plan.item(&[Action::MAP], id, acting);
            plan.text(&action, WORDS, text);
            plan.set(&action, DUE, due.as_deref().unwrap_or_default());
            if let Some(session) = session {
                plan.set(&action, SESSION, session.as_str());
            }
            if let Some(owner) = owner {
                plan.set(&action, OWNER, owner.to_hex());
                if *owner == acting.member {
                    plan.set(&action, ACCEPTED, acceptance(*owner, false, acting));
                }
            }
        }
        ActionsCommand::Arrangements { session } => {
            check_session(session)?;
            add_arrangements(&mut plan, root, session, acting)?;
        }
        ActionsCommand::Splice { action, splices } => {
            let words = find(root, *action)?.text(WORDS).ok_or(NO_ACTION)?;
            let object = ObjectRef::parse(&words.object).or(Err(NO_ACTION))?;
            plan.splice(object, &words.text, splices)?;
        }
        ActionsCommand::SetOwner { action, owner } => {
            set_owner(&mut plan, root, *action, *owner, acting)?;
        }
        ActionsCommand::Accept { action, said_aloud } => {
            accept(&mut plan, root, *action, *said_aloud, acting)?;
        }
        ActionsCommand::SetDue { action, due } => {
            due.as_deref().map_or(Ok(()), check_date)?;
            let due = due.as_deref().unwrap_or_default();
            put(&mut plan, root, *action, DUE, Some(due.to_owned().into()))?;
        }
        ActionsCommand::Done { action } => {
            if find(root, *action)?.has(DONE) {
                return Err(CommandError::AlreadySo);
            }
            put(&mut plan, root, *action, DONE, Some(acting.now().into()))?;
        }
        ActionsCommand::Reopen { action } => {
            if !find(root, *action)?.has(DONE) {
                return Err(CommandError::AlreadySo);
            }
            put(&mut plan, root, *action, DONE, None)?;
        }
        ActionsCommand::TakeOut { action } => {
            plan.take_out(root, &[Action::MAP, &action.to_hex()], NO_ACTION, acting)?;
        }
        ActionsCommand::BringBack { action } => {
            plan.bring_back(root, &[Action::MAP, &action.to_hex()], NO_ACTION)?;
        }
    }
    Ok(plan)
}

fn add_arrangements(
    plan: &mut Plan,
    root: &Item<'_>,
    session: &str,
    acting: &Acting<'_>,
) -> Result<(), CommandError> {
    let there = root.items::<ActionId>(Action::MAP);
    let is_there = |id: ActionId| there.iter().any(|(known, _)| *known == id);
    let missing = Arrangement::ALL.into_iter().filter(|one| !is_there(one.action(session)));
    let missing: Vec<_> = missing.collect();
    if missing.is_empty() {
        return Err(CommandError::AlreadySo);
    }
    if there.len() + missing.len() > limits::ITEMS {
        return Err(CommandError::TooMany { most: limits::ITEMS });
    }
    for one in missing {
        let id = one.action(session).to_hex();
        let action = plan.item_of_several(&[Action::MAP], &id, acting);
        plan.set(&action, ARRANGEMENT, one.word());
        plan.set(&action, SESSION, session);
    }
    Ok(())
}

fn set_owner(
    plan: &mut Plan,
    root: &Item<'_>,
    action: ActionId,
    owner: Option<MemberId>,
    acting: &Acting<'_>,
) -> Result<(), CommandError> {
    owner.map_or(Ok(()), |owner| check_member(owner, acting))?;
    let now = owner_of(&find(root, action)?);
    let clash = now.as_ref().is_some_and(|now| !now.clash.is_empty());
    if !clash && now.map(|now| now.value) == owner {
        return Err(CommandError::AlreadySo);
    }
    put(plan, root, action, OWNER, owner.map(|owner| owner.to_hex().into()))?;
    let own = owner.filter(|owner| *owner == acting.member);
    let accepted = own.map(|owner| acceptance(owner, false, acting).into());
    put(plan, root, action, ACCEPTED, accepted)
}

fn accept(
    plan: &mut Plan,
    root: &Item<'_>,
    action: ActionId,
    said_aloud: bool,
    acting: &Acting<'_>,
) -> Result<(), CommandError> {
    let item = find(root, action)?;
    let owners = owner_of(&item).map(Field::all).unwrap_or_default();
    let owner = owners.first().ok_or(CommandError::NobodyYet)?.value;
    let me = owners.iter().map(|choice| choice.value).find(|owner| *owner == acting.member);
    let owner = match me {
        Some(me) => me,
        None if said_aloud && owners.len() == 1 => owner,
        None => return Err(CommandError::NotTheOwner),
    };
    let aloud = owner != acting.member;
    // What the owner said themselves stays theirs.
    if aloud && said(&item).iter().any(|said| said.value.owner == owner) {
        return Err(CommandError::AlreadySo);
    }
    // Of two who were asked at once, whoever accepts is the owner.
    if owners.len() > 1 {
        put(plan, root, action, OWNER, Some(owner.to_hex().into()))?;
    }
    put(plan, root, action, ACCEPTED, Some(acceptance(owner, aloud, acting).into()))
}

fn find<'a>(root: &Item<'a>, action: ActionId) -> Result<Item<'a>, CommandError> {
    root.map(Action::MAP).and_then(|all| all.item(&action.to_hex())).ok_or(NO_ACTION)
}

/// Sets one of an action's values; `None` for no value.
fn put(
    plan: &mut Plan,
    root: &Item<'_>,
    action: ActionId,
    key: &str,
    value: Option<Scalar>,
) -> Result<(), CommandError> {
    find(root, action)?;
    let id = action.to_hex();
    match value {
        Some(value) => plan.put(root, &[Action::MAP, &id], key, value),
        None => plan.delete(root, &[Action::MAP, &id], key),
    }
    Ok(())
}

fn acceptance(owner: MemberId, aloud: bool, acting: &Acting<'_>) -> String {
    Said { owner, at: acting.now, aloud }.to_lines()
}

/// An owner is a member who can accept.
pub(crate) fn check_member(owner: MemberId, acting: &Acting<'_>) -> Result<(), CommandError> {
    let stands = acting.members.iter().any(|(member, _)| *member == owner);
    if stands || owner == acting.member {
        Ok(())
    } else {
        Err(CommandError::NoSuch { what: "member" })
    }
}
