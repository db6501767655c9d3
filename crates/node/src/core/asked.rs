//! Every command, and where it is done.

use super::community::Community;
use super::document::model_member;
use super::erasing::Erasing;
use super::held_by::HeldBy;
use super::removing::Removing;
use super::seen::Seen;
use super::ways_back::WaysBack;
use super::{Core, Effect, Me};
use crate::export::Export;
use crate::guard::ME;
use crate::{Command, Problem, Reply, checking};
use horseshoe_handbook::Language;
use horseshoe_model::{Command as Act, ProfileCommand};
use horseshoe_store::Place;
use horseshoe_trust::{CommunityId, DeviceId, MemberId};
use rand::Rng as _;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The longest name or area of practice, in bytes.
const LONGEST_NAME: usize = 120;

impl Core {
    pub(super) fn ask(&mut self, number: u64, command: Command) {
        match command {
            Command::Introduce { name, practice } => self.introduce(number, &name, &practice),
            Command::Begin { name } => self.begin(number, &name),
            Command::Invite { community, hours } => self.invite(number, community, hours),
            Command::Uninvite { community, ticket } => self.uninvite(number, community, &ticket),
            Command::Join { ticket } => self.join(number, &ticket),
            Command::StopJoining { ticket } => self.stop_joining(number, &ticket),
            Command::HoldDoor { community, open } => self.hold_door(number, community, open),
            Command::LookForDoors { look } => self.look_for_doors(number, look),
            Command::AskAtDoor { device } => self.ask_at_door(number, device),
            Command::SameWords { device } => self.same_words(number, device),
            Command::LeaveDoor { device } => self.leave_door(number, device),
            Command::Approve { community, request, was } => {
                self.approve(number, community, request, was);
            }
            Command::Decline { community, request } => self.decline(number, community, request),
            Command::InviteDevice { community } => self.invite_device(number, community),
            Command::NameDevice { community, device, name } => {
                self.name_device(number, community, device, &name);
            }
            Command::RemoveDevice { community, device } => {
                self.remove_device(number, community, device);
            }
            Command::Compared { community, member } => self.compared(number, community, member),
            Command::Leave { community } => self.leave(number, community),
            Command::ProposeRemoval { community, target, with, reason } => {
                self.propose_removal(number, community, target, with, &reason);
            }
            Command::SignRemoval { community, proposal } => {
                self.sign_removal(number, community, proposal);
            }
            Command::DropRemoval { community, proposal } => {
                self.drop_removal(number, community, proposal);
            }
            Command::KeepWords { community, member } => self.keep_words(number, community, member),
            Command::ContinueAnew { community } => self.continue_anew(number, community),
            Command::Do { community, act } => self.act(number, community, &act),
            Command::DoIn { community, document, act } => {
                self.act_in(number, community, document, &act);
            }
            Command::BeginSession { community, meeting, agenda, presentations } => {
                self.begin_session(number, community, meeting, &agenda, presentations);
            }
            Command::BeginWith { community, kind, with } => {
                self.begin_with(number, community, kind, with);
            }
            Command::AddFile { community, bytes } => self.add_file(number, community, &bytes),
            Command::ReadFile { community, file } => self.read_file(number, community, file),
            Command::Write { community, text, version, splices } => {
                self.write(number, community, &text, version, splices);
            }
            Command::OpenText { community, text } => self.open_text(number, community, &text),
            Command::CloseText { community, text } => self.close_text(number, community, &text),
            Command::Point { community, text, version, caret } => {
                self.point(community, &text, version, caret.map(|caret| (caret.at, caret.anchor)));
                self.answer(number, Ok(Reply::Done));
            }
            Command::Remember { community, text, version, steps } => {
                self.remember(number, community, &text, version, steps);
            }
            Command::Undo { community } => self.undo(number, community),
            Command::Seen { community, things } => self.seen(number, community, &things),
            Command::SetMode { mode } => self.set_mode(number, mode),
            Command::SetOnline { online } => self.set_online(number, online),
            Command::SetExchanging { community, on } => self.set_exchanging(number, community, on),
            Command::WhoWrote { community, text } => self.who_wrote(number, community, &text),
            Command::Listen { address } => self.effects.push(Effect::Listen { number, address }),
            Command::Connect { device, address } => self.connect(number, device, address),
            Command::ForgetContacted => self.forget_contacted(number),
            Command::Export { community, folder, language } => {
                self.export(number, community, folder, language);
            }
            Command::ProposeErase { community, document } => {
                self.propose_erase(number, community, document);
            }
            Command::AgreeToErase { community, document } => {
                self.agree_to_erase(number, community, document);
            }
            Command::ObjectToErase { community, document, object } => {
                self.object_to_erase(number, community, document, object);
            }
            Command::CloseRoom { community, document } => {
                self.close_room(number, community, document);
            }
            Command::Backup { file, passphrase } => self.back_up(number, file, passphrase),
            Command::Guard { change } => self.change_guard(number, change),
            Command::PrintRecoveryKey { community } => self.print_recovery_key(number, community),
            Command::SaveExchange { community, whom, file } => {
                self.save_exchange(number, community, whom, file);
            }
            Command::SaveAsking { ticket, file } => self.save_asking(number, ticket, file),
            Command::OpenExchange { file, community } => {
                self.effects.push(Effect::ReadFile { number, community, file });
            }
            Command::Verify => self.verify(number),
            Command::Forget { community } => self.forget(number, community),
        }
    }

    fn introduce(&mut self, number: u64, name: &str, practice: &str) {
        let (name, practice) = (name.trim(), practice.trim());
        if name.is_empty() {
            return self.answer(number, Err(Problem::NoName));
        }
        if name.len() > LONGEST_NAME || practice.len() > LONGEST_NAME {
            return self.answer(number, Err(Problem::TooLong));
        }
        self.me = Me { name: name.to_owned(), practice: practice.to_owned() };
        self.changed = true;
        let bytes = postcard::to_stdvec(&self.me).expect("plain data can be written");
        self.saving.next().put_note(ME, bytes);
        for id in self.communities.keys().copied().collect::<Vec<_>>() {
            self.say_who_i_am(id);
        }
        self.answer_when_saved(number, Reply::Done);
    }

    /// Begins a draft. Its documents are this device's alone until the second person joins.
    fn begin(&mut self, number: u64, name: &str) {
        let name = name.trim();
        if self.me.name.is_empty() {
            return self.answer(number, Err(Problem::NoName));
        }
        if name.is_empty() || name.len() > LONGEST_NAME {
            return self.answer(number, Err(Problem::TooLong));
        }
        let mut id = [0; 32];
        self.rng.fill_bytes(&mut id);
        let id = CommunityId::from_bytes(id);
        let me = MemberId::from(self.key.id());
        let draft = Community::draft(id, name.to_owned(), me, &mut self.rng);
        draft.keep(self.saving.next());
        self.communities.insert(id, draft);
        self.keep_list();
        self.say_who_i_am(id);
        self.changed = true;
        self.answer_when_saved(number, Reply::Begun { community: id });
    }

    /// Says, where the others see it, that I have compared words with a member.
    fn compared(&mut self, number: u64, id: CommunityId, member: MemberId) {
        let me = self.key.id();
        let known = self.community_mut(id).and_then(|community| {
            let other = community.member_of(&me) != member;
            let stands = community.standing().contains(&member);
            if other && stands { Ok(()) } else { Err(Problem::NoSuchMember) }
        });
        let act = Act::Profile(ProfileCommand::Compared { member: model_member(member) });
        match known.and_then(|()| self.perform(id, &act)) {
            Ok(_) => self.answer_when_saved(number, Reply::Done),
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    fn set_mode(&mut self, number: u64, mode: crate::Mode) {
        if let crate::Mode::OwnRelay { url } = &mode
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            return self.answer(number, Err(Problem::RelayAddress));
        }
        self.network.mode = mode.clone();
        self.changed = true;
        let bytes = serde_json::to_vec(&mode).expect("plain data can be written");
        self.saving.next().put_note("mode", bytes);
        self.effects.push(Effect::SetMode(mode));
        self.answer_when_saved(number, Reply::Done);
    }

    fn set_online(&mut self, number: u64, online: bool) {
        self.network.online = online;
        self.changed = true;
        self.effects.push(Effect::SetOnline(online));
        if online {
            self.allow_members();
        }
        self.answer(number, Ok(Reply::Done));
    }

    /// Stops exchanging a community with the others, or goes on. What was received stays.
    fn set_exchanging(&mut self, number: u64, id: CommunityId, on: bool) {
        let Ok(community) = self.community_mut(id) else {
            return self.answer(number, Err(Problem::NoSuchCommunity { community: id }));
        };
        community.stopped = !on;
        self.changed = true;
        if !on {
            self.part_from_all(id);
        }
        self.allow_members();
        self.answer(number, Ok(Reply::Done));
    }

    fn connect(&mut self, number: u64, device: DeviceId, address: SocketAddr) {
        self.remember_addresses(device, &[address]);
        self.effects.push(Effect::Want { peer: device, addresses: vec![address] });
        self.answer(number, Ok(Reply::Done));
    }

    fn export(&mut self, number: u64, id: CommunityId, folder: PathBuf, language: Language) {
        self.changed = true;
        let Some(seen) = self.snapshot().community(&id).cloned() else {
            return self.answer(number, Err(Problem::NoSuchCommunity { community: id }));
        };
        // What is for a few stays where it is, also when one of them takes their own words along.
        let documents = self.communities[&id]
            .documents
            .values()
            .filter(|held| !held.kind.is_for_few())
            .map(|held| (held.kind, held.owner, held.merged.export()))
            .collect();
        let export =
            Box::new(Export { community: seen, documents, at: self.now.unix_ms, language });
        self.effects.push(Effect::Export { number, export, folder });
    }

    /// Reads every certificate and entry from the store and checks what can be checked of it by itself.
    fn verify(&mut self, number: u64) {
        let (mut certificates, mut entries, mut wrong) = (0, 0, Vec::new());
        for (id, community) in
            self.communities.iter().filter(|(_, community)| community.living.is_some())
        {
            match self.shelf.certificates(id) {
                Ok(all) => {
                    certificates += all.len() as u64;
                    wrong.extend(
                        all.iter().filter_map(|(id, bytes)| checking::wrong_certificate(id, bytes)),
                    );
                }
                Err(error) => wrong.push(error.to_string()),
            }
            let Some(living) = &community.living else { continue };
            for document in
                living.ledger.documents().map(|grant| grant.document).collect::<Vec<_>>()
            {
                match self.shelf.entries(id, &document, Place::START, usize::MAX) {
                    Ok(all) => {
                        entries += all.len() as u64;
                        wrong.extend(
                            all.iter()
                                .filter_map(|(_, id, bytes)| checking::wrong_entry(id, bytes)),
                        );
                    }
                    Err(error) => wrong.push(error.to_string()),
                }
            }
        }
        self.answer(number, Ok(Reply::Verified { certificates, entries, wrong }));
    }

    /// Removes a community from this device. The others keep theirs.
    fn forget(&mut self, number: u64, id: CommunityId) {
        let Some(community) = self.communities.remove(&id) else {
            return self.answer(number, Err(Problem::NoSuchCommunity { community: id }));
        };
        let batch = self.saving.next();
        for document in community.documents.keys() {
            batch.clear_journal(id, *document);
        }
        batch.forget_community(id);
        batch.delete_note(Community::note_name(&id));
        batch.delete_note(WaysBack::note_name(&id));
        batch.delete_note(Seen::note_name(&id));
        batch.delete_note(HeldBy::note_name(&id));
        batch.delete_note(Removing::note_name(&id));
        batch.delete_note(Community::continues_name(&id));
        batch.delete_note(Erasing::note_name(&id));
        self.forget_carried(&id);
        self.keep_list();
        self.renew_keys_when_saved();
        self.allow_members();
        self.changed = true;
        self.answer_when_saved(number, Reply::Done);
    }

    /// Keeps the list of communities of this device.
    pub(super) fn keep_list(&mut self) {
        let list: Vec<(CommunityId, bool)> = self
            .communities
            .iter()
            .map(|(id, community)| (*id, community.living.is_some()))
            .collect();
        let bytes = postcard::to_stdvec(&list).expect("plain data can be written");
        self.saving.next().put_note("communities", bytes);
    }

    pub(super) fn keep_community(&mut self, id: CommunityId) {
        if let Some(community) = self.communities.get(&id) {
            community.keep(self.saving.next());
        }
    }

    /// Keeps where devices were last reached.
    pub(super) fn keep_addresses(&mut self) {
        let bytes = postcard::to_stdvec(&self.addresses).expect("plain data can be written");
        self.saving.next().put_note("addresses", bytes);
    }
}
