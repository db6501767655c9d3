//! What the people screen shows: members and how sure one can be of them, who asks to be let in, my devices, tickets I
//! gave out, and who is no longer in the group.

use crate::screens::membership::{called, standing_devices};
use crate::words;
use horseshoe_node::{
    CertificateId, Community, Departure, DepartureKind, DeviceId, Invitation, Member, MemberId,
    OwnDevice, Request, Stage, Target,
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    /// The others are still to come.
    pub(crate) draft: bool,
    /// I am out: reading goes on.
    pub(crate) out: bool,
    pub(crate) members: Vec<MemberRow>,
    pub(crate) requests: Vec<RequestRow>,
    /// My own devices, this one first; those that are out are told with who left.
    pub(crate) devices: Vec<OwnDevice>,
    /// My own door, while it is open.
    pub(crate) door: Option<Door>,
    /// For other people.
    pub(crate) tickets: Vec<Invitation>,
    /// For further devices of mine.
    pub(crate) device_tickets: Vec<Invitation>,
    /// Who and what is no longer in the group.
    pub(crate) gone: Vec<Gone>,
    /// Those of whom a newcomer may say that they were them.
    pub(crate) before: Vec<MemberId>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MemberRow {
    pub(crate) member: Member,
    pub(crate) reach: Reach,
    pub(crate) trust: Trust,
    /// Sixteen words in lines of four, to be read aloud.
    pub(crate) words: Vec<String>,
    /// Devices of theirs that can write, as they are called.
    pub(crate) devices: Vec<(DeviceId, String)>,
}

/// How sure I can be who a member is: what is known here, and what others say, are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// I compared words with them.
    Compared,
    /// So many others say that they did.
    OthersSay(u64),
    /// Nobody did; these let them in.
    LetInBy(Vec<MemberId>),
    /// Nobody did; they were here from the beginning.
    Founder,
}

/// Who left, or a device that was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gone {
    pub(crate) id: CertificateId,
    pub(crate) name: String,
    pub(crate) how: How,
    /// Who signed it, where others than the one it is about did.
    pub(crate) by: Vec<MemberId>,
    pub(crate) reason: String,
    /// So many of so many devices have heard of it.
    pub(crate) heard: Option<(usize, usize)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Left,
    Removed,
    /// They removed each other.
    EachOther(Vec<MemberId>),
    /// One of my own devices, by its name or as it is called.
    MyDevice(String),
    /// A device of somebody else, as it is called.
    Device(String),
}

/// How it stands with the devices of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Me,
    /// Connected, and has everything of mine.
    HereWithAll,
    Here,
    /// Not connected; had everything of mine when we last met.
    AwayWithAll,
    Away,
}

/// My open door, and what the others see it called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    pub(crate) called: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestRow {
    pub(crate) request: Request,
    pub(crate) yes: usize,
    pub(crate) words: Option<String>,
    /// The only one who can say yes as well, where nobody else is left.
    pub(crate) waits_for: Option<MemberId>,
}

impl Contents {
    pub(crate) fn new(community: &Community) -> Self {
        let membership = &community.membership;
        let standing = community.members.iter().filter(|member| member.standing);
        let mut members: Vec<MemberRow> =
            standing.map(|member| MemberRow::new(community, member)).collect();
        members.sort_by_key(|row| !row.member.me);
        let requests = community.requests.iter().map(|request| RequestRow {
            yes: request.approved_by.len(),
            words: request.words.as_ref().map(|words| words.join(" · ")),
            waits_for: waits_for(community, request),
            request: request.clone(),
        });
        let (device_tickets, tickets) =
            community.invitations.iter().cloned().partition(|ticket| ticket.own_device);
        let others = community.members.iter().filter(|member| !member.me);
        Self {
            draft: community.stage == Stage::Draft,
            out: community.stage == Stage::Left,
            members,
            requests: requests.collect(),
            devices: membership.devices.iter().filter(|device| device.standing).cloned().collect(),
            door: community.door.as_ref().map(|door| Door { called: words::door(&door.called) }),
            tickets,
            device_tickets,
            gone: membership.departures.iter().map(|gone| Gone::new(community, gone)).collect(),
            before: others.map(|member| member.id).collect(),
        }
    }
}

impl MemberRow {
    fn new(community: &Community, member: &Member) -> Self {
        let trust = match member {
            Member { compared: true, .. } => Trust::Compared,
            Member { compared_by: 1.., .. } => Trust::OthersSay(member.compared_by),
            Member { let_in_by, .. } if let_in_by.is_empty() => Trust::Founder,
            Member { let_in_by, .. } => Trust::LetInBy(let_in_by.clone()),
        };
        let devices = standing_devices(community, member.id);
        Self {
            reach: match (member.me, member.here, member.has_all) {
                (true, _, _) => Reach::Me,
                (false, true, true) => Reach::HereWithAll,
                (false, true, false) => Reach::Here,
                (false, false, true) => Reach::AwayWithAll,
                (false, false, false) => Reach::Away,
            },
            trust,
            words: member.words.chunks(4).map(|line| line.join(" ")).collect(),
            devices: devices.iter().map(|device| (*device, called(device))).collect(),
            member: member.clone(),
        }
    }
}

impl Gone {
    fn new(community: &Community, gone: &Departure) -> Self {
        let device = match gone.target {
            Target::Device(device) => called(&device),
            Target::Member(_) => String::new(),
        };
        let own = community.membership.devices.iter();
        let own = own.map(|own| (Target::Device(own.id), own.name.clone()));
        let own = own.into_iter().find(|(target, _)| *target == gone.target);
        let how = match (gone.kind, own) {
            (DepartureKind::Left, _) => How::Left,
            (DepartureKind::Removed, _) if gone.each_other.len() > 1 => {
                How::EachOther(gone.each_other.clone())
            }
            (DepartureKind::Removed, _) => How::Removed,
            (_, Some((_, name))) => How::MyDevice(name.unwrap_or(device)),
            (_, None) => How::Device(device),
        };
        let others = matches!(gone.kind, DepartureKind::Removed | DepartureKind::DeviceRemoved);
        Self {
            id: gone.id,
            name: gone.name.clone(),
            how,
            by: if others { gone.by.clone() } else { Vec::new() },
            reason: gone.reason.clone(),
            heard: (gone.of > 0).then_some((gone.heard, gone.of)),
        }
    }
}

/// The one member without whom nobody comes in, if there is only one.
fn waits_for(community: &Community, request: &Request) -> Option<MemberId> {
    let mut free = community.members.iter().filter(|member| {
        member.standing && !member.me && !request.approved_by.contains(&member.id)
    });
    let one = free.next()?;
    free.next().is_none().then_some(one.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use std::sync::Arc;

    #[test]
    fn members_stay_in_their_order_and_say_how_it_stands() {
        let contents = Contents::new(&testing::community());
        let reach: Vec<Reach> = contents.members.iter().map(|row| row.reach).collect();
        assert_eq!(reach, [Reach::Me, Reach::HereWithAll, Reach::Here, Reach::Away]);
        assert!(contents.gone.is_empty() && !contents.draft);
    }

    #[test]
    fn who_left_stands_apart_with_how_and_by_whom_and_who_has_heard() {
        let contents = Contents::new(&testing::with_departures(testing::community()));
        assert_eq!(contents.members.len(), 4);
        let told: Vec<(&str, &How)> =
            contents.gone.iter().map(|gone| (gone.name.as_str(), &gone.how)).collect();
        let all = [4, 5].map(testing::member_id).to_vec();
        assert_eq!(
            told,
            [
                ("Xaver Lindt", &How::Removed),
                ("Cem Aydin", &How::EachOther(all)),
                ("Lee Brandt", &How::Left),
                ("Jo Llewellyn", &How::Device(called(&testing::device(60)))),
                ("Amira Haddad", &How::MyDevice("the old phone".to_owned())),
            ]
        );
        assert_eq!((contents.gone[0].heard, contents.gone[0].by.len()), (Some((4, 6)), 2));
        assert_eq!((contents.gone[2].heard, contents.gone[2].by.len()), (None, 0));
    }

    #[test]
    fn what_i_checked_is_told_before_what_others_say_and_that_before_who_let_them_in() {
        let trust = |community| {
            let contents = Contents::new(&community);
            contents.members.into_iter().map(|row| row.trust).collect::<Vec<_>>()
        };
        let let_in = Trust::LetInBy([0, 1].map(testing::member_id).to_vec());
        let before = trust(testing::community());
        assert_eq!(before, [Trust::Founder, Trust::Founder, let_in.clone(), let_in.clone()]);
        let after = trust(testing::with_words(testing::community()));
        assert_eq!(after, [Trust::Founder, Trust::Compared, Trust::OthersSay(2), let_in]);
    }

    #[test]
    fn sixteen_words_are_four_lines_of_four() {
        let contents = Contents::new(&testing::with_words(testing::community()));
        let words = &contents.members[1].words;
        assert_eq!(words.len(), 4);
        assert!(words.iter().all(|line| line.split(' ').count() == 4), "{words:?}");
    }

    #[test]
    fn tickets_for_people_and_for_devices_of_mine_are_told_apart() {
        let community = testing::with_device_ticket(testing::with_ticket(testing::community()));
        let contents = Contents::new(&community);
        assert_eq!((contents.tickets.len(), contents.device_tickets.len()), (1, 1));
        assert!(contents.device_tickets[0].own_device);
    }

    #[test]
    fn who_must_say_yes_is_named_where_only_one_is_left() {
        let mut community = testing::with_request(testing::community());
        assert_eq!(Contents::new(&community).requests[0].waits_for, None);
        Arc::make_mut(&mut community.members).truncate(3);
        let waits_for = Contents::new(&community).requests[0].waits_for;
        assert_eq!(waits_for, Some(testing::member_id(2)));
    }

    #[test]
    fn a_request_counts_who_said_yes_and_shows_its_words_as_one_line() {
        let contents = Contents::new(&testing::with_request(testing::community()));
        let request = &contents.requests[0];
        assert_eq!((request.yes, request.request.needed), (1, 2));
        assert_eq!(request.words.as_deref(), Some("river · candle · orchard · seven"));
    }
}
