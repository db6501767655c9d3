//! The same as JSON, for programs. Only what the community shares, or only what its owner alone can see.

use super::Cx;
use crate::{Notebook, Stage};
use horseshoe_model::{CommunityView, PrivateView, TallyView};
use horseshoe_trust::{CommunityId, MemberId};
use serde::Serialize;
use std::io;

/// The version of these two forms. Fields are only added.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Shared<'a> {
    horseshoe_export: u32,
    /// Unix milliseconds.
    exported_at: u64,
    id: CommunityId,
    name: &'a str,
    stage: Stage,
    members: Vec<Person<'a>>,
    community: &'a CommunityView,
    notebook: &'a Notebook,
    tallies: &'a [TallyView],
}

#[derive(Serialize)]
struct Person<'a> {
    id: MemberId,
    name: &'a str,
    practice: &'a str,
    standing: bool,
    let_in_by: &'a [MemberId],
}

#[derive(Serialize)]
struct Mine<'a> {
    horseshoe_export: u32,
    exported_at: u64,
    private: &'a PrivateView,
}

pub(super) fn community(cx: &Cx<'_>) -> io::Result<Vec<u8>> {
    let community = cx.community;
    let members = community.members.iter().map(|member| Person {
        id: member.id,
        name: &member.name,
        practice: &member.practice,
        standing: member.standing,
        let_in_by: &member.let_in_by,
    });
    json(&Shared {
        horseshoe_export: VERSION,
        exported_at: cx.at,
        id: community.id,
        name: &community.name,
        stage: community.stage,
        members: members.collect(),
        community: &community.community,
        notebook: &community.notebook,
        tallies: &community.tallies,
    })
}

pub(super) fn only_me(cx: &Cx<'_>) -> io::Result<Vec<u8>> {
    json(&Mine { horseshoe_export: VERSION, exported_at: cx.at, private: &cx.community.private })
}

fn json(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
