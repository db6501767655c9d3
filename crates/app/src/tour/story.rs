//! What happens in the hour, chapter by chapter, and what must be true after each.

use super::figures::Figures;
use super::people::{People, Person};
use super::picture;
use super::telling::Teller;
use anyhow::{Context as _, bail, ensure};
use horseshoe_handbook::Language;
use horseshoe_model::{
    BallotsCommand, GroundrulesCommand, Mark, MeetingId, MeetingsCommand, NotesCommand, OfferId,
    OptionId, Outcome, Presentation, PresentationKind, PresentersCommand, SlotId, SwapId, VoteId,
    VotesCommand, When,
};
use horseshoe_node::{Command, Community, JoiningState, Reply, Stage, TextRef};
use std::path::Path;

const AMIRA: usize = 0;
const BEN: usize = 1;
const CLEO: usize = 2;
/// The fourth member's device is an old laptop that is left running: a keeper.
const DAN: usize = 3;
const EVERYBODY: [usize; 4] = [AMIRA, BEN, CLEO, DAN];

/// Plays the whole story. The people are given back with their programs running.
pub(super) async fn tell(profiles: &Path, folder: &Path) -> anyhow::Result<People> {
    let mut teller = Teller::new();
    teller.title("Horseshoe: an hour of a learning community, in about a minute");
    teller.line("Four members, each with their own device and nothing in between.");
    teller.line("Everything here is made up, and stays on this machine.");
    let names = [
        ("Amira", "health visiting"),
        ("Ben", "community arts"),
        ("Cleo", "social work"),
        ("Dan", "teaching"),
    ];
    let mut people = People::arrive(profiles, &names).await?;
    let mut figures = Figures::default();

    found(&mut teller, &people).await?;
    join(&mut teller, &people).await?;
    write_groundrules(&mut teller, &people, &mut figures).await?;
    go_offline(&mut teller, &mut people, &mut figures).await?;
    present(&mut teller, &people, &mut figures).await?;
    decide(&mut teller, &people, &mut figures).await?;
    stop_dead(&mut teller, &mut people, &mut figures).await?;
    keep(&mut teller, &mut people, &mut figures).await?;

    leave_behind(&teller, &people, folder).await?;
    figures.tell(&teller, &people)?;
    Ok(people)
}

async fn found(teller: &mut Teller, people: &People) -> anyhow::Result<()> {
    let (amira, ben) = (&people.all[AMIRA], &people.all[BEN]);
    teller.chapter("A community begins when the second person joins");
    let name = "Riverside practitioners".to_owned();
    let Reply::Begun { community: draft } = amira.ask(Command::Begin { name }).await? else {
        bail!("nothing was begun")
    };
    add_rule(amira, "What we hear stays in the room; learning may leave if we agree").await?;
    ensure!(amira.community()?.stage == Stage::Draft, "one person alone is a draft");
    let ticket = amira.invite(draft).await?;
    teller.line("Amira has written a first groundrule and hands Ben a ticket.");
    ben.ask(Command::Join { ticket }).await?;
    let asked = amira.until(|community| !community.requests.is_empty()).await?;
    let heard = ben.until_snapshot(|snapshot| {
        snapshot.joining.first().is_some_and(|joining| joining.words.is_some())
    });
    let (mine, theirs) = (asked.requests[0].words.clone(), heard.await?.joining[0].words.clone());
    ensure!(mine.is_some() && mine == theirs, "they read out different words");
    teller
        .seen(&format!("both read the same words aloud: {}", mine.unwrap_or_default().join(" · ")));
    ensure!(ben.snapshot()?.communities.is_empty(), "nobody is in before somebody said yes");
    amira.approve().await?;
    ben.until(|community| community.stage == Stage::Living && rules(community).len() == 1).await?;
    amira.until(|community| community.stage == Stage::Living).await?;
    teller.seen("Amira said yes; the draft has moved in, and Ben reads her groundrule");
    Ok(())
}

async fn join(teller: &mut Teller, people: &People) -> anyhow::Result<()> {
    teller.chapter("Two members let the others in");
    let (amira, ben) = (&people.all[AMIRA], &people.all[BEN]);
    for newcomer in [&people.all[CLEO], &people.all[DAN]] {
        let ticket = amira.invite(amira.community()?.id).await?;
        newcomer.ask(Command::Join { ticket: ticket.clone() }).await?;
        amira.approve().await?;
        newcomer
            .until_snapshot(|snapshot| {
                snapshot.joining.first().is_some_and(|joining| {
                    matches!(joining.state, JoiningState::Waiting { missing: 1 })
                })
            })
            .await?;
        ensure!(newcomer.snapshot()?.communities.is_empty(), "one yes is not enough");
        ben.approve().await?;
        newcomer.until(|community| community.stage == Stage::Living).await?;
        teller.seen(&format!("{} is in: Amira and Ben both said yes", newcomer.name));
    }
    for person in &people.all {
        person.until(|it| it.members.len() == 4 && it.members.iter().all(|who| who.here)).await?;
    }
    people.agree(&EVERYBODY, people.clock.now()).await?;
    Ok(())
}

async fn write_groundrules(
    teller: &mut Teller,
    people: &People,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    teller.chapter("All write groundrules at once");
    let [amira, ben, cleo, dan] = everybody(people)?;
    let rule = amira.community()?.community.groundrules.rules[0].words.object.clone();
    let text = TextRef { document: amira.community()?.community_document, object: rule };
    let typing = async {
        tokio::try_join!(
            amira.type_at_end(&text, " (unless somebody is at risk)"),
            ben.type_at_end(&text, " — and we say so first"),
            add_rule(cleo, "Listen to how as well as what is said"),
            add_rule(dan, "Phones on silent; say if you are on call"),
        )
    };
    let shown_early = dan.until(|community| !community.typing.is_empty());
    let (typed, shown) = tokio::join!(typing, shown_early);
    typed?;
    let written = people.clock.now();
    shown.context("nobody saw the words as they were typed")?;
    teller.seen("the words are seen while they are typed");
    figures.settled("four people wrote at once", people.agree(&EVERYBODY, written).await?);
    let seen = dan.community()?;
    let rules = rules(&seen);
    ensure!(rules.len() == 3, "a rule is missing: {rules:?}");
    let shared = &rules[0];
    for words in ["(unless somebody is at risk)", "— and we say so first"] {
        ensure!(shared.contains(words), "words were lost in “{shared}”");
    }
    teller.seen("two people typed in the same rule, and every letter of both is there:");
    teller.line(&format!("“{shared}”"));
    Ok(())
}

async fn go_offline(
    teller: &mut Teller,
    people: &mut People,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    teller.chapter("Cleo takes the train home; everybody writes on");
    let [amira, ben, cleo, _] = everybody(people)?;
    cleo.ask(Command::SetOnline { online: false }).await?;
    amira.until(|community| community.sync.connected == 2).await?;
    let first = cleo.community()?.community.groundrules.rules[0].id;
    for number in 1..=12 {
        add_note(cleo, &format!("From the train, {number}: what made us go back when we did?"))
            .await?;
        add_note(ben, &format!("From the room, {number}: who else was involved?")).await?;
    }
    let reword = |text: &str| GroundrulesCommand::Reword { rule: first, text: text.to_owned() };
    cleo.act(reword("What we hear stays in the room")).await?;
    amira.act(reword("What we hear stays here; what we learn may leave")).await?;
    ensure!(ben.community()?.notebook.notes.len() == 12, "nothing of Cleo's can be here yet");
    teller.line("Twelve notes on the train, twelve in the room, and one rule worded twice.");
    let arriving = people.clock.now();
    cleo.ask(Command::SetOnline { online: true }).await?;
    cleo.until(|community| community.notebook.notes.len() == 24).await?;
    figures.settled("Cleo's train arrived", people.agree(&EVERYBODY, arriving).await?);
    let seen = people.all[DAN].community()?;
    ensure!(seen.notebook.notes.len() == 24, "a note is missing");
    let rule = seen.community.groundrules.rules.iter().find(|rule| rule.id == first);
    let clash = rule.map(|rule| rule.clash.len()).unwrap_or_default();
    ensure!(clash == 2, "both wordings are kept until somebody chooses, not {clash}");
    teller.seen("all 24 notes are there, and both wordings: “which shall we keep?”");
    let keep = rule.and_then(|rule| rule.clash.last()).context("a wording")?.id;
    let keep = GroundrulesCommand::Keep { rule: first, wording: keep };
    let choosing = people.clock.now();
    people.all[DAN].act(keep).await?;
    figures.settled("the group chose", people.agree(&EVERYBODY, choosing).await?);
    let rules = people.all[AMIRA].community()?.community.groundrules.rules.clone();
    ensure!(rules.iter().all(|rule| rule.clash.is_empty()), "the choice did not arrive");
    Ok(())
}

async fn present(
    teller: &mut Teller,
    people: &People,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    teller.chapter("Who presents, and a swap");
    let [amira, ben, cleo, dan] = everybody(people)?;
    let when = When {
        date: "2027-01-14".to_owned(),
        start: "14:00".to_owned(),
        end: "17:00".to_owned(),
        zone: "Europe/London".to_owned(),
    };
    let place = "Room 3, Elm House".to_owned();
    let propose = MeetingsCommand::Propose { kind: Default::default(), when, place, slots: 2 };
    let meeting: MeetingId = amira.make(propose).await?;
    people.agree(&EVERYBODY, people.clock.now()).await?;
    let meetings = dan.until(|it| it.community.meetings.iter().any(|it| it.id == meeting)).await?;
    let slots: Vec<SlotId> = meetings.community.meetings[0].slots.iter().map(|it| it.id).collect();
    ensure!(slots.len() == 2, "two places for presenters");
    let offer = |slot, topic: &str| PresentersCommand::Offer {
        slot,
        presentation: Presentation {
            kind: PresentationKind::CaseStudy,
            topic: topic.to_owned(),
            slides: None,
        },
        member: None,
    };
    for person in [ben, cleo, dan] {
        person.until(|it| !it.community.meetings.is_empty()).await?;
    }
    let (from_ben, from_cleo, from_dan) = tokio::try_join!(
        ben.make::<OfferId>(offer(slots[0], "Saying no to managers")),
        cleo.make::<OfferId>(offer(slots[0], "A second visit")),
        dan.make::<OfferId>(offer(slots[1], "The quiet pupil")),
    )?;
    let seen = amira
        .until(|it| {
            let offers: Vec<usize> =
                it.community.meetings[0].slots.iter().map(|it| it.offers.len()).collect();
            offers == [2, 1]
        })
        .await?;
    ensure!(seen.community.meetings[0].slots[0].presenter.is_none(), "nobody was picked silently");
    teller.seen("Ben and Cleo both offered for the first place: both are shown, nobody loses");
    amira.act(PresentersCommand::Pick { offer: from_cleo }).await?;
    amira.act(PresentersCommand::Pick { offer: from_dan }).await?;
    people.agree(&EVERYBODY, people.clock.now()).await?;
    let swap = PresentersCommand::ProposeSwap { slot: slots[0], with: slots[1] };
    cleo.until(|it| it.community.meetings[0].slots.iter().all(|it| it.presenter.is_some())).await?;
    let swap: SwapId = cleo.make(swap).await?;
    dan.until(|it| !it.community.swaps.is_empty()).await?;
    let agreeing = people.clock.now();
    dan.act(PresentersCommand::AgreeSwap { swap, said_aloud: false }).await?;
    let dans = dan.community()?.me;
    for person in &people.all {
        person
            .until(|it| {
                let first = it.community.meetings[0].slots[0].presenter.as_ref();
                first.is_some_and(|it| it.value.as_bytes() == dans.as_bytes())
            })
            .await?;
    }
    figures.settled("the swap was agreed", people.agree(&EVERYBODY, agreeing).await?);
    teller.seen("Cleo asked Dan to change places; Dan agreed, and everybody sees it");
    ben.act(PresentersCommand::Withdraw { offer: from_ben }).await?;
    Ok(())
}

async fn decide(teller: &mut Teller, people: &People, figures: &mut Figures) -> anyhow::Result<()> {
    teller.chapter("A traffic light that ties");
    let [amira, ben, cleo, dan] = everybody(people)?;
    let issues = ["Recording cases", "Saying no to managers", "Working with families"];
    let open = VotesCommand::Open {
        question: "What shall we look at next?".to_owned(),
        options: issues.map(ToOwned::to_owned).into(),
        mode: Default::default(),
        fewest_reds: false,
    };
    let vote: VoteId = amira.make(open).await?;
    for person in &people.all {
        person.until(|it| it.community.votes.iter().any(|it| it.id == vote)).await?;
    }
    let options: Vec<OptionId> =
        amira.community()?.community.votes[0].options.iter().map(|it| it.id).collect();
    let mark = |option: usize, mark| BallotsCommand::Mark { vote, option: options[option], mark };
    amira.act(mark(0, Mark::Green)).await?;
    amira.act(mark(1, Mark::Red)).await?;
    ben.act(mark(1, Mark::Green)).await?;
    ben.act(mark(0, Mark::Red)).await?;
    cleo.act(mark(0, Mark::Green)).await?;
    cleo.act(mark(1, Mark::Red)).await?;
    dan.act(mark(2, Mark::Green)).await?;
    dan.act(mark(1, Mark::Green)).await?;
    let counted = amira.until(|it| it.tallies.first().is_some_and(|it| it.marked == 4)).await?;
    people.agree(&EVERYBODY, people.clock.now()).await?;
    ensure!(counted.tallies[0].tally.is_none(), "nothing is counted aloud while people mark");
    let closing = people.clock.now();
    amira.act(VotesCommand::Close { vote }).await?;
    for person in &people.all {
        person.until(|it| it.tallies.first().is_some_and(|it| it.closed)).await?;
    }
    figures.settled("the vote was closed", people.agree(&EVERYBODY, closing).await?);
    let seen = ben.community()?;
    let tally = seen.tallies[0].tally.as_ref().context("a closed vote is counted")?;
    ensure!(
        tally.outcome == Outcome::Tie { options: vec![options[0], options[1]] },
        "two issues have two greens each: {:?}",
        tally.outcome
    );
    for count in &tally.counts {
        let place = options.iter().position(|option| *option == count.option).unwrap_or_default();
        teller.line(&format!(
            "{:<24} ▲ green {}   ▼ red {}",
            issues[place], count.greens, count.reds
        ));
    }
    teller.seen("a tie stays a tie: what else do people need to know in order to decide?");
    Ok(())
}

async fn stop_dead(
    teller: &mut Teller,
    people: &mut People,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    teller.chapter("Ben's program stops dead while he writes, and opens again");
    let before = people.all[BEN].community()?.notebook.notes.len();
    let ben = &people.all[BEN];
    ben.ask(Command::SetOnline { online: false }).await?;
    let mut acknowledged = 0;
    for number in 1..=40 {
        add_note(ben, &format!("Written just before the battery went, {number}")).await?;
        acknowledged = number;
    }
    // One more is on its way when the program stops: it may be there afterwards or not, like the last word before
    // a power cut; what was answered as saved must be.
    let last = NotesCommand::Add {
        text: "The last word".to_owned(),
        kind: Default::default(),
        scope: Default::default(),
        about: None,
        after: None,
        shown: false,
    };
    let community = ben.community()?.id;
    ben.node()?.asker().send(Command::Do { community, act: last.into() })?;
    let stopped = people.clock.now();
    people.all[BEN].stop_dead();
    people.all[BEN].open().await?;
    let notes = people.all[BEN].community()?.notebook.notes.len();
    let come_back = notes - before;
    ensure!(come_back >= acknowledged, "{acknowledged} notes were saved, {come_back} came back");
    teller.seen(&format!("{acknowledged} notes were acknowledged as saved; {come_back} came back"));
    people.all[DAN].until(|it| it.notebook.notes.len() >= before + acknowledged).await?;
    figures.settled("Ben's program stopped dead", people.agree(&EVERYBODY, stopped).await?);
    Ok(())
}

async fn keep(
    teller: &mut Teller,
    people: &mut People,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    teller.chapter("Two who never meet: the laptop in the cupboard brings them together");
    for person in [AMIRA, BEN, CLEO] {
        people.all[person].leave().await;
    }
    people.all[DAN].until(|it| it.sync.connected == 0).await?;
    people.all[BEN].open().await?;
    people.all[BEN].until(|it| it.sync.connected == 1).await?;
    add_note(&people.all[BEN], "Ben, Tuesday night: the room has a projector").await?;
    people.all[DAN].until(|it| has_note(it, "Ben, Tuesday night")).await?;
    people.all[BEN].leave().await;
    teller.line("Ben wrote on Tuesday night and shut his laptop. Nobody else was there.");
    people.all[CLEO].open().await?;
    people.all[CLEO].until(|it| has_note(it, "Ben, Tuesday night")).await?;
    teller.seen("Cleo opened hers on Wednesday: Ben's note came from the cupboard");
    add_note(&people.all[CLEO], "Cleo, Wednesday: then I need no flipchart").await?;
    people.all[DAN].until(|it| has_note(it, "Cleo, Wednesday")).await?;
    people.all[CLEO].leave().await;
    let opening = people.clock.now();
    for person in [AMIRA, BEN, CLEO] {
        people.all[person].open().await?;
    }
    people.all[BEN].until(|it| has_note(it, "Cleo, Wednesday")).await?;
    for person in &people.all {
        person.until(|it| it.sync.connected == 3).await?;
    }
    figures.settled("three opened their programs again", people.agree(&EVERYBODY, opening).await?);
    Ok(())
}

/// What the tour leaves for people to look at.
async fn leave_behind(teller: &Teller, people: &People, folder: &Path) -> anyhow::Result<()> {
    let amira = &people.all[AMIRA];
    let community = amira.community()?.id;
    let export = folder.join("everything readable");
    let language = Language::English;
    let reply = amira.ask(Command::Export { community, folder: export.clone(), language }).await?;
    let Reply::Exported { files, .. } = reply else { bail!("nothing was exported") };
    let pictures = picture::take(&*amira.snapshot()?, &folder.join("pictures"))?;
    teller.title("What is left to look at");
    teller.line(&format!("{files} readable files in {}", export.display()));
    teller.line(&format!("{pictures} pictures in {}", folder.join("pictures").display()));
    Ok(())
}

fn everybody(people: &People) -> anyhow::Result<[&Person; 4]> {
    let all: Vec<&Person> = people.all.iter().collect();
    all.try_into().ok().context("there are four")
}

async fn add_rule(person: &Person, text: &str) -> anyhow::Result<()> {
    person.act(GroundrulesCommand::Add { text: text.to_owned(), after: None }).await?;
    Ok(())
}

async fn add_note(person: &Person, text: &str) -> anyhow::Result<()> {
    let text = text.to_owned();
    let (kind, scope) = Default::default();
    person
        .act(NotesCommand::Add { text, kind, scope, about: None, after: None, shown: false })
        .await?;
    Ok(())
}

fn has_note(community: &Community, beginning: &str) -> bool {
    community.notebook.notes.iter().any(|note| note.words.text.starts_with(beginning))
}

fn rules(community: &Community) -> Vec<String> {
    let rules = community.community.groundrules.rules.iter();
    rules.map(|rule| rule.words.text.clone()).collect()
}
